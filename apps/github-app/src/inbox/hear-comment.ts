import {
  answers,
  commandsMax,
  isForAnyIssue,
  levelOfLabels,
  lookText,
  type HeardComment,
  type Said,
} from "@muster/github";
import {
  answerErrand,
  audienceOf,
  everybody,
  isSamePerson,
  mayKnow,
  peopleIn,
  type Actor,
  type Audience,
  type Command,
  type Incident,
} from "@muster/incident";
import { findLevel } from "@muster/policy";
import { actorFor, withKnownPeople } from "../actor-for.ts";
import { readIssue } from "../ask-github.ts";
import type { KnownWorkspace } from "../known-workspace.ts";
import type { IntentHands } from "./intent-hands.ts";
import type { Answer, Scene } from "./comment-scene.ts";
import { aboutItem, isOfAction, itemOf } from "./comment-on-item.ts";
import { link, unlink } from "./link-accounts.ts";

/**
 * Does what a comment asks, command by command, and answers its author in the one comment that is there for it. By the comment's own id:
 * however often it is told of, each command is done once and answered once.
 */
export async function hearComment(
  hands: IntentHands,
  workspace: KnownWorkspace,
  comment: HeardComment,
): Promise<string> {
  const { engine } = hands;
  const issue = await incidentOf(hands, workspace, comment.on);
  const own =
    issue === null && !comment.said.every(isHeardAnywhere)
      ? await itemOf(hands, workspace, comment.on)
      : null;
  const kept = issue ?? own?.incident ?? null;
  const notOurs = `comment ${comment.id} is on no issue of ours`;
  if (kept === null && !comment.said.some(isHeardAnywhere)) return notOurs;
  const actor = await actorFor(hands, workspace, comment.by);
  // To whoever may not know of it, and where everybody reads along, its issue is one like any other.
  const incident = kept !== null && mayKnow(kept, audienceOn(comment, actor)) ? kept : null;
  const item = incident === null ? null : (own?.item ?? null);
  const heard =
    incident === null
      ? comment.said.filter(isHeardAnywhere)
      : comment.said.map((said) => aboutItem(said, item));
  if (heard.length === 0) return notOurs;
  const scene: Scene = { hands, workspace, comment, actor, incident, item };
  const given: Answer[] = [];
  for (const [index, said] of heard.slice(0, commandsMax).entries()) {
    const answer = comment.wasEdited ? told(answers.edited(), "refused") : await answerTo(scene, said, index);
    if (answer !== null) given.push(answer);
    if (comment.wasEdited) break;
  }
  if (heard.length > commandsMax) given.push({ outcome: "refused", text: answers.tooMany(commandsMax) });

  if (given.length === 0) return `comment ${comment.id}: done, and not answered where everybody reads`;
  await engine.errands.put(workspace.id, [
    answerErrand(answerKey(scene, heard, given), {
      issue: comment.on,
      comment: comment.id,
      to: comment.by.login,
      outcome: outcomeOf(given),
      text: answers.together(given.map(({ outcome, text }) => ({ isDone: outcome !== "refused", text }))),
    }),
  ]);
  return `comment ${comment.id}: ${given.map(({ outcome }) => outcome).join(", ")}`;
}

/** The issue of an incident, or the pull request of its postmortem. */
async function incidentOf(
  { engine }: IntentHands,
  workspace: KnownWorkspace,
  number: number,
): Promise<Incident | null> {
  return (
    (await engine.read.byRemote(workspace.id, "issue", String(number))) ??
    (await engine.read.byRemote(workspace.id, "postmortem", String(number)))
  );
}

const isHeardAnywhere = (said: Said): boolean => said.is === "asked" && isForAnyIssue(said.asked);

/** Whoever has no rights here is answered once an hour: nobody can push the others' answers out by asking again and again. */
function answerKey(
  { actor, comment, hands, incident }: Scene,
  heard: readonly Said[],
  given: readonly Answer[],
): string {
  const isAtHome = actor.isResponder || (incident !== null && isInvolved(actor, incident));
  const isLinking = heard.every((said) => said.is === "asked" && ["link", "unlink"].includes(said.asked.ask));
  const isLimited = given.some((answer) => answer.isLimited === true);
  if (isAtHome || (isLinking && !isLimited)) return `comment:${comment.id}`;
  const hour = hands.now().toISOString().slice(0, 13);
  return `stranger:${comment.on}:${comment.by.id}:${hour}`;
}

function outcomeOf(given: readonly Answer[]): Answer["outcome"] {
  const order: readonly Answer["outcome"][] = ["refused", "done", "told"];
  return order.find((outcome) => given.some((answer) => answer.outcome === outcome)) ?? "told";
}

/** Who hears the answer: the one who asked, and everybody with them where the repository is public. */
const audienceOn = ({ isPublic }: HeardComment, actor: Actor): Audience =>
  isPublic ? everybody : audienceOf(actor);

