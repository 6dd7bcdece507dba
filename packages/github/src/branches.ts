import { fillName } from "@muster/templates";
import type { Incident } from "@muster/incident";
import type { Policy } from "@muster/policy";

const prefix = "muster/";

export type OurPull = "postmortem" | "tracker" | "drill-report";

/** `muster/postmortem-inc-7-keys-leaked`: always the same for one incident, so that an earlier try is found by its name. */
export function pullBranch(what: OurPull, incident: Pick<Incident, "ref" | "slug">): string {
  return `${prefix}${what}-${incident.ref.toLowerCase()}-${incident.slug}`;
}

/** Which incident's work a branch of ours carries; null for everybody else's branches. */
export function readPullBranch(branch: string): { what: OurPull; ref: string } | null {
  const match = /^muster\/(postmortem|tracker)-([a-z]+-\d+)-/.exec(branch);
  return match === null ? null : { what: match[1] as OurPull, ref: match[2]!.toUpperCase() };
}

/** Everything that Muster itself proposes: reports, indexes, public texts. None of it is a fix, whatever incidents it names. */
export const isOwnBranch = (branch: string): boolean => branch.startsWith(prefix);

/** `muster/tracker-1a2b3c4d5e`: the branch for all incidents, by the commit from which it starts. */
export function trackerBranch(from: string, nth: number): string {
  const name = `${prefix}tracker-${from.slice(0, 10)}`;
  return nth === 1 ? name : `${name}-${nth}`;
}

/** Also true for the branch of one incident, as an older Muster made it. */
export const isTrackerBranch = (branch: string): boolean => branch.startsWith(`${prefix}tracker-`);

/** The name that the policy gives a hotfix branch. From the second on, a number keeps incidents of one day apart. */
export function hotfixBranch(policy: Policy, incident: Pick<Incident, "date" | "slug">, nth: number): string {
  const name = fillName(policy.hotfix.branch, incident);
  return nth === 1 ? name : `${name}-${nth}`;
}
