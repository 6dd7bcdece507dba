import { everybody, inside, type Audience, type Incident } from "@muster/incident";
import { aDeclaration, bo, by, eve } from "@muster/incident/testing";
import fc from "fast-check";
import { expect } from "vitest";
import type { Engine } from "./api.ts";
import { replicaTest } from "./testing.ts";

/*
 * Two worlds in which the same happens, but that in one of them restricted incidents come in between. Whoever is not in gets the same
 * answers in both, refs and names included.
 */

const titles = ["Withdrawals fail", "The relay is slow", "A typo"] as const;
const step = fc.record({
  title: fc.constantFrom(...titles),
  does: fc.constantFrom("declare", "declare", "hide", "resolve", "merge"),
});

type Step = { title: (typeof titles)[number]; does: string };

/** Plays the steps and gives what somebody who is in no restricted incident can learn from every look-up there is. */
async function play(
  { engine, workspaceId }: { engine: Engine; workspaceId: string },
  steps: readonly Step[],
  hides: boolean,
): Promise<unknown> {
  const hidden: Incident[] = [];
  const refs: string[] = [];
  const asBo = by(bo);
  for (const [at, { title, does }] of steps.entries()) {
    const requestId = `${at}`;
    if (does === "hide") {
      if (!hides) continue;
      const declaration = aDeclaration({ title, level: "P1", restricted: "keys" });
      // The same message leads to both: joining the hidden one would tell of it.
      const request = {
        workspaceId,
        declaration,
        actor: by(eve),
        requestId,
        sameAs: `message:${title}`,
        reply: null,
      };
      const said = await engine.declare(request);
      if (said.ok) hidden.push(said.value.incident);
      continue;
    }
    if (does === "declare") {
      const declaration = aDeclaration({ title, level: "P2" });
      const request = {
        workspaceId,
        declaration,
        actor: asBo,
        requestId,
        sameAs: `message:${title}`,
        reply: null,
      };
      const said = await engine.declare(request);
      refs.push(
        said.ok
          ? `${said.value.incident.ref} ${said.value.incident.slug} ${said.value.isNew}`
          : said.refused.because,
      );
      continue;
    }
    const command =
      does === "resolve"
        ? ({ do: "resolve", summary: "over" } as const)
        : ({ do: "merge", into: null, asked: hidden[0]?.ref ?? "SEC-ZZZZ2222" } as const);
    const said = await engine.order({
      workspaceId,
      incident: { ref: "INC-1" },
      command,
      actor: asBo,
      requestId,
    });
    refs.push(said.ok ? "done" : said.refused.because);
  }
  const shown = (incidents: Incident[]): string[] =>
    incidents.map(
      ({ ref, slug, title, status, timeline }) => `${ref} ${slug} ${title} ${status} ${timeline.length}`,
    );
  const looks = async (audience?: Audience): Promise<unknown> => {
    const { read } = engine;
    const typed = await Promise.all(
      ["", "relay", "INC", "1", "SEC"].map((text) => read.complete(workspaceId, text, 25, audience)),
    );
    const named = await Promise.all(
      ["INC-1", "INC-2", "SEC-ZZZZ2222", ...hidden.map(({ ref }) => ref)].map((ref) =>
        read.byRef(workspaceId, ref, audience),
      ),
    );
    return [
      shown(await read.open(workspaceId, audience)),
      shown(await read.list(workspaceId, { limit: 50, ...(audience === undefined ? {} : { audience }) })),
      shown(
        await read.list(workspaceId, {
          limit: 50,
          before: "INC-2",
          ...(audience === undefined ? {} : { audience }),
        }),
      ),
      typed.map((found) => found.map(({ ref, title }) => `${ref} ${title}`)),
      shown(named.filter((one) => one !== null)),
    ];
  };
  // Each is there for those who are in.
  const asEve: Audience = { is: "person", person: eve, groups: [] };
  for (const { ref } of hidden) {
    expect(await engine.read.byRef(workspaceId, ref, inside)).not.toBeNull();
    expect(
      (await engine.read.list(workspaceId, { limit: 50, audience: asEve })).map((one) => one.ref),
    ).toContain(ref);
  }
  const asBoLooks: Audience = { is: "person", person: bo, groups: ["decision-makers"] };
  return [refs, await looks(), await looks(everybody), await looks(asBoLooks)];
}

replicaTest(
  "S3-62: two worlds that differ only in restricted incidents answer everybody else the same",
  async ({ replicas }) => {
    const { engine } = await replicas.start();
    let nth = 0;
    const world = async (steps: readonly Step[], hides: boolean): Promise<unknown> => {
      const id = `world-${(nth += 1)}`;
      await engine.workspaces.put({ id, name: id, guildId: null, repo: null, preset: "atrium" });
      return play({ engine, workspaceId: id }, steps, hides);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 6 }), async (steps) => {
        expect(await world(steps, true)).toEqual(await world(steps, false));
      }),
      { numRuns: 6 },
    );
  },
);

replicaTest(
  "S3-62: of two incidents of which one is restricted neither comes to name the other",
  async ({ replicas }) => {
    const { engine } = await replicas.start();
    const workspaceId = "acme";
    const declare = async (change: object): Promise<Incident> => {
      const said = await engine.declare({
        workspaceId,
        declaration: aDeclaration({ level: "P2", ...change }),
        actor: by(bo),
        requestId: null,
        sameAs: null,
        reply: null,
      });
      if (!said.ok) throw new Error(said.refused.because);
      return said.value.incident;
    };
    const [open, closed, other] = [
      await declare({}),
      await declare({ restricted: "keys" }),
      await declare({ restricted: "keys" }),
    ];
    const merge = (from: Incident, into: Incident) =>
      engine.order({
        workspaceId,
        incident: { id: from.id },
        command: { do: "merge", into: null, asked: into.ref },
        actor: by(bo),
        requestId: null,
      });
    const across = { ok: false, refused: { because: "across-restriction", open: open.ref } };
    expect(await merge(open, closed)).toEqual(across);
    expect(await merge(closed, open)).toEqual(across);
    expect((await merge(closed, other)).ok).toBe(true);
  },
);
