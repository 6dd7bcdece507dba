import type { Octokit } from "@octokit/rest";
import type { Delivery } from "@muster/incident";
import { findLevel } from "@muster/policy";
import type { IssueMemory } from "../issue-memory.ts";
import { named, type Repo } from "./repository.ts";

export type ChosenMilestone = NonNullable<IssueMemory["milestone"]>;

/** The milestone that the level asks for, if it has not been looked for yet: its title, or `next`. */
export function wantedMilestone(
  { incident, policy }: Delivery,
  memory: Pick<IssueMemory, "milestone"> | null,
): string | null {
  const level = incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
  const wanted = level?.milestone ?? null;
  const isOver = incident.status === "dismissed" || incident.status === "merged";
  return isOver || memory?.milestone?.wanted === wanted ? null : wanted;
}

/** Looks the milestone up among the open ones; its number is null when there is none. */
export async function chooseMilestone(
  octokit: Octokit,
  repo: Repo,
  wanted: string,
  now: Date,
): Promise<ChosenMilestone> {
  const { data } = await octokit.rest.issues.listMilestones({
    ...named(repo),
    state: "open",
    sort: "due_on",
    direction: "asc",
    per_page: 100,
  });
  // A sprint that ends today has room for nothing that is found today, but nobody knows the hour it ends at.
  const today = now.toISOString().slice(0, 10);
  const found =
    wanted === "next"
      ? data
          .filter(({ due_on }) => due_on !== null && due_on.slice(0, 10) >= today)
          .sort((a, b) => (a.due_on ?? "").localeCompare(b.due_on ?? ""))[0]
      : data.find(({ title }) => title.toLowerCase() === wanted.toLowerCase());
  return { wanted, number: found?.number ?? null };
}

/** GitHub leaves a milestone out without a word where the App may not set it. */
export function milestoneAsSet(
  chosen: ChosenMilestone | null,
  has: { number: number } | null | undefined,
): ChosenMilestone | null {
  return chosen === null || chosen.number === null || chosen.number === has?.number
    ? chosen
    : { ...chosen, number: null };
}
