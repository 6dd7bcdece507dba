import { no, yes } from "@muster/kernel";
import { criteriaOf, findLevel, highestLevel, type NamedLevel } from "@muster/policy";
import type { EventBody } from "../event.ts";
import type { Context, Decision } from "../feature.ts";
import { isDiscreet } from "../found-by.ts";
import type { Incident } from "../incident.ts";
import { isSamePerson } from "../person.ts";
import { severityEvents } from "../severity.ts";
import type { AssessCommand } from "./vocabulary.ts";

/** Of all criteria that were chosen the highest level counts, and each is quoted. */
export function classify(
  incident: Incident,
  { criteria: chosen }: Extract<AssessCommand, { do: "classify" }>,
  context: Context,
): Decision {
  const { policy } = context.setting;
  if (chosen.length === 0) return no({ because: "no-criterion-chosen" });
  if (chosen.includes("unsure")) {
    const level = highestLevel(policy);
    return yes(stand(incident, { level, criteria: [], wasUnsure: true }, context));
  }
  const all = criteriaOf(policy);
  const matched = chosen.flatMap((id) => all.filter((criterion) => criterion.id === id));
  const strange = chosen.find((id) => id !== "none" && !all.some((criterion) => criterion.id === id));
  if (strange !== undefined) return no({ because: "unknown-criterion", asked: strange });
  // It is said, never guessed: no nearest level is taken.
  if (matched.length === 0) return yes([{ type: "no-criterion-fits" }]);
  const [first, ...others] = matched;
  const highest = others.reduce((best, { level }) => (level.rank < best.rank ? level : best), first!.level); // `matched` is not empty.
  return yes(
    stand(incident, { level: highest, criteria: matched.map(({ text }) => text), wasUnsure: false }, context),
  );
}

/** What somebody says who declares what is declared already. */
export function sayLevel(
  incident: Incident,
  { level: asked }: Extract<AssessCommand, { do: "say-level" }>,
  context: Context,
): Decision {
  const { policy } = context.setting;
  const wasUnsure = asked.trim().toLowerCase() === "unsure";
  const level = wasUnsure ? highestLevel(policy) : findLevel(policy, asked);
  // A declaration that joins another is never refused for an odd level: what it says otherwise counts.
  return yes(level === null ? [] : stand(incident, { level, criteria: [], wasUnsure }, context));
}

type Judgement = { level: NamedLevel; criteria: string[]; wasUnsure: boolean };

/** When people disagree the higher level stands. A lower one is kept with who said it; to lower it takes a reason. */
function stand(incident: Incident, judged: Judgement, { setting, actor }: Context): EventBody[] {
  const { level, criteria, wasUnsure } = judged;
  const { severity: from, roles, calls, assess, source } = incident;
  if (from === null || level.rank < from.rank) {
    const discreet = isDiscreet(source, setting.policy);
    return severityEvents({ ...judged, from, reason: null, roles, calls, isDiscreet: discreet, setting });
  }
  const said = assess.said.some(({ levelId, by }) => levelId === level.id && isSamePerson(by, actor.person));
  const agrees = level.id === from.levelId && criteria.length === 0;
  if (said || agrees || wasUnsure) return [];
  return [{ type: "level-said", levelId: level.id, stands: from.levelId, criteria }];
}
