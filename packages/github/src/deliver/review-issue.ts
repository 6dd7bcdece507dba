import type { Octokit } from "@octokit/rest";
import type { Review } from "@muster/policy";
import { drillHeld, drillHeldMark, drillIssue, drillMark, reviewIssue, reviewMark } from "@muster/templates";
import { isStatus, named, type Repo } from "./repository.ts";

/** Whoever files more than this under one label since then does not do it by hand. */
const pagesMax = 5;

/** Opens the issue of a review's period unless our bot has opened it. By listing, because search lags behind. */
export async function openReviewIssue(
  octokit: Octokit,
  repo: Repo,
  about: { id: string; review: Review; period: string },
  botLogin: string,
): Promise<{ number: number; url: string }> {
  return openOnce(octokit, repo, {
    issue: reviewIssue(about),
    mark: reviewMark(about.id, about.period),
    botLogin,
  });
}

/** The same for the issue of a period in which something is to be practised. */
export async function openDrillIssue(
  octokit: Octokit,
  repo: Repo,
  about: Parameters<typeof drillIssue>[0],
  botLogin: string,
): Promise<{ number: number; url: string }> {
  return openOnce(octokit, repo, {
    issue: drillIssue(about),
    mark: drillMark(about.id, about.period),
    botLogin,
  });
}

/**
 * Says in the issue of a period that it was practised, and closes it unless somebody has written there: then it is theirs to close. Everything
 * that people wrote into it stays. Null when there is no such issue, or when it says so already.
 */
export async function closeDrillIssue(
  octokit: Octokit,
  repo: Repo,
  about: { id: string; period: string; label: string } & Parameters<typeof drillHeld>[0],
  botLogin: string,
): Promise<{ id: string; url: string } | null> {
  const mark = drillMark(about.id, about.period);
  const known = await findMarked(octokit, repo, { mark, labels: [about.label], botLogin });
  if (known === null) return null;
  const { body, state, comments, number, url } = known;
  if (state !== "open" || body.includes(drillHeldMark)) return null;
  const closing = comments === 0 ? ({ state: "closed", state_reason: "completed" } as const) : {};
  const said = `${body}\n\n${drillHeld(about)}`;
  await octokit.rest.issues.update({ ...named(repo), issue_number: number, body: said, ...closing });
  return { id: String(number), url };
}

async function openOnce(
  octokit: Octokit,
  repo: Repo,
  { issue, mark, botLogin }: { issue: ReturnType<typeof reviewIssue>; mark: string; botLogin: string },
): Promise<{ number: number; url: string }> {
  const known = await findMarked(octokit, repo, { mark, labels: issue.labels, botLogin });
  if (known !== null) return known;
  for (const name of issue.labels) await ensureLabel(octokit, repo, name);
  const { data } = await octokit.rest.issues.create({ ...named(repo), ...issue });
  return { number: data.number, url: data.html_url };
}

type Marked = { number: number; url: string; body: string; state: string; comments: number };

async function findMarked(
  octokit: Octokit,
  repo: Repo,
  { mark, labels, botLogin }: { mark: string; labels: string[]; botLogin: string },
): Promise<Marked | null> {
  const pages = octokit.paginate.iterator(octokit.rest.issues.listForRepo, {
    ...named(repo),
    creator: botLogin,
    state: "all",
    labels: labels.join(","),
    per_page: 100,
  });
  let page = 0;
  for await (const { data } of pages) {
    const found = data.find(({ body }) => body?.includes(mark) === true);
    if (found !== undefined) {
      const { number, html_url: url, body, state, comments } = found;
      return { number, url, body: body ?? "", state, comments };
    }
    page += 1;
    if (page >= pagesMax) break;
  }
  return null;
}

async function ensureLabel(octokit: Octokit, repo: Repo, name: string): Promise<void> {
  try {
    await octokit.rest.issues.createLabel({ ...named(repo), name });
  } catch (error) {
    // It is there already.
    if (!isStatus(error, 422)) throw error;
  }
}
