import { parseDuration } from "@muster/kernel";
import { Hono } from "hono";
import { z } from "zod";
import type { Sandbox } from "../sandbox.ts";
import { act, readAct } from "./act.ts";
import { callsSince } from "./calls.ts";
import { tellFailure, Unknown } from "./failure.ts";
import { addFaults, clearFaults } from "./faults.ts";
import { actOnGithub } from "./github.ts";
import { offeredTo } from "./commands.ts";
import { namesIn } from "./names.ts";
import { countPending } from "./pending.ts";

/** The API that the page, the tests and outside checks share. docs/sandbox.md describes it call by call. */
export function apiRoutes(sandbox: Sandbox): Hono {
  const { clock, discord, github, settle } = sandbox;
  const api = new Hono();

  api.onError((error, context) => {
    const { status, message } = tellFailure(error);
    return context.json({ ok: false, error: message }, status);
  });
  api.get("/info", (context) =>
    context.json({ ...sandbox.info, outage: sandbox.outage, now: clock.now().toISOString() }),
  );

  api.post("/act", async (context) => {
    const acted = await act(discord, sandbox.guildOf, readAct(await body(context.req)));
    return context.json(acted, acted.ok ? 200 : 409);
  });

  api.get("/see", (context) => {
    const as = context.req.query("as");
    if (as === undefined) throw new Unknown("Say whose eyes: /api/see?as=ada");
    return context.json(discord.person(as, sandbox.guildOf(as)).sees());
  });

  api.get("/names", (context) =>
    context.json(namesIn(discord, sandbox.guildOf(context.req.query("as") ?? ""))),
  );

  api.get("/commands", (context) => {
    const as = context.req.query("as") ?? "";
    return context.json({
      commands: offeredTo(discord, sandbox.guildOf(as), as, context.req.query("in") ?? ""),
    });
  });

  api.get("/github", (context) => context.json(github.state(context.req.query("repo") ?? sandbox.info.repo)));

  api.post("/github/act", async (context) => {
    const deed = await body(context.req);
    return context.json({ ok: true, ...actOnGithub(github, sandbox.info.repo, deed) });
  });

  api.post("/alerts/:source", async (context) => {
    const headers = new Headers(context.req.raw.headers);
    for (const name of ["host", "content-length", "connection", "transfer-encoding"]) headers.delete(name);
    // Monitoring has the token in its settings. Whoever tries the sandbox by hand need not know it; a wrong one is still refused.
    if (!headers.has("authorization")) headers.set("authorization", `Bearer ${sandbox.info.alertToken}`);
    const answer = await fetch(
      `${sandbox.doorUrl}/alerts/${encodeURIComponent(context.req.param("source"))}`,
      {
        method: "POST",
        headers,
        body: await context.req.arrayBuffer(),
      },
    );
    return new Response(await answer.arrayBuffer(), {
      status: answer.status,
      headers: { "content-type": answer.headers.get("content-type") ?? "application/json" },
    });
  });

  api.post("/clock", async (context) => {
    const { advance = "" } = z.object({ advance: z.string().optional() }).parse(await body(context.req));
    const byMs = parseDuration(advance);
    if (byMs === null) throw new Unknown(`"${advance}" is no span of time. Write 90s, 30m, 2h or 7d.`);
    clock.advance(byMs);
    await settle();
    return context.json({ ok: true, now: clock.now().toISOString() });
  });

  api.post("/settle", async (context) => {
    const { settled, pending } = await settle();
    return context.json({ settled, pending: countPending(pending), details: pending });
  });

  api.post("/faults", async (context) => {
    addFaults(sandbox, await body(context.req));
    return context.json({ ok: true });
  });
  api.delete("/faults", (context) => {
    clearFaults(sandbox);
    return context.json({ ok: true });
  });

  api.get("/calls", (context) => {
    const since = context.req.query("since");
    if (since !== undefined && Number.isNaN(Date.parse(since)))
      throw new Unknown(`"${since}" is no time. Write it as 2026-11-21T14:07:00Z.`);
    return context.json(callsSince(discord, github, since));
  });
  // The site that this is a part of would answer for it otherwise, and not in JSON.
  api.all("*", (context) =>
    context.json(
      { ok: false, error: `There is no ${context.req.path} here. docs/sandbox.md lists the calls.` },
      404,
    ),
  );
  return api;
}

async function body(request: { text(): Promise<string> }): Promise<unknown> {
  const text = await request.text();
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    throw new Unknown('The body is not JSON. Send an object, for example {"advance": "30m"}.');
  }
}
