import type { Octokit } from "@octokit/rest";
import type { Remote } from "@muster/incident";
import { codeownersBytesMax, codeownersPaths, ownersOf } from "../codeowners.ts";
import { readPullMemory, type PullMemory } from "../pull-memory.ts";
import type { WantedReviewers } from "../reviewers.ts";
import { isStatus, named, NotText, readText, type Repo } from "./repository.ts";

type Told = NonNullable<PullMemory["reviewers"]>;

/** GitHub takes no more in one request. https://docs.github.com/en/pull-requests/collaborating-with-pull-requests */
const reviewersMax = 15;

/**
 * Asks for the reviews that the policy wants, each person once: whom people take off the list again, they do not find there tomorrow.
 * GitHub refuses all of a request when one person has no access, and leaves out others without a word; both is remembered, to be told.
 */
export async function askReviewers(
  octokit: Octokit,
  repo: Repo,
  remote: Remote,
  { wanted, paths, base }: { wanted: WantedReviewers; paths: readonly string[]; base: string },
): Promise<Remote> {
  const memory = readPullMemory(remote);
  if (memory === null || memory.state !== "open") return remote;
  const before = memory.reviewers ?? { asked: [], notAsked: [] };
  const isNew = (login: string): boolean =>
    ![...before.asked, ...before.notAsked.map(({ name }) => name)].some((known) => isSame(known, login));
  const logins = wanted.logins.filter(isNew).slice(0, reviewersMax);
  const teams = wanted.teams.filter((team) => isNew(`${repo.owner}/${team}`));
  const unknown = wanted.notAsked.filter(({ name }) => !before.notAsked.some((known) => known.name === name));
  if (logins.length === 0 && teams.length === 0 && unknown.length === 0) return remote;

  const owners = logins.length + teams.length === 0 ? [] : await codeOwners(octokit, repo, { paths, base });
  const isOwner = (name: string): boolean => owners.includes(name.toLowerCase());
  const asked = await ask(octokit, repo, Number(remote.id), {
    logins: logins.filter((login) => !isOwner(login)),
    teams: teams.filter((team) => !isOwner(`${repo.owner}/${team}`)),
  });
  const byGitHub = [...logins, ...teams.map((team) => `${repo.owner}/${team}`)]
    .filter(isOwner)
    .map((name) => ({ name, why: "whom GitHub asks by itself as an owner in CODEOWNERS" }));
  // Who becomes known is no longer unknown.
  const stillUnknown = before.notAsked.filter(
    ({ name, why }) => !/not known/.test(why) || wanted.notAsked.some((one) => one.name === name),
  );
  const reviewers: Told = {
    asked: [...before.asked, ...asked.asked],
    notAsked: [...stillUnknown, ...unknown, ...byGitHub, ...asked.notAsked],
  };
  return { ...remote, extra: { ...remote.extra, reviewers } };
}

type Asked = { logins: string[]; teams: string[] };

async function ask(octokit: Octokit, repo: Repo, pull: number, wish: Asked): Promise<Told> {
  if (wish.logins.length + wish.teams.length === 0) return { asked: [], notAsked: [] };
  const whole = await request(octokit, repo, pull, wish);
  if (whole !== null) return whole;
  // One of them may have no access; who has is asked all the same.
  const checked = await Promise.all(
    wish.logins.map(async (login) => ({ login, may: await mayReview(octokit, repo, login) })),
  );
  const logins = checked.filter(({ may }) => may).map(({ login }) => login);
  const barred = checked
    .filter(({ may }) => !may)
    .map(({ login }) => ({ name: login, why: "who has no access to this repository" }));
  const teams = wish.teams.map((team) => ({
    name: `${repo.owner}/${team}`,
    why: "a team that GitHub does not let review here; give it access to the repository",
  }));
  const rest =
    logins.length === 0
      ? { asked: [], notAsked: [] }
      : await request(octokit, repo, pull, { logins, teams: [] });
  const refused = rest ?? {
    asked: [],
    notAsked: logins.map((name) => ({ name, why: "whom GitHub does not let review here" })),
  };
  return { asked: refused.asked, notAsked: [...refused.notAsked, ...barred, ...teams] };
}

/** Null when GitHub refuses the request as a whole. */
async function request(
  octokit: Octokit,
  repo: Repo,
  pull: number,
  { logins, teams }: Asked,
): Promise<Told | null> {
  try {
    const { data } = await octokit.rest.pulls.requestReviewers({
      ...named(repo),
      pull_number: pull,
      ...(logins.length === 0 ? {} : { reviewers: logins }),
      ...(teams.length === 0 ? {} : { team_reviewers: teams }),
    });
    const there = [
      ...(data.requested_reviewers ?? []).map(({ login }) => login),
      ...(data.requested_teams ?? []).map(({ slug }) => `${repo.owner}/${slug}`),
    ];
    const all = [...logins, ...teams.map((team) => `${repo.owner}/${team}`)];
    const isThere = (name: string): boolean => there.some((other) => isSame(other, name));
    return {
      asked: all.filter(isThere),
      notAsked: all
        .filter((name) => !isThere(name))
        .map((name) => ({ name, why: "whom GitHub left out without saying why" })),
    };
  } catch (error) {
    if (isStatus(error, 422)) return null;
    throw error;
  }
}

async function mayReview(octokit: Octokit, repo: Repo, login: string): Promise<boolean> {
  try {
    await octokit.rest.repos.checkCollaborator({ ...named(repo), username: login });
    return true;
  } catch (error) {
    if (isStatus(error, 404)) return false;
    throw error;
  }
}

async function codeOwners(
  octokit: Octokit,
  repo: Repo,
  { paths, base }: { paths: readonly string[]; base: string },
): Promise<string[]> {
  for (const path of codeownersPaths) {
    try {
      const text = await readText(octokit, repo, path, base, codeownersBytesMax);
      if (text !== null) return ownersOf(text, paths);
    } catch (error) {
      if (error instanceof NotText) return [];
      throw error;
    }
  }
  return [];
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
