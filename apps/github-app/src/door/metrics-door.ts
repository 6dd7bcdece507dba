import type { Context } from "hono";
import type { Engine } from "@muster/engine";
import { everybody } from "@muster/incident";
import { metricsPrometheus } from "@muster/insights";
import type { Clock } from "@muster/kernel";
import { workspaceOfToken, type AlertTokens } from "./bearer.ts";

/** https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
const textFormat = "text/plain; version=0.0.4; charset=utf-8";

/**
 * The figures of the workspace whose monitoring asks, with the token with which it sends alerts. Being asked from this machine is no
 * permission: behind a proxy everybody comes from here. It counts what everybody may know of.
 */
export function metricsDoor(engine: Engine, { tokens, clock }: { tokens: AlertTokens; clock: Clock }) {
  return async (context: Context): Promise<Response> => {
    const workspaceId = workspaceOfToken(context.req.header("authorization") ?? null, tokens);
    if (workspaceId === null) {
      context.header("www-authenticate", "Bearer");
      return context.json({ error: "Send this workspace's alert token as a bearer token." }, 401);
    }
    const report = await engine.read.metrics(workspaceId, {
      audience: everybody,
      now: clock.now(),
      withLoad: false,
    });
    return context.text(metricsPrometheus(report), 200, { "content-type": textFormat });
  };
}
