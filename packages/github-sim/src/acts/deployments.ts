import { appIdOf, loginOf, type Actor } from "../actor.ts";
import { nextId, stamp, type Context } from "../context.ts";
import { deploymentShape, deploymentStatusShape } from "../shapes/deployment.ts";
import type { Deployment, DeploymentStatus, Repo } from "../world.ts";

export type NewDeployment = {
  ref: string;
  task?: string;
  environment?: string;
  description?: string | null;
  payload?: Record<string, unknown> | string;
  transient_environment?: boolean;
  production_environment?: boolean;
};

export function createDeployment(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  wish: NewDeployment & { sha: string },
): Deployment {
  const at = stamp(ctx);
  const environment = wish.environment ?? "production";
  const deployment: Deployment = {
    id: nextId(ctx),
    sha: wish.sha,
    ref: wish.ref,
    task: wish.task ?? "deploy",
    environment,
    description: wish.description ?? null,
    payload: wish.payload ?? {},
    isTransient: wish.transient_environment ?? false,
    isProduction: wish.production_environment ?? environment === "production",
    creator: loginOf(actor),
    viaApp: appIdOf(actor),
    createdAt: at,
    updatedAt: at,
    statuses: [],
  };
  repo.deployments.push(deployment);
  const payload = { deployment: deploymentShape(ctx, repo, deployment), workflow: null, workflow_run: null };
  ctx.emit({ event: "deployment", action: "created", actor, repo, payload });
  return deployment;
}

export type NewDeploymentStatus = {
  state: string;
  description?: string;
  environment?: string;
  target_url?: string;
  log_url?: string;
  environment_url?: string;
  auto_inactive?: boolean;
};

export function createDeploymentStatus(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  deployment: Deployment,
  wish: NewDeploymentStatus,
): DeploymentStatus {
  const status = addStatus(ctx, actor, repo, deployment, wish);
  // A success makes the earlier deployments of the environment inactive, and tells of each.
  if (wish.state === "success" && wish.auto_inactive !== false && !deployment.isTransient) {
    const others = repo.deployments.filter(
      (other) => other !== deployment && other.environment === deployment.environment && !other.isProduction,
    );
    for (const other of others.filter((entry) => entry.statuses.at(-1)?.state === "success")) {
      addStatus(ctx, actor, repo, other, { state: "inactive" });
    }
  }
  return status;
}

function addStatus(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  deployment: Deployment,
  wish: NewDeploymentStatus,
): DeploymentStatus {
  const target = wish.log_url ?? wish.target_url ?? "";
  const status: DeploymentStatus = {
    id: nextId(ctx),
    state: wish.state,
    description: wish.description ?? "",
    environment: wish.environment ?? deployment.environment,
    targetUrl: target,
    logUrl: target,
    environmentUrl: wish.environment_url ?? "",
    creator: loginOf(actor),
    viaApp: appIdOf(actor),
    createdAt: stamp(ctx),
  };
  deployment.statuses.push(status);
  deployment.updatedAt = stamp(ctx);
  const payload = {
    deployment_status: deploymentStatusShape(ctx, repo, deployment, status),
    deployment: deploymentShape(ctx, repo, deployment),
    check_run: null,
    workflow: null,
    workflow_run: null,
  };
  ctx.emit({ event: "deployment_status", action: "created", actor, repo, payload });
  return status;
}
