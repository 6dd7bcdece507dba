import type { Octokit } from "@octokit/rest";
import type { Delivery, Remote, Verdict } from "@muster/incident";
import { issueBody, issueMark, issueTitle } from "@muster/templates";
import { digestOf } from "../digest.ts";
import type { Github } from "./connect.ts";
import { isStatus, named, type Repo } from "./repository.ts";

/** https://docs.github.com/en/rest/security-advisories/repository-advisories: GitHub takes no longer description. */
const descriptionMax = 65_535;
const pagesMax = 3;

/**
 * Keeps a draft security advisory in step with the incident. Only those who may administer the repository see a draft; once people have
 * published or closed it, it is theirs and not touched again.
 */
export async function keepAdvisory(delivery: Delivery, github: Github, repo: Repo): Promise<Verdict> {
  const { incident, policy, remotes, remote, attempt } = delivery;
  const text = {
    summary: issueTitle(incident),
    description: issueBody({ incident, policy, remotes }, descriptionMax),
  };
  const rendered = digestOf(JSON.stringify(text));
  if (remote?.rendered === rendered) return { verdict: "sent", remote };
  try {
    const octokit = await github.forRepo(repo, "advisories");
    const known = remote?.id ?? (attempt > 1 ? await findDraft(octokit, repo, incident.id) : null);
    if (known === null) {
      const { data } = await octokit.rest.securityAdvisories.createRepositoryAdvisory({
        ...named(repo),
        ...text,
        // GitHub asks for what is affected; people say it better when they publish.
        vulnerabilities: [{ package: { ecosystem: "other", name: repo.name } }],
      });
      delivery.checkpoint("github.advisory.created");
      return { verdict: "sent", remote: remoteOf(data, rendered) };
    }
    const { data: now } = await octokit.rest.securityAdvisories.getRepositoryAdvisory({
      ...named(repo),
      ghsa_id: known,
    });
    if (now.state !== "draft" && now.state !== "triage")
      return { verdict: "sent", remote: remoteOf(now, rendered) };
    const { data } = await octokit.rest.securityAdvisories.updateRepositoryAdvisory({
      ...named(repo),
      ghsa_id: known,
      ...text,
    });
    return { verdict: "sent", remote: remoteOf(data, rendered) };
  } catch (error) {
    if (!isStatus(error, 403) && !isStatus(error, 404)) throw error;
    if (/rate limit/i.test(error.message)) throw error;
    return {
      verdict: "never",
      why: `I may not write security advisories in ${repo.owner}/${repo.name}.`,
      fix: "Give the GitHub App “Repository security advisories: write” and accept that in its installation, then retry.",
    };
  }
}

async function findDraft(octokit: Octokit, repo: Repo, incidentId: string): Promise<string | null> {
  const pages = octokit.paginate.iterator(octokit.rest.securityAdvisories.listRepositoryAdvisories, {
    ...named(repo),
    per_page: 100,
  });
  let page = 0;
  for await (const { data } of pages) {
    const found = data.find(({ description }) => description?.includes(issueMark(incidentId)) === true);
    if (found !== undefined) return found.ghsa_id;
    page += 1;
    if (page >= pagesMax) break;
  }
  return null;
}

function remoteOf({ ghsa_id, html_url }: { ghsa_id: string; html_url: string }, rendered: string): Remote {
  return { id: ghsa_id, url: html_url, rendered, extra: {} };
}
