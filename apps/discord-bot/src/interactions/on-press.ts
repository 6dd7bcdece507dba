import { findCommand, modalFor, views, type Answer, type Asked } from "@muster/discord";
import { oldButton, plainly, privately, refuse } from "./answers.ts";
import { addToTimeline } from "./add-to-timeline.ts";
import { findIncident, type Found } from "./find-incident.ts";
import { giveOrder } from "./give-order.ts";
import { answerQuestion } from "./link.ts";
import { showMaturity } from "./maturity.ts";
import { mayLook } from "./may-look.ts";
import { sightOf, type Scene } from "./scene.ts";

type Pressed = Extract<Asked, { is: "press" }>;

/** A role's own buttons are for the person who was offered it, whoever that is; the core checks. */
const openToTheNamed = ["accept", "decline", "do"];

/** A button or a menu. It names what is wanted; that the incident is this server's and the person may do it is checked here and in the core. */
export async function onPress(scene: Scene, { press, chosen }: Pressed): Promise<Answer> {
  if (press.action === "link") return answerQuestion(scene, press.arg);
  const isForTheNamed = openToTheNamed.includes(press.action);
  if (!isForTheNamed && !(await mayLook(scene, { named: null, id: press.incidentId ?? "-" })))
    return refuse({ because: "not-a-responder" });
  if (press.action === "maturity") return showMaturity(scene, press.arg === "all" ? null : press.arg);
  if (press.action === "ask") return ask(scene, press.incidentId, press.arg);
  if (press.action === "add") return addChosen(scene, press.arg, chosen[0] ?? "");

  const found = await findIncident(scene, { named: null, id: press.incidentId ?? "-" });
  if (!found.ok) return refuse(found.refused);
  return press.action === "do"
    ? doPart(scene, found.value, press.arg, chosen)
    : act(scene, found.value, press, chosen[0] ?? "");
}

async function act(
  scene: Scene,
  found: Found,
  { action, arg }: Pressed["press"],
  choice: string,
): Promise<Answer> {
  switch (action) {
    case "level":
      return giveOrder(scene, found, { do: "change-severity", level: choice, reason: null });
    case "accept":
      return giveOrder(scene, found, { do: "accept-role", role: arg });
    case "decline":
      return giveOrder(scene, found, { do: "decline-role", role: arg });
    case "take":
      return choice === ""
        ? privately(views.reply.chooseRole(found.incident, scene.policy))
        : giveOrder(scene, found, { do: "take-role", role: choice });
    case "hotfix":
      return giveOrder(scene, found, { do: "request-hotfix" });
    case "more":
      return privately(views.reply.more(found.incident, scene.policy, arg === "card" ? "card" : "ops"));
    default:
      return plainly(oldButton);
  }
}

/** A button or a menu of a part of the process: its name stands before the first stroke. */
async function doPart(scene: Scene, found: Found, what: string, chosen: string[]): Promise<Answer> {
  const [name = "", ...rest] = what.split("/");
  const pressed = views.partViews.presses[name];
  if (pressed === undefined) return plainly(oldButton);
  const reaction = pressed(await sightOf(scene, found.incident), rest.join("/"), chosen);
  if ("order" in reaction) return giveOrder(scene, found, reaction.order);
  // Whoever is no responder may give orders that name them, which the core checks. Looking is for those who respond.
  if (!(await mayLook(scene, { named: null, id: found.incident.id })))
    return refuse({ because: "not-a-responder" });
  if ("show" in reaction) return privately(reaction.show);
  const command = findCommand(reaction.ask);
  if (command === null) return plainly(oldButton);
  if (!scene.turn.canAskBack()) return plainly("That took too long to open a form. Press again.");
  const { filled = {}, reads } = reaction;
  const incidentId = found.incident.id;
  const about = { command, policy: scene.policy, incidentId, filled };
  return { with: "modal", modal: modalFor(reads === undefined ? about : { ...about, reads }) };
}

/** A modal is opened without asking anybody: what it is about is looked up when it comes back. */
function ask({ policy }: Scene, incidentId: string | null, key: string): Answer {
  const command = findCommand(key);
  if (command === null) return plainly(oldButton);
  return { with: "modal", modal: modalFor({ command, policy, incidentId }) };
}

async function addChosen(scene: Scene, interactionId: string, incidentId: string): Promise<Answer> {
  const message = scene.door.waiting.get(interactionId);
  if (message === undefined) {
    return plainly("I no longer have that message at hand. Use “Add to timeline” on it once more.");
  }
  const found = await findIncident(scene, { named: null, id: incidentId });
  return found.ok ? addToTimeline(scene, found.value, message) : refuse(found.refused);
}
