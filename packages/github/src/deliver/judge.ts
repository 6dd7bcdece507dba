import type { Verdict } from "@muster/incident";
import { isNotHeld } from "@muster/outgoing";
import { Held } from "./gate.ts";
import { rateLimitPauseMs } from "./rate-limit.ts";

/** What was being done, for people: `file the issue`. `repo` is `owner/name`. */
export type Deed = {
  doing: string;
  repo: string;
  now: Date;
  /** The permission that it takes, as the App's settings page calls it: `Checks: write`. */
  needs?: string | undefined;
};

type Failure = {
  status: number;
  message: string;
  headers: Record<string, string | number | undefined>;
  codes: string[];
};

/** Turns whatever a call threw into a verdict. All knowledge of "is it worth trying again?" lives here; bugs are thrown on. */
export function judge(error: unknown, deed: Deed): Verdict {
  if (error instanceof Held) return { verdict: "later", afterMs: error.afterMs, why: error.message };
  if (isNotHeld(error)) return later("another replica may have taken over");
  const failure = readFailure(error);
  if (failure === null) {
    if (isWeather(error)) return later("GitHub could not be reached");
    throw error;
  }

  const pauseMs = rateLimitPauseMs(failure, deed.now);
  if (pauseMs !== null) return { verdict: "later", afterMs: pauseMs, why: "GitHub asked for a pause" };
  if (failure.status >= 500 || failure.status === 408) return later(`GitHub answered ${failure.status}`);
  return (byStatus[failure.status] ?? refused)(failure, deed);
}

const byStatus: Record<number, (failure: Failure, deed: Deed) => Verdict> = {
  401: (_, { doing }) => ({
    verdict: "never",
    why: `GitHub did not accept the App's key when I wanted to ${doing}.`,
    fix: "Check GITHUB_APP_ID and the private key against the App's settings page, and the clock of this machine.",
  }),
  403: forbidden,
  404: (_, { doing, repo }) => ({
    verdict: "never",
    why: `GitHub shows me no ${repo} to ${doing}.`,
    fix: `Check the name ${repo}, and that the GitHub App is installed there and may do this.`,
  }),
  409: ({ message }, deed) =>
    /repository is empty/i.test(message)
      ? {
          verdict: "never",
          why: `${deed.repo} is empty, so I cannot ${deed.doing}.`,
          fix: `Make a first commit in ${deed.repo}, such as a README.`,
        }
      : later("something else changed at the same time"),
  410: (_, { doing, repo }) => ({
    verdict: "never",
    why: `Issues are switched off in ${repo}, so I cannot ${doing}.`,
    fix: `Switch issues on in the settings of ${repo}.`,
  }),
  451: (_, { doing, repo }) => ({
    verdict: "never",
    why: `GitHub blocks ${repo} for legal reasons, so I cannot ${doing}.`,
    fix: "Name another repository in GITHUB_REPO.",
  }),
};

function forbidden(failure: Failure, { doing, repo, needs = "" }: Deed): Verdict {
  if (/suspended/i.test(failure.message)) {
    return {
      verdict: "never",
      why: `The GitHub App is suspended, so I cannot ${doing}.`,
      fix: "Open the App's installation in the settings of the account and press Unsuspend.",
    };
  }
  if (/archived/i.test(failure.message)) {
    return {
      verdict: "never",
      why: `${repo} is archived, so I cannot ${doing}.`,
      fix: `Unarchive ${repo} in its settings, or name another repository in GITHUB_REPO.`,
    };
  }
  const said = String(failure.headers["x-accepted-github-permissions"] ?? "").replaceAll(/[^\w=,; ]/g, "");
  const needed = said === "" ? needs : said;
  return {
    verdict: "never",
    why: `The GitHub App may not ${doing} in ${repo}.`,
    fix: `Give the App this permission on its settings page and accept it in the installation${needed === "" ? "." : `: ${needed}.`}`,
  };
}

function refused({ status, codes }: Failure, { doing, repo }: Deed): Verdict {
  return {
    verdict: "never",
    why: `GitHub refused to ${doing} in ${repo} (${[status, ...codes].join(", ")}).`,
    fix: "Look whether a rule of the repository forbids it, such as a ruleset for branch names or required signatures.",
  };
}

/** The engine waits longer with each attempt; GitHub asked for no time of its own. */
function later(why: string): Verdict {
  return { verdict: "later", afterMs: 0, why };
}

const graphqlStatus: Record<string, number> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  STALE_DATA: 409,
  RATE_LIMITED: 429,
  UNPROCESSABLE: 422,
  SERVICE_UNAVAILABLE: 503,
  INTERNAL: 500,
};

function readFailure(error: unknown): Failure | null {
  if (!(error instanceof Error)) return null;
  if (error.name === "GraphqlResponseError") return readGraphqlFailure(error);
  if (error.name !== "HttpError" || !("status" in error) || typeof error.status !== "number") return null;
  // Octokit gives what never got an answer the status 500 and no response.
  const response = "response" in error ? (error.response as RestResponse | undefined) : undefined;
  if (response === undefined) return { status: 503, message: "", headers: {}, codes: [] };
  const codes = (response.data?.errors ?? []).flatMap(({ field, code }) =>
    code === undefined ? [] : [[field, code].filter(Boolean).join(" ")],
  );
  return {
    status: error.status,
    message: response.data?.message ?? "",
    headers: response.headers ?? {},
    codes: codes.map((code) => code.replaceAll(/[^\w ]/g, "").slice(0, 60)),
  };
}

type RestResponse = {
  headers?: Record<string, string | number | undefined>;
  data?: { message?: string; errors?: { field?: string; code?: string }[] };
};

/** The `type`s of the errors in a GraphQL answer; empty when it was something else that failed. */
export function graphqlErrorTypes(error: unknown): string[] {
  if (!(error instanceof Error) || error.name !== "GraphqlResponseError" || !("errors" in error)) return [];
  return (error.errors as { type?: string }[] | undefined)?.map(({ type }) => type ?? "") ?? [];
}

function readGraphqlFailure(error: Error): Failure {
  const [type = ""] = graphqlErrorTypes(error);
  const headers = "headers" in error ? (error.headers as Failure["headers"]) : {};
  return {
    status: graphqlStatus[type] ?? 422,
    message: error.message,
    headers,
    codes: [type.replaceAll(/\W/g, "")],
  };
}

/** Timeouts and cut lines: the call may have been done or not. */
function isWeather(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === "AbortError" || error.name === "TimeoutError") return true;
  return error instanceof TypeError && /fetch failed|terminated|network/i.test(error.message);
}
