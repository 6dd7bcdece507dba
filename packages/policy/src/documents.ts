import { fiveWhysText } from "./five-whys.ts";
import type { Policy } from "./schema.ts";

export type PolicyDocument = {
  id: string;
  name: string;
  /** With `{date}` and `{slug}` still to be filled in. */
  path: string;
  /** The one that is published as the postmortem. */
  isMain: boolean;
  text: string;
};

/** What an incident of this level has written about it, the main document first. A policy that lists none gets one with five whys. */
export function documentsOf(policy: Policy, levelId: string | null): PolicyDocument[] {
  const main = policy.postmortem.path;
  const listed = Object.entries(policy.documents);
  if (listed.length === 0)
    return [{ id: "postmortem", name: "Postmortem", path: main, isMain: true, text: fiveWhysText }];
  return (
    listed
      .filter(([, { levels }]) => levels === null || levelId === null || levels.includes(levelId))
      .map(([id, { name, path, text }]) => ({ id, name, path: path ?? main, isMain: path === null, text }))
      // By their ids: a stored policy loses the order in which they were written.
      .toSorted((a, b) => Number(b.isMain) - Number(a.isMain) || (a.id < b.id ? -1 : 1))
  );
}
