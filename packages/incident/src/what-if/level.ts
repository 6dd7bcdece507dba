import { findLevel, highestLevel, levelLabel, partsOfLevel, type Policy } from "@muster/policy";
import { differing, levelsHad, minuteMs, plain, type Aspect } from "./aspect.ts";

export const severity: Aspect = (course, before, after) =>
  [...new Set(course.stages.map(({ levelId }) => levelId))].flatMap((id) => {
    const [was, is] = [findLevel(before, id), findLevel(after, id)];
    // Today's rules do not know it either: it is of an older policy.
    if (was === null) return [];
    if (is === null) return [`${id} would not have been there; another level would have had to be chosen.`];
    if (plain(was.definition) === plain(is.definition)) return [];
    return [
      `${levelLabel(is)} would have been defined as “${is.definition}” instead of “${was.definition}”.`,
    ];
  });

export const unsure: Aspect = ({ declaredAt, overAt, chosenAt, incident }, before, after) => {
  const label = (policy: Policy): string | null => {
    const afterMin = policy.classification.unsureAfterMin;
    const waitedMs = (chosenAt ?? overAt) - declaredAt;
    return afterMin !== null && waitedMs > afterMin * minuteMs ? levelLabel(highestLevel(policy)) : null;
  };
  const [was, is] = [label(before), label(after)];
  if (was === is || incident.timeline.length === 0) return [];
  if (is === null)
    return ["It would have waited for somebody to choose a severity, instead of taking the highest."];
  return [
    `Without a severity it would have become ${is}${was === null ? ", before anybody chose one" : ` instead of ${was}`}.`,
  ];
};

export const steps: Aspect = (course, before, after) => {
  const shown = (policy: Policy) =>
    new Map(
      levelsHad(course, policy).flatMap(({ mitigation }) =>
        mitigation.map(({ text }) => [plain(text), text]),
      ),
    );
  if (levelsHad(course, after).length === 0) return [];
  const { lost, gained } = differing(shown(before), shown(after));
  return [
    ...gained.map((text) => `A step would have been shown: “${text}”`),
    ...lost.map((text) => `A step would not have been shown: “${text}”`),
  ];
};

export const hotfix: Aspect = (course, before, after) => {
  if (levelsHad(course, after).length === 0) return [];
  const offers = (policy: Policy) => levelsHad(course, policy).some(({ offersHotfix }) => offersHotfix);
  if (offers(before) === offers(after)) return [];
  return [
    offers(after) ? "A hotfix branch would have been offered." : "No hotfix branch would have been offered.",
  ];
};

/** More lines than this about one incident are not read. */
const rulesShown = 4;

/** What the parts of the process ask for at these levels, by the sentences in which the policy explains it. */
export const otherRules: Aspect = (course, before, after) => {
  if (levelsHad(course, after).length === 0) return [];
  const said = (policy: Policy) =>
    new Map(
      levelsHad(course, policy).flatMap((level) =>
        partsOfLevel(policy, level).map((line) => [plain(line), line.trim()]),
      ),
    );
  const { lost, gained } = differing(said(before), said(after));
  const lines = [
    ...gained.map((line) => `This would have applied: ${line}`),
    ...lost.map((line) => `This would not have applied: ${line}`),
  ];
  const more = lines.length - rulesShown;
  return more > 0 ? [...lines.slice(0, rulesShown), `… and ${more} more rules of its level.`] : lines;
};
