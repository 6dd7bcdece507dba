import type { Octokit } from "@octokit/rest";
import { publicationsOf, type Delivery, type Verdict } from "@muster/incident";
import { explainStatus, putStatus, statusPaths } from "@muster/templates";
import { digestOf } from "../digest.ts";
import { commitFiles, type FileChange } from "./commit-files.ts";
import { NotText, readDefaultHead, readText, sayNotText, type DefaultHead, type Repo } from "./repository.ts";

/** A person who pushes again and again would otherwise keep us here. */
const triesMax = 4;

/** Writes approved notices into the status pages on the default branch, by one commit. What stands there already is not written again. */
export async function deliverStatusPage(delivery: Delivery, octokit: Octokit, repo: Repo): Promise<Verdict> {
  const { incident, policy, remote, attempt } = delivery;
  const paths = statusPaths(incident, policy);
  const digest = digestOf(JSON.stringify([paths, publicationsOf(incident)]));
  if (paths.length === 0 || (attempt === 1 && remote?.rendered === digest))
    return { verdict: "sent", remote };

  for (let tries = 1; tries <= triesMax; tries += 1) {
    const base = await readDefaultHead(octokit, repo);
    const edited = await edit(delivery, octokit, repo, { paths, base });
    if ("fix" in edited) return { verdict: "never", why: "I cannot write the status page.", fix: edited.fix };
    const [path] = paths;
    const url = `${base.repoUrl}/blob/${base.branch}/${path!}`; // There is at least one.
    const done: Verdict = { verdict: "sent", remote: { id: path!, url, rendered: digest, extra: {} } };
    if (edited.files.length === 0) return done;
    const headline = "Publish a notice on the status page";
    const { branch, oid: head } = base;
    if ((await commitFiles(octokit, { repo, branch, head, headline, files: edited.files })) === "stale")
      continue;
    delivery.checkpoint("github.status-page.committed");
    return done;
  }
  return { verdict: "later", afterMs: 2_000, why: "the default branch keeps changing" };
}

async function edit(
  { incident, policy }: Delivery,
  octokit: Octokit,
  repo: Repo,
  { paths, base }: { paths: string[]; base: DefaultHead },
): Promise<{ files: FileChange[] } | { fix: string }> {
  const files: FileChange[] = [];
  for (const path of paths) {
    const page = await readText(octokit, repo, path, base.oid).catch(asNotText);
    if (page instanceof NotText) return { fix: sayNotText(page) };
    const put = putStatus(page, { incident, policy, path });
    if (!put.ok) return { fix: `${path}: ${explainStatus(put.refused)}` };
    if (put.value !== page) files.push({ path, content: put.value });
  }
  return { files };
}

function asNotText(error: unknown): NotText {
  if (error instanceof NotText) return error;
  throw error;
}
