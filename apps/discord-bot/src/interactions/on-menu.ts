import { findCommand, modalFor, views, type Answer, type Asked, type Pointed } from "@muster/discord";
import { mayKnow, type Incident } from "@muster/incident";
import { addToTimeline } from "./add-to-timeline.ts";
import { plainly, privately, refuse } from "./answers.ts";
import { roomOf } from "./find-incident.ts";
import { report } from "./report.ts";
import { audience, type Scene } from "./scene.ts";

/** Messages that wait for a choice, at most; the oldest is forgotten first. */
const waitingMax = 200;
/** A modal must be the first answer; what it would like to know must not take longer than this. */
const lookUpMs = 1_200;

/** What can be done with a message that somebody wrote. */
export async function onMenu(
  scene: Scene,
  { menu, message }: Extract<Asked, { is: "menu" }>,
): Promise<Answer> {
  if (menu === "Report to responders") return report(scene, message.text, message);
  if (!scene.isResponder) return refuse({ because: "not-a-responder" });
  switch (menu) {
    case "Declare incident":
      return modal(scene, "incident.declare", {
        filled: { title: firstLine(message.text), description: message.text },
        carries: `${message.channelId}/${message.messageId}`,
      });
    case "Create action item":
      return createAction(scene, message);
    case "Add to timeline":
      return chooseIncident(scene, message);
  }
}

async function createAction(scene: Scene, message: Pointed): Promise<Answer> {
  const filled = { text: message.text.replaceAll(/\s+/gu, " ") };
  const looked = await Promise.race([openHere(scene), late()]);
  if (looked === null) return modal(scene, "action.add", { filled });
  const { room, open } = looked;
  if (room !== null) return modal(scene, "action.add", { filled, incidentId: room.id });
  if (open.length === 0) return plainly(noOpenIncident);
  return modal(scene, "action.add", { filled, incidents: open });
}

async function chooseIncident(scene: Scene, message: Pointed): Promise<Answer> {
  const { room, open } = await openHere(scene);
  const only = room ?? (open.length === 1 ? open[0] : undefined);
  if (only !== undefined) return addToTimeline(scene, { incident: only, isRoom: room !== null }, message);
  if (open.length === 0) return plainly(noOpenIncident);

  const { waiting } = scene.door;
  waiting.set(scene.from.interactionId, message);
  for (const oldest of waiting.keys()) {
    if (waiting.size <= waitingMax) break;
    waiting.delete(oldest);
  }
  return privately(views.reply.chooseIncident(open, scene.from.interactionId));
}

const noOpenIncident =
  "There is no open incident to put this into. Use it in the channel of an incident, or declare one from this message.";

async function openHere(scene: Scene): Promise<{ room: Incident | null; open: Incident[] }> {
  const { door, workspace } = scene;
  const [room, open] = await Promise.all([
    roomOf(scene),
    door.engine.read.open(workspace.id, audience(scene)),
  ]);
  return { room: room !== null && mayKnow(room, audience(scene)) ? room : null, open };
}

function modal(
  { policy }: Scene,
  key: string,
  about: { filled: Record<string, string>; carries?: string; incidentId?: string; incidents?: Incident[] },
): Answer {
  const command = findCommand(key);
  if (command === null) throw new Error(`There is no command ${key}.`);
  return { with: "modal", modal: modalFor({ command, policy, incidentId: null, ...about }) };
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0]?.trim().slice(0, 150) ?? "";
}

async function late(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), lookUpMs).unref());
}