const told = (text: string, outcome: Answer["outcome"] = "told"): Answer => ({ outcome, text });

/** Null: nothing may be said of it here. */
async function answerTo(scene: Scene, said: Said, index: number): Promise<Answer | null> {
  const { comment, incident, item } = scene;
  const isHelp = said.is === "asked" && said.asked.ask === "help";
  if (incident !== null && item !== null && !isOfAction(said) && !isHelp && !isHeardAnywhere(said)) {
    const { issue } = await scene.hands.engine.read.remotes(incident.id);
    const number = Number(issue?.id);
    return told(answers.onlyActions(incident.ref, item, Number.isInteger(number) ? number : null), "refused");
  }
  switch (said.is) {
    case "incomplete":
      return told(answers.incomplete(said), "refused");
    case "unknown":
      return told(answers.unknown(said), "refused");
    case "disguised":
      return told(answers.disguised(said), "refused");
    case "asked": {
      const { command } = said;
      if (command.isInside && comment.isPublic) return told(answers.insideOnly({ command }), "refused");
      const answer = await fulfil(scene, said, index);
      return answer === null || said.unused === null
        ? answer
        : { ...answer, text: answer.text + answers.unused(said.unused) };
    }
  }
}

type Asking = Extract<Said, { is: "asked" }>;

async function fulfil(scene: Scene, { asked, said }: Asking, index: number): Promise<Answer | null> {
  const { actor, incident } = scene;
  switch (asked.ask) {
    case "help":
      return told(answers.help(asked.about));
    case "declare":
      return declare(scene, asked);
    case "order":
      return incident === null
        ? told(answers.noRight, "refused")
        : order(scene, incident, asked.command, said, index);
    case "look": {
      if (incident === null || !(actor.isResponder || isInvolved(actor, incident)))
        return told(answers.noRight, "refused");
      const now = (await scene.hands.engine.read.byId(incident.id)) ?? incident;
      const policy = await scene.hands.engine.read.policyOf(now);
      return told(lookText(asked.at, { incident: now, policy, page: asked.page }));
    }
    case "link":
      return link(scene, asked.code);
    case "unlink":
      return unlink(scene);
  }
}

const isInvolved = ({ person }: Actor, incident: Incident): boolean =>
  peopleIn(incident).some((one) => isSamePerson(one, person));

async function order(
  { hands: { engine }, workspace, comment, actor }: Scene,
  incident: Incident,
  command: Command,
  said: string,
  index: number,
): Promise<Answer | null> {
  const people = await engine.read.people(workspace.id);
  const answer = await engine.order({
    workspaceId: workspace.id,
    incident: { id: incident.id },
    command: withKnownPeople(command, people),
    actor,
    requestId: `github:comment:${comment.id}:${index}`,
  });
  if (!answer.ok) return told(answers.refused(answer.refused, said), "refused");
  const { incident: after, events } = answer.value;
  if (!mayKnow(after, audienceOn(comment, actor))) return null;
  if (events.length === 0) return told(answers.nothingChanged(after), "done");
  return told(answers.done(after, events, comment.isPublic), "done");
}

async function declare(
  { hands: { engine, github }, workspace, comment, actor, incident }: Scene,
  { title, level }: Extract<Asking["asked"], { ask: "declare" }>,
): Promise<Answer | null> {
  if (incident !== null)
    return told(`This issue belongs to **${incident.ref}** already. \`/incident show\` tells more.`);
  if (!actor.isResponder) return told(answers.noRightElsewhere, "refused");
  const issue = await readIssue(github, workspace.repo, comment.on);
  if (issue === null || issue.state === "closed")
    return told("This issue is closed. Reopen it first, or open another one.", "refused");
  const { policy } = await engine.read.policy(workspace.id);
  // `/incident declare P0` says how bad it is; what it is, the issue says.
  const isLevel = title !== null && (findLevel(policy, title) !== null || title.toLowerCase() === "unsure");
  const said = await engine.declare({
    workspaceId: workspace.id,
    declaration: {
      title: title === null || isLevel ? issue.title : title,
      description: issue.body.trim() === "" ? null : issue.body,
      level: level ?? (isLevel ? title : levelOfLabels(issue.labels, policy)),
      source: {
        kind: "issue",
        ref: `${comment.repositoryId}:${comment.on}`,
        url: issue.url,
        name: comment.by.login,
      },
      detectedAt: null,
      signals: [],
      isDrill: false,
    },
    actor,
    requestId: `github:comment:${comment.id}:declare`,
    sameAs: `issue:${comment.repositoryId}:${comment.on}`,
    reply: null,
  });
  if (!said.ok) return told(answers.refused(said.refused, `/incident declare ${title ?? ""}`), "refused");
  if (!mayKnow(said.value.incident, audienceOn(comment, actor))) return null;
  const { ref } = said.value.incident;
  const words = `**${ref}** is declared, and this is its issue. \`/incident show\` tells where it stands, \`/incident help\` what you can say here.`;
  return told(words, "done");
}
