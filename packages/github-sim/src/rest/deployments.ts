import {
  createDeployment,
  createDeploymentStatus,
  type NewDeployment,
  type NewDeploymentStatus,
} from "../acts/deployments.ts";
import { notFound } from "../refusal.ts";
import { deploymentShape, deploymentStatusShape } from "../shapes/deployment.ts";
import type { Deployment } from "../world.ts";
import { commitAt } from "./commits.ts";
import { paged } from "./paging.ts";
import { bodyOf, created, numberParam, ok, repoOf, type Call, type Route } from "./route.ts";

const base = "/repos/{owner}/{repo}/deployments";

function deploymentOf(call: Call): Deployment {
  const found = repoOf(call).deployments.find((entry) => entry.id === numberParam(call, "deployment_id"));
  if (found === undefined) throw notFound();
  return found;
}

export const deploymentRoutes: Route[] = [
  {
    method: "GET",
    path: base,
    needs: ["deployments:read"],
    run(call) {
      const repo = repoOf(call);
      const wanted = (key: string, value: string) => (call.query.get(key) ?? value) === value;
      const found = repo.deployments
        .filter(
          (entry) =>
            wanted("environment", entry.environment) && wanted("ref", entry.ref) && wanted("sha", entry.sha),
        )
        .filter((entry) => wanted("task", entry.task))
        .reverse();
      return paged(call, found, (entry) => deploymentShape(call.ctx, repo, entry));
    },
  },
  {
    method: "POST",
    path: base,
    needs: ["deployments:write"],
    run(call) {
      const repo = repoOf(call);
      const body = bodyOf<NewDeployment>(call);
      const { sha } = commitAt(call, repo, body.ref);
      return created(
        deploymentShape(call.ctx, repo, createDeployment(call.ctx, call.actor, repo, { ...body, sha })),
      );
    },
  },
  {
    method: "GET",
    path: `${base}/{deployment_id}`,
    needs: ["deployments:read"],
    run: (call) => ok(deploymentShape(call.ctx, repoOf(call), deploymentOf(call))),
  },
  {
    method: "GET",
    path: `${base}/{deployment_id}/statuses`,
    needs: ["deployments:read"],
    run(call) {
      const [repo, deployment] = [repoOf(call), deploymentOf(call)];
      const newestFirst = deployment.statuses.toReversed();
      return paged(call, newestFirst, (status) => deploymentStatusShape(call.ctx, repo, deployment, status));
    },
  },
  {
    method: "POST",
    path: `${base}/{deployment_id}/statuses`,
    needs: ["deployments:write"],
    run(call) {
      const [repo, deployment] = [repoOf(call), deploymentOf(call)];
      const status = createDeploymentStatus(
        call.ctx,
        call.actor,
        repo,
        deployment,
        bodyOf<NewDeploymentStatus>(call),
      );
      return created(deploymentStatusShape(call.ctx, repo, deployment, status));
    },
  },
];
