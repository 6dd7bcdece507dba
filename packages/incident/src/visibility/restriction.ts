import { resolvePerson, type Policy } from "@muster/policy";
import type { EventBody } from "../event.ts";
import { foundBy, foundBySource } from "../found-by.ts";
import type { Incident } from "../incident.ts";
import type { Source } from "../origin.ts";
import type { Person } from "../person.ts";
import { isAmong, unique } from "./members.ts";
import type { Showing, VisibilityEvent } from "./vocabulary.ts";

type Restricting = Extract<VisibilityEvent, { type: "restricted" }>;

/** What conditions look at, as it is after these events. */
type Facts = { level: string | null; kind: string | null; found: string | null; answers: readonly string[] };

function factsAfter(
  incident: Pick<Incident, "assess" | "severity" | "source">,
  bodies: readonly EventBody[],
): Facts {
  const answers = new Map(
    Object.entries(incident.assess.answers).map(([id, given]) => [id, given.at(-1)?.answer]),
  );
  let level = incident.severity?.levelId ?? null;
  let kind = incident.assess.kind?.id ?? null;
  let found = foundBy(incident)?.how ?? null;
  for (const body of bodies) {
    if (body.type === "severity-set") level = body.severity.levelId;
    if (body.type === "kind-set") kind = body.kind;
    if (body.type === "found-by-set") found = body.how;
    if (body.type === "question-answered") answers.set(body.question, body.answer);
  }
  return {
    level,
    kind,
    found,
    answers: [...answers].map(([id, answer]) => `${id}/${(answer ?? "").trim().toLowerCase()}`),
  };
}

/** The condition of the policy that holds, in plain words; null when none does. */
function conditionMet(policy: Policy, facts: Facts): string | null {
  const met = policy.restricted.when.find(
    ({ levels, kinds, foundBy: ways, answers }) =>
      isOneOf(levels, facts.level) &&
      isOneOf(kinds, facts.kind) &&
      isOneOf(ways, facts.found) &&
      (answers.length === 0 || answers.some((answer) => facts.answers.includes(answer))),
  );
  if (met === undefined) return null;
  const answered = met.answers.filter((answer) => facts.answers.includes(answer));
  const words = [
    ...(met.levels.length === 0 ? [] : [facts.level ?? ""]),
    ...(met.kinds.length === 0 ? [] : [`of the kind ${policy.kinds[facts.kind ?? ""]?.name ?? facts.kind}`]),
    ...(met.foundBy.length === 0 ? [] : [`found by ${facts.found}`]),
    ...answered.map((answer) => {
      const [id = "", word = ""] = answer.split("/");
      return `“${policy.questions[id]?.text ?? id}” is ${word}`;
    }),
  ];
  return `the policy restricts what is ${words.join(", ")}`;
}

function isOneOf(wanted: readonly string[], fact: string | null): boolean {
  return wanted.length === 0 || (fact !== null && wanted.includes(fact));
}

type Terms = { why: string; isByPolicy: boolean; policy: Policy };

/** A restriction from the first moment: nobody has seen anything. */
export function restrictedFromStart(terms: Terms, now: Date): Restricting {
  return { ...termsOf(terms), fromStart: true, kept: [], shown: [], shownSince: now.toISOString() };
}

/** A restriction of what everybody could know of until now. */
export function restrictedLater(incident: Incident, terms: Terms): Restricting {
  return {
    ...termsOf(terms),
    fromStart: false,
    kept: whoWorked(incident),
    shown: shownBy(incident),
    shownSince: incident.anchors.declared?.at ?? incident.timeline[0]?.recordedAt ?? "",
  };
}

function termsOf({ why, isByPolicy, policy }: Terms) {
  const { issue, opsChannel, alwaysIn } = policy.restricted;
  const groups = alwaysIn.filter((id) => policy.groups[id] !== undefined);
  const named = groups.flatMap((id) => policy.groups[id]?.people ?? []);
  const people = [...alwaysIn.filter((id) => policy.groups[id] === undefined), ...named];
  return {
    type: "restricted" as const,
    why,
    isByPolicy,
    opensIssue: issue !== "none",
    tellsOps: opsChannel !== null,
    always: { groups, people: unique(people.map((name) => resolvePerson(policy, name))) },
  };
}

/** Whoever wrote something into the record, from Discord: they know what it says. Whoever only reported it does not. */
function whoWorked({ timeline, source, reporter }: Incident): Person[] {
  const authors = unique(timeline.map(({ by }) => by)).filter(({ discord }) => discord !== null);
  return source.kind === "report" ? authors.filter((person) => !isAmong([reporter], person)) : authors;
}

function shownBy(incident: Incident): Showing[] {
  const { opened, hotfixWanted, postmortem, comms, actions } = incident;
  const table: [Showing, boolean][] = [
    ["room", opened.channel],
    ["ops-alerts", opened.opsAlerts],
    ["issue", opened.issue],
    ["hotfix-branch", hotfixWanted],
    ["postmortem", postmortem !== null],
    ["tracker", actions.length > 0],
    ["notices", comms.drafts.some(({ published }) => published !== null)],
  ];
  return table.filter(([, isShown]) => isShown).map(([where]) => where);
}

/**
 * The events with the restriction that follows from them by the policy. It comes first, so that nothing that they open is ever open to
 * those who may not know.
 */
export function withRestriction(incident: Incident, bodies: EventBody[], policy: Policy): EventBody[] {
  const isSettled = incident.restricted !== null || bodies.some(({ type }) => type === "restricted");
  // What is made up gives nothing away; closing the room would lock out those who practise.
  if (isSettled || incident.isDrill || !bodies.some(({ type }) => deciding.includes(type))) return bodies;
  const why = conditionMet(policy, factsAfter(incident, bodies));
  // What people lifted with a reason does not come back for the same one.
  if (why === null || incident.access.lifted.includes(why)) return bodies;
  return [restrictedLater(incident, { why, isByPolicy: true, policy }), ...bodies];
}

const deciding: readonly EventBody["type"][] = [
  "severity-set",
  "kind-set",
  "found-by-set",
  "question-answered",
];

/** Why a declaration is restricted from its first moment; null when it is not. */
export function restrictionOf(
  { source, restricted }: { source: Source; restricted?: string | null },
  level: string | null,
  policy: Policy,
): { why: string; isByPolicy: boolean } | null {
  if (restricted != null) return { why: restricted, isByPolicy: false };
  const found = foundBySource(source)?.how ?? null;
  const why = conditionMet(policy, { level, kind: null, found, answers: [] });
  return why === null ? null : { why, isByPolicy: true };
}
