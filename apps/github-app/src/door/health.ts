import type { Context } from "hono";
import type { Engine } from "@muster/engine";

/** Whether the database answers and how far behind the lanes are. For machines that watch Muster; it tells nothing of incidents. */
export function health(engine: Engine) {
  return async (context: Context): Promise<Response> => {
    try {
      const [pending, lagMs] = await Promise.all([engine.pending(), engine.read.lagMs()]);
      return context.json({ ok: true, database: "ok", lagMs, parked: pending.parked }, 200);
    } catch {
      return context.json({ ok: false, database: "unreachable" }, 503);
    }
  };
}
