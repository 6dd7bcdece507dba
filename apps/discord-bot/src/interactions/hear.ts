import { postMessage, type Answer, type Asked, type Incoming } from "@muster/discord";
import type { GuildDesk } from "../guild-desk.ts";
import { nameOf } from "../guild-desk.ts";
import { takeTurn, type Manner, type Turn } from "../turn.ts";
import { oldButton, plainly } from "./answers.ts";
import { carryOut } from "./carry-out.ts";
import { onMenu } from "./on-menu.ts";
import { onPress } from "./on-press.ts";
import { onTyping } from "./on-typing.ts";
import { rightsOf, type Door, type Scene } from "./scene.ts";

/** How often, and how far apart, words for the room are tried that Discord did not take as an answer. */
const sayInsteadTries = 5;
const sayInsteadEveryMs = 2_000;

/** Handles one interaction from its arrival to its last word. Never throws. */
export async function hear(
  door: Door,
  deskOf: (guildId: string | null) => GuildDesk | null,
  { from, asked }: Incoming,
): Promise<void> {
  const desk = deskOf(from.guildId);
  const { missed } = await takeTurn(door, from, {
    manner: mannerOf(asked),
    typed: typedIn(asked),
    work: (turn) => answerTo(door, desk, turn, asked),
  });
  if (missed !== null && from.channelId !== null) {
    await sayInstead(door, from.channelId, missed, from.interactionId);
  }
}

async function answerTo(door: Door, desk: GuildDesk | null, turn: Turn, asked: Asked): Promise<Answer> {
  const { from } = turn;
  if (desk === null) return asked.is === "typing" ? noChoices : plainly(notHere);
  const inForce = await desk.policy();
  if (inForce === null) return asked.is === "typing" ? noChoices : plainly(noDatabase);
  const { policy } = inForce;
  desk.remember(from.person);
  const scene: Scene = {
    door,
    desk,
    workspace: desk.workspace,
    policy,
    from,
    turn,
    person: await desk.known(from.person),
    ...(await rightsOf(door, policy, from)),
  };

  switch (asked.is) {
    case "command":
      return carryOut(scene, { ...asked, incidentId: null, carries: null });
    case "form":
      return carryOut(scene, asked);
    case "typing":
      return onTyping(scene, asked);
    case "press":
      return onPress(scene, asked);
    case "menu":
      return onMenu(scene, asked);
    case "old":
      return plainly(oldButton);
    case "unknown":
      return plainly("I do not know that button or command. The commands that I know: /muster help");
  }
}

const noChoices: Answer = { with: "choices", choices: [] };
const notHere =
  "This server is not connected to me. Whoever runs me sets DISCORD_GUILD_ID (or adds it to the workspaces file) and restarts.";
const noDatabase =
  "⚠️ My database does not answer, so nothing can be recorded. Keep notes by hand and try again in a minute.";

function mannerOf(asked: Asked): Manner {
  return asked.is === "typing" ? "at-once" : "may-wait";
}

/** What somebody wrote, to be given back if it cannot be recorded. */
function typedIn(asked: Asked): string | null {
  if (asked.is !== "command" && asked.is !== "form") return null;
  const texts = Object.values(asked.values).filter((value) => typeof value === "string");
  return texts.length === 0 ? null : texts.join("\n");
}

/** The record says that the room has heard it, so the room must hear it. */
async function sayInstead(
  door: Door,
  channelId: string,
  message: Parameters<typeof postMessage>[2],
  key: string,
): Promise<void> {
  for (let tried = 1; tried <= sayInsteadTries; tried += 1) {
    try {
      await postMessage(door.client, channelId, message, `instead:${key}`);
      return;
    } catch (error) {
      door.log.warn({ interactionId: key, error: nameOf(error), tried }, "the room could not be told");
      await new Promise((resolve) => setTimeout(resolve, sayInsteadEveryMs));
    }
  }
}
