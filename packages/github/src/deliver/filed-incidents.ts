import type { Octokit } from "@octokit/rest";
import { readIssueMark } from "@muster/templates";
import { named, type Repo } from "./repository.ts";

/** An incident whose issue stands in the repository, by the hidden mark in its body. */
export type Filed = { incidentId: string; ref: string; number: number };

/** The newest issues that our bot has filed for incidents, by one call. */
export async function readFiledIncidents(
  octokit: Octokit,
  repo: Repo,
  { label, botLogin }: { label: string; botLogin: string },
): Promise<Filed[]> {
  const { data } = await octokit.rest.issues.listForRepo({
    ...named(repo),
    labels: label,
    creator: botLogin,
    state: "all",
    per_page: 100,
  });
  return data.flatMap(({ number, title, body }) => {
    const incidentId = readIssueMark(body ?? "");
    const ref = /^(?:Drill )?([A-Z]+-[0-9A-Z]+):/.exec(title)?.[1];
    return incidentId === null || ref === undefined ? [] : [{ incidentId, ref, number }];
  });
}
