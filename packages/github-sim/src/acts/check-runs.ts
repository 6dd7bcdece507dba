import type { Actor } from "../actor.ts";
import { nextId, stamp, type Context } from "../context.ts";
import { checkRunShape } from "../shapes/check.ts";
import type { CheckRun, Repo } from "../world.ts";

/** A check of a CI that is none of our apps, as it began or ended. The same name at the same commit is the same check. */
export function reportCheck(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  wish: { name: string; sha: string; conclusion: string | null },
): CheckRun {
  const known = repo.checkRuns.find(
    ({ appId, name, headSha }) => appId === null && name === wish.name && headSha === wish.sha,
  );
  const run: CheckRun = known ?? {
    id: nextId(ctx),
    suiteId: nextId(ctx),
    appId: null,
    name: wish.name,
    headSha: wish.sha,
    status: "in_progress",
    conclusion: null,
    externalId: "",
    detailsUrl: null,
    startedAt: stamp(ctx),
    completedAt: null,
    output: { title: null, summary: null, text: null, annotations: [] },
  };
  if (known === undefined) {
    repo.checkRuns.push(run);
    tell("created");
  }
  if (wish.conclusion !== null) {
    run.status = "completed";
    run.conclusion = wish.conclusion;
    run.completedAt = stamp(ctx);
    tell("completed");
    const ofSuite = repo.checkRuns.filter(({ appId, headSha }) => appId === null && headSha === run.headSha);
    if (ofSuite.every(({ status }) => status === "completed")) tellSuite(ofSuite);
  }
  return run;

  /** Told when the last one of a CI has ended. */
  function tellSuite(runs: readonly CheckRun[]): void {
    const { pull_requests, app } = checkRunShape(ctx, repo, run);
    const isGood = runs.every(({ conclusion }) =>
      ["success", "neutral", "skipped"].includes(conclusion ?? ""),
    );
    const suite = {
      id: runs[0]?.suiteId ?? run.suiteId,
      head_sha: run.headSha,
      head_branch: pull_requests[0]?.head.ref ?? null,
      status: "completed",
      conclusion: isGood ? "success" : "failure",
      pull_requests,
      app,
      latest_check_runs_count: runs.length,
      created_at: runs[0]?.startedAt ?? run.startedAt,
      updated_at: run.completedAt,
    };
    ctx.emit({ event: "check_suite", action: "completed", actor, repo, payload: { check_suite: suite } });
  }

  function tell(action: string): void {
    ctx.emit({
      event: "check_run",
      action,
      actor,
      repo,
      payload: { check_run: checkRunShape(ctx, repo, run) },
    });
  }
}
