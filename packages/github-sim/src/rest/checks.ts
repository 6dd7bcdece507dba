import { reportStatus } from "../acts/statuses.ts";
import { nextId, stamp } from "../context.ts";
import { conflict, notFound, Refusal, unprocessable, validationFailed } from "../refusal.ts";
import { checkRunShape, statusShape } from "../shapes/check.ts";
import { repoShape } from "../shapes/repo.ts";
import { repoApi } from "../shapes/urls.ts";
import type { Annotation, CheckRun, CommitStatus, Repo } from "../world.ts";
import { commitAt } from "./commits.ts";
import { pagedIn, paged } from "./paging.ts";
import { bodyOf, created, numberParam, ok, param, repoOf, type Call, type Route } from "./route.ts";

const base = "/repos/{owner}/{repo}";
const outputMax = 65_535;

type CheckBody = {
  name?: string;
  head_sha?: string;
  status?: string;
  conclusion?: string;
  external_id?: string;
  details_url?: string;
  started_at?: string;
  completed_at?: string;
  output?: { title?: string; summary?: string; text?: string; annotations?: Annotation[] };
};
type StatusBody = {
  state: CommitStatus["state"];
  target_url?: string | null;
  description?: string | null;
  context?: string;
};

export const checkRoutes: Route[] = [
  {
    method: "POST",
    path: `${base}/check-runs`,
    needs: ["checks:write"],
    auth: "installation",
    run: createRun,
  },
  {
    method: "PATCH",
    path: `${base}/check-runs/{check_run_id}`,
    needs: ["checks:write"],
    auth: "installation",
    run: updateRun,
  },
  {
    method: "GET",
    path: `${base}/check-runs/{check_run_id}`,
    needs: ["checks:read"],
    run: (call) => ok(checkRunShape(call.ctx, repoOf(call), runOf(call))),
  },
  { method: "GET", path: `${base}/commits/{ref}/check-runs`, needs: ["checks:read"], run: listRuns },
  { method: "POST", path: `${base}/statuses/{sha}`, needs: ["statuses:write"], run: createStatus },
  {
    method: "GET",
    path: `${base}/commits/{ref}/statuses`,
    needs: ["statuses:read"],
    run(call) {
      const repo = repoOf(call);
      return paged(call, statusesAt(call, repo), (status) => statusShape(call.ctx, repo, status));
    },
  },
  { method: "GET", path: `${base}/commits/{ref}/status`, needs: ["statuses:read"], run: combinedStatus },
];

function runOf(call: Call): CheckRun {
  const run = repoOf(call).checkRuns.find((candidate) => candidate.id === numberParam(call, "check_run_id"));
  if (run === undefined) throw notFound();
  return run;
}

function createRun(call: Call) {
  const { ctx, actor } = call;
  const repo = repoOf(call);
  const body = bodyOf<CheckBody>(call);
  const headSha = body.head_sha ?? "";
  if (ctx.git(repo).commit(headSha) === null) throw unprocessable(`No commit found for SHA: ${headSha}`);
  if (actor.kind !== "installation") throw new Refusal(403, "You must authenticate via a GitHub App.");
  const run: CheckRun = {
    id: nextId(ctx),
    suiteId: nextId(ctx),
    appId: actor.app.id,
    name: body.name ?? "",
    headSha,
    status: "queued",
    conclusion: null,
    externalId: "",
    detailsUrl: null,
    startedAt: stamp(ctx),
    completedAt: null,
    output: { title: null, summary: null, text: null, annotations: [] },
  };
  fill(call, run, body);
  repo.checkRuns.push(run);
  tell(call, repo, run, "created");
  return created(checkRunShape(ctx, repo, run));
}

function updateRun(call: Call) {
  const [repo, run] = [repoOf(call), runOf(call)];
  if (call.actor.kind === "installation" && call.actor.app.id !== run.appId)
    throw conflict("Check run belongs to another app");
  const wasCompleted = run.status === "completed";
  fill(call, run, bodyOf<CheckBody>(call));
  if (!wasCompleted && run.status === "completed") tell(call, repo, run, "completed");
  return ok(checkRunShape(call.ctx, repo, run));
}

