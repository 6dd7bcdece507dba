import type { Intent } from "./intent.ts";
import type { DeploymentStatusPayload } from "./payloads.ts";

/** Only how a deployment ended matters: it is out, or it is not. */
export function deploymentIntents({
  deployment,
  deployment_status: status,
  sender,
}: DeploymentStatusPayload): Intent[] {
  const result = { success: "success", failure: "failure", error: "failure" } as const;
  if (!Object.hasOwn(result, status.state)) return [];
  const environment = status.environment ?? deployment.environment;
  return [
    {
      do: "note-deployment",
      deployment: {
        commit: deployment.sha,
        ref: deployment.ref,
        environment,
        isProduction: deployment.production_environment ?? environment.toLowerCase() === "production",
        result: result[status.state as keyof typeof result], // It has this very key.
        url: [status.environment_url, status.target_url].find((url) => url != null && url !== "") ?? null,
        at: status.created_at,
      },
      by: { id: sender.id, login: sender.login, isBot: sender.type === "Bot" },
    },
  ];
}
