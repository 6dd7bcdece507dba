import { createEngine } from "@muster/engine";
import type { Deliver } from "@muster/incident";
import { aDeclaration, ada, by } from "@muster/incident/testing";
import { openStore } from "@muster/store";
import { atMost, percentile, shown, type Figure } from "./figures.ts";
import { silent, withPostgres } from "./temporary.ts";

const rounds = 400;
const warmUp = 50;
const workspaceId = "bench";
const surface = "status-card";

/** How long after a commit the hands take up what was committed: the outbox with the real engine and hands that only note the time. */
export async function effects(): Promise<Figure[]> {
  return withPostgres(async (url) => {
    const store = openStore(url);
    await store.migrate();
    const engine = createEngine({ store, clock: { now: () => new Date() }, log: silent });
    await engine.workspaces.put({
      id: workspaceId,
      name: "Bench",
      guildId: "1",
      repo: null,
      preset: "atrium",
    });

    let onStart: (atMs: number) => void = () => {};
    const note: Deliver = async ({ effect, incident, remote }) => {
      const name = effect.kind === "keep" ? effect.surface : effect.place;
      if (name === surface) onStart(performance.now());
      const id = `${incident.ref}/${name}`;
      return {
        verdict: "sent",
        remote: remote ?? { id, url: `https://example.test/${id}`, rendered: null, extra: {} },
      };
    };
    engine.lanes.work("discord", note);
    engine.lanes.work("github", note);

    try {
      const declared = await engine.declare({
        workspaceId,
        declaration: aDeclaration(),
        actor: by(ada),
        requestId: null,
        sameAs: null,
        reply: null,
      });
      if (!declared.ok) throw new Error(`It was refused: ${declared.refused.because}`);
      await engine.settle({ limitMs: 10_000 });
      const remoteId = `${declared.value.incident.ref}/${surface}`;

      const sinceAskedMs: number[] = [];
      const sinceCommitMs: number[] = [];
      for (let round = 0; round < rounds + warmUp; round += 1) {
        const started = new Promise<number>((resolve) => (onStart = resolve));
        const askedMs = performance.now();
        const isKnown = await engine.remotes.amend(workspaceId, surface, remoteId, (remote) => remote, {
          redeliver: true,
        });
        const committedMs = performance.now();
        if (!isKnown) throw new Error("The card is not known.");
        const startedMs = await started;
        await engine.settle({ limitMs: 10_000 });
        if (round < warmUp) continue;
        sinceAskedMs.push(startedMs - askedMs);
        sinceCommitMs.push(startedMs - committedMs);
      }
      return [
        atMost(
          "enqueue → start of delivery, the enqueuing transaction included, p50",
          percentile(sinceAskedMs, 0.5),
          5,
          " ms",
        ),
        shown("the same, p99", percentile(sinceAskedMs, 0.99), " ms"),
        shown("commit → start of delivery, p50", percentile(sinceCommitMs, 0.5), " ms"),
        shown("the same, p99", percentile(sinceCommitMs, 0.99), " ms"),
      ];
    } finally {
      await engine.stop();
      await store.close();
    }
  });
}