function fill(call: Call, run: CheckRun, body: CheckBody): void {
  if ((body.output?.summary?.length ?? 0) > outputMax || (body.output?.text?.length ?? 0) > outputMax) {
    throw validationFailed({
      resource: "CheckRun",
      field: "output",
      code: "invalid",
      message: `Only ${outputMax} characters are allowed`,
    });
  }
  if (body.status === "completed" && body.conclusion === undefined) {
    throw unprocessable(
      `Invalid request.\n\nMissing required parameter "conclusion" for a completed check run.`,
    );
  }
  run.name = body.name ?? run.name;
  run.externalId = body.external_id ?? run.externalId;
  run.detailsUrl = body.details_url ?? run.detailsUrl;
  run.startedAt = body.started_at ?? run.startedAt;
  // A conclusion completes a run whether or not its status says so.
  run.status = body.conclusion === undefined ? (body.status ?? run.status) : "completed";
  run.conclusion = body.conclusion ?? (run.status === "completed" ? run.conclusion : null);
  run.completedAt =
    run.status === "completed" ? (body.completed_at ?? run.completedAt ?? stamp(call.ctx)) : null;
  if (body.output !== undefined) {
    const { title = null, summary = null, text = null, annotations = [] } = body.output;
    for (const { start_line, end_line, start_column, end_column } of annotations) {
      if (
        start_line < 1 ||
        end_line < start_line ||
        (start_line !== end_line && (start_column ?? end_column))
      )
        throw unprocessable("Invalid request.\n\nAn annotation has lines or columns that do not fit.");
    }
    // Annotations add up over the updates of one run.
    run.output = { title, summary, text, annotations: [...run.output.annotations, ...annotations] };
  }
}

function tell(call: Call, repo: Repo, run: CheckRun, action: string): void {
  const payload = { check_run: checkRunShape(call.ctx, repo, run) };
  call.ctx.emit({ event: "check_run", action, actor: call.actor, repo, payload });
}

function listRuns(call: Call) {
  const repo = repoOf(call);
  const { sha } = commitAt(call, repo, param(call, "ref"));
  const wanted = (key: string, value: string | null) => (call.query.get(key) ?? value) === value;
  const found = repo.checkRuns
    .filter((run) => run.headSha === sha && wanted("check_name", run.name) && wanted("status", run.status))
    .reverse();
  const newest = [...new Map(found.toReversed().map((run) => [`${run.appId}:${run.name}`, run])).values()];
  const shown = call.query.get("filter") === "all" ? found : newest;
  return pagedIn(call, "check_runs", shown, (run) => checkRunShape(call.ctx, repo, run));
}

function statusesAt(call: Call, repo: Repo): CommitStatus[] {
  const { sha } = commitAt(call, repo, param(call, "ref"));
  return repo.statuses.filter((status) => status.sha === sha).reverse();
}

function createStatus(call: Call) {
  const { ctx, actor } = call;
  const repo = repoOf(call);
  const body = bodyOf<StatusBody>(call);
  const sha = param(call, "sha");
  if (ctx.git(repo).commit(sha) === null) throw unprocessable(`No commit found for SHA: ${sha}`);
  const status = reportStatus(ctx, actor, repo, {
    sha,
    state: body.state,
    context: body.context ?? "default",
    description: body.description ?? null,
    targetUrl: body.target_url ?? null,
  });
  return created(statusShape(ctx, repo, status));
}

function combinedStatus(call: Call) {
  const repo = repoOf(call);
  const { sha } = commitAt(call, repo, param(call, "ref"));
  const latest = [
    ...new Map(
      repo.statuses.filter((status) => status.sha === sha).map((status) => [status.context, status]),
    ).values(),
  ];
  const has = (state: string) => latest.some((status) => status.state === state);
  const state =
    has("failure") || has("error")
      ? "failure"
      : latest.length === 0 || has("pending")
        ? "pending"
        : "success";
  const api = repoApi(call.ctx, repo);
  return ok({
    state,
    statuses: latest.map((status) => {
      const { creator: _creator, ...simple } = statusShape(call.ctx, repo, status);
      return simple;
    }),
    sha,
    total_count: latest.length,
    repository: repoShape(call.ctx, repo),
    commit_url: `${api}/commits/${sha}`,
    url: `${api}/commits/${sha}/status`,
  });
}
