import type { Github } from "@muster/github";
import { bot, repository, shown, type Hub, type HubPull, type IssueChange } from "./hub.ts";

/** What may go wrong with a write: nothing is done, all is done and nobody hears of it, or somebody is quicker. */
export type Weather = { before(): void; after(): void };

class HttpError extends Error {
  override name = "HttpError";
  readonly status: number;
  readonly response: { headers: Record<string, string>; data: object };
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
    this.response = { headers: {}, data: {} };
  }
}

export const lost = (): Error => new HttpError(502, "Bad Gateway");

type Params = Record<string, unknown> & {
  issue_number: number;
  pull_number: number;
  username: string;
  ref: string;
  sha: string;
  path: string;
  head?: string;
  state?: string;
};
type Call = (params: Params) => Promise<{ data: unknown }>;
type Listing = { data: unknown[] };

/** The hub behind the calls that Octokit makes. */
export function hubGithub(hub: Hub, weather: Weather): Github {
  const answer = (data: unknown): Promise<{ data: unknown }> => Promise.resolve({ data });
  async function write(change: () => unknown): Promise<{ data: unknown }> {
    weather.before();
    const data = change();
    weather.after();
    return { data };
  }
  const changeOf = (params: Params): IssueChange =>
    Object.fromEntries(
      ["title", "body", "state", "state_reason", "labels", "assignees"]
        .filter((name) => params[name] !== undefined)
        .map((name) => [name, params[name]]),
    );
  const pullOf = (pull: HubPull): Record<string, unknown> => ({
    number: pull.number,
    html_url: `${repository.html_url}/pull/${pull.number}`,
    state: pull.state,
    merged_at: pull.merged_at,
    updated_at: pull.updated_at,
    head: { ref: pull.branch, repo: { id: repository.id } },
    base: { ref: "main", repo: { id: repository.id } },
  });

  const issues: Record<string, Call> = {
    get: (params) => answer(shown(hub.found(params.issue_number))),
    update: (params) => write(() => shown(hub.update(params.issue_number, bot, changeOf(params)))),
    create: (params) => write(() => shown(hub.open(bot, changeOf(params)))),
    listForRepo: () => answer(hub.issues.map(shown)),
    listEvents: (params) => answer(hub.history.filter(({ issue }) => issue === params.issue_number)),
    listComments: () => answer([]),
    listMilestones: () => answer([]),
    addSubIssue: () => answer({}),
  };
  const repos: Record<string, Call> = {
    get: () => answer(repository),
    getCollaboratorPermissionLevel: () => answer({ permission: "write", role_name: "write" }),
    getContent: ({ path, ref }) => {
      const text = hub.read(ref, path);
      if (text === null) throw new HttpError(404, "Not Found");
      const bytes = Buffer.from(text);
      return answer({
        type: "file",
        size: bytes.length,
        encoding: "base64",
        content: bytes.toString("base64"),
      });
    },
  };
  const git: Record<string, Call> = {
    getRef: async ({ ref }) => {
      const sha = hub.head(ref.replace("heads/", ""));
      if (sha === null) throw new HttpError(404, "Not Found");
      return answer({ object: { sha } });
    },
    createRef: ({ ref, sha }) => write(() => hub.branch(ref.replace("refs/heads/", ""), sha)),
  };
  const pulls: Record<string, Call> = {
    get: ({ pull_number }) => {
      const pull = hub.pulls.find(({ number }) => number === pull_number);
      if (pull === undefined) throw new HttpError(404, "Not Found");
      return answer(pullOf(pull));
    },
    list: ({ head, state }) =>
      answer(
        hub.pulls
          .filter((pull) => state === "all" || state === pull.state)
          .filter((pull) => head === undefined || head === `acme:${pull.branch}`)
          .map(pullOf),
      ),
    create: ({ head }) => write(() => pullOf(hub.propose(head ?? ""))),
    listCommits: () => answer([]),
    listReviews: () => answer([]),
  };

  const paginate = Object.assign(
    async (call: Call, params: Params): Promise<unknown> => (await call(params)).data,
    {
      async *iterator(call: Call, params: Params): AsyncGenerator<Listing> {
        yield (await call(params)) as Listing;
      },
    },
  );
  const octokit = {
    rest: { issues, repos, git, pulls },
    paginate,
    graphql: async (_: string, { input }: { input: CommitInput }) => {
      weather.before();
      const { branchName } = input.branch;
      if (hub.head(branchName) !== input.expectedHeadOid) {
        throw Object.assign(new Error("stale"), {
          name: "GraphqlResponseError",
          errors: [{ type: "STALE_DATA", message: "Expected branch to point elsewhere." }],
        });
      }
      const files = input.fileChanges.additions.map(({ path, contents }) => [
        path,
        Buffer.from(contents, "base64").toString("utf8"),
      ]);
      hub.commit(branchName, bot, Object.fromEntries(files) as Record<string, string>);
      weather.after();
    },
  };
  return {
    app: octokit,
    forRepo: () => Promise.resolve(octokit),
    botLogin: () => Promise.resolve(bot.login),
    forget: () => undefined,
  } as unknown as Github;
}

type CommitInput = {
  branch: { branchName: string };
  expectedHeadOid: string;
  fileChanges: { additions: { path: string; contents: string }[] };
};
