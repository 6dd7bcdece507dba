import type { Context } from "../context.ts";
import type { Deployment, DeploymentStatus, Repo } from "../world.ts";
import { appOrNull } from "./app.ts";
import { nodeId, repoApi } from "./urls.ts";
import { userShape } from "./user.ts";

export function deploymentShape(ctx: Context, repo: Repo, deployment: Deployment) {
  const api = `${repoApi(ctx, repo)}/deployments/${deployment.id}`;
  return {
    url: api,
    id: deployment.id,
    node_id: nodeId("DE", deployment.id),
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload,
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: deployment.description,
    creator: userShape(ctx, deployment.creator),
    created_at: deployment.createdAt,
    updated_at: deployment.updatedAt,
    statuses_url: `${api}/statuses`,
    repository_url: repoApi(ctx, repo),
    transient_environment: deployment.isTransient,
    production_environment: deployment.isProduction,
    performed_via_github_app: appOrNull(ctx, deployment.viaApp),
  };
}

export function deploymentStatusShape(
  ctx: Context,
  repo: Repo,
  deployment: Deployment,
  status: DeploymentStatus,
) {
  const api = `${repoApi(ctx, repo)}/deployments/${deployment.id}`;
  return {
    url: `${api}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId("DES", status.id),
    state: status.state,
    creator: userShape(ctx, status.creator),
    description: status.description,
    environment: status.environment,
    target_url: status.targetUrl,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    deployment_url: api,
    repository_url: repoApi(ctx, repo),
    environment_url: status.environmentUrl,
    log_url: status.logUrl,
    performed_via_github_app: appOrNull(ctx, status.viaApp),
  };
}
