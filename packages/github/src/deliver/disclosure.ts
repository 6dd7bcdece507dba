import type { Octokit } from "@octokit/rest";
import type { Delivery, Verdict } from "@muster/incident";
import { block, postmortemPath } from "@muster/templates";
import { digestOf } from "../digest.ts";
import { keepPull, type PullPlan } from "./keep-pull.ts";
import type { Repo } from "./repository.ts";

/**
 * Opens the pull request with what two people agreed that the public may read of a restricted incident. Nothing else of the incident is in
 * it: no ref, no names, no timeline. Once it is there it is people's.
 */
export async function deliverDisclosure(delivery: Delivery, octokit: Octokit, repo: Repo): Promise<Verdict> {
  const { incident, remote } = delivery;
  const { disclosure } = incident;
  // Asked once more right here: words without both people, or before their day, must not go out by any mistake before this line.
  const mayGo =
    disclosure !== null &&
    disclosure.confirmedBy !== null &&
    disclosure.approvedBy !== null &&
    disclosure.disclosedAt !== null &&
    delivery.now >= new Date(`${disclosure.on}T00:00:00Z`);
  if (!mayGo) return { verdict: "sent", remote };
  return keepPull(delivery, octokit, repo, planFor(delivery, disclosure.text));
}

function planFor({ incident, policy }: Delivery, text: string): PullPlan {
  // The slug is made of the title, which nobody approved for the public.
  const nameless = digestOf(incident.id)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")
    .slice(0, 8);
  const path = postmortemPath(policy, { date: incident.date, slug: `account-${nameless}` });
  const page = `${block(text).trimEnd()}\n`;
  const title = `Public account of the incident of ${incident.date}`;
  return {
    branch: `muster/public-${incident.date}-${nameless}`,
    round: 1,
    paths: [path],
    items: null,
    digest: digestOf(page),
    isDraft: false,
    text: () => ({
      title,
      body: "One person confirmed what was taken out of this text, and another approved it. Merging publishes it.",
      headline: title,
    }),
    edit: (files) => ({
      changes: (files[path] ?? null) === null ? [{ path, content: page }] : [],
      notes: [],
      wrote: null,
    }),
  };
}
