import { yes } from "@muster/kernel";
import type { Decision } from "../feature.ts";
import type { Incident } from "../incident.ts";
import type { KnownPull, Suspects, Work } from "./vocabulary.ts";

/** More pull requests than this are no fix of one incident; further ones are left out. */
export const pullsMax = 20;
/** A pull request that is closed and reopened all day must not bury the timeline. */
const linesMax = 100;

type Of<Is extends Work["is"]> = Extract<Work, { is: Is }>;

/** News come late, twice and out of order: only what is newer than what is known, and different, is written down. */
export function noteWork(incident: Incident, work: Work): Decision {
  if (incident.work.count >= linesMax) return yes([]);
  return isNews(incident, work) ? yes([{ type: "work-seen", work }]) : yes([]);
}

export function noteSuspects(incident: Incident, found: Suspects): Decision {
  const known = incident.work.suspects;
  const ids = (suspects: Suspects): string => suspects.list.map(({ id }) => id).join(" ");
  const isKnown = known !== null && ids(known) === ids(found) && known.from === found.from;
  return isKnown ? yes([]) : yes([{ type: "suspects-listed", found }]);
}

function isNews(incident: Incident, work: Work): boolean {
  switch (work.is) {
    case "pull":
      return isPullNews(incident, work);
    case "checks":
      return isChecksNews(pullOf(incident, work.number), work);
    case "deployment":
      return isDeploymentNews(pullOf(incident, work.number), work);
    case "revert":
      return !incident.work.reverts.includes(work.commit);
  }
}

function isPullNews(incident: Incident, { number, state, at }: Of<"pull">): boolean {
  const known = pullOf(incident, number);
  if (known === null) return incident.work.pulls.length < pullsMax;
  // Nothing undoes a merge.
  return known.state !== "merged" && known.state !== state && at >= known.at;
}

function isChecksNews(pull: KnownPull | null, { result, head }: Of<"checks">): boolean {
  if (pull === null) return false;
  return pull.checks?.result !== result || (result === "failing" && pull.checks.head !== head);
}

function isDeploymentNews(pull: KnownPull | null, work: Of<"deployment">): boolean {
  const known = pull?.deployments[work.environment];
  return pull !== null && (known?.result !== work.result || known.commit !== work.commit);
}

export function pullOf({ work }: Incident, number: number): KnownPull | null {
  return work.pulls.find((pull) => pull.number === number) ?? null;
}
