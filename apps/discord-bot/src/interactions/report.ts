import { views, type Answer, type Pointed } from "@muster/discord";
import { inside, isSamePerson } from "@muster/incident";
import { plainly, refuse } from "./answers.ts";
import { originOf } from "./declare.ts";
import { actor, type Scene } from "./scene.ts";

/** So many of one person's reports may wait at once; who looks at them decides when there may be more. */
const waitingMax = 3;
const titleMax = 150;

/**
 * Lets somebody who is no responder tell the responders of something. It opens nothing and calls nobody, and the answer says nothing of
 * what else is going on: no number, no link, not even whether others said the same.
 */
export async function report(scene: Scene, text: string, message: Pointed | null): Promise<Answer> {
  const { door, workspace, policy, from, person } = scene;
  const open = await door.engine.read.open(workspace.id, inside);
  const own = open.filter(
    ({ source, severity, reporter }) =>
      source.kind === "report" && severity === null && isSamePerson(reporter, person),
  );
  if (own.length >= waitingMax) {
    return plainly(
      "The responders have three reports of yours to look at already. If it is urgent, speak to one of them.",
    );
  }
  const origin = originOf(scene, message === null ? null : `${message.channelId}/${message.messageId}`);
  const words = text.trim();
  const said = await door.engine.declare({
    workspaceId: workspace.id,
    declaration: {
      title: words.split("\n")[0]!.slice(0, titleMax), // A split has at least one part.
      description: words.length > titleMax || words.includes("\n") ? words : null,
      level: null,
      source: { ...origin.source, kind: "report" },
      detectedAt: origin.detectedAt,
      signals: [],
      isDrill: false,
    },
    actor: actor(scene, false),
    requestId: from.interactionId,
    sameAs: origin.sameAs,
    // Nothing follows by an edit: links would tell where the responders work.
    reply: null,
  });
  if (!said.ok) return refuse(said.refused);
  return plainly(
    `Thank you: the responders have it in #${views.inline(policy.discord.opsAlerts.replace(/^#/, ""), 100)} and decide what it is. If money or keys are at stake, tell nobody else about it.`,
  );
}
