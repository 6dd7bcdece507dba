import { inside, type Audience, type Command } from "@muster/incident";
import { aDeclaration, ada, bo, by, cy, examples } from "@muster/incident/testing";
import { metricsOf, pastIncident, type Grouping, type MetricsReport } from "@muster/insights";
import * as fc from "fast-check";
import { expect } from "vitest";
import type { Engine } from "./api.ts";
import { movableClock, replicaTest, request, workspaceId } from "./testing.ts";

const test = replicaTest;
const minuteMs = 60_000;

const time = (name: "started" | "detected" | "mitigated" | "resolved", minutes: number, isAbout: boolean) =>
  fc.constant((now: Date): Command => {
    const at = new Date(now.getTime() - minutes * minuteMs).toISOString().slice(0, 19);
    return { do: "set-time", time: name, at: `${at}Z`, isAbout };
  });
const plain = (command: Command) => fc.constant((): Command => command);

/** What people do to an incident, corrected anchors, reopening, merging and dismissing among it. What is refused changes nothing. */
const deed = fc.oneof(
  plain(examples.update),
  plain(examples.mitigate),
  { arbitrary: plain(examples.resolve), weight: 3 },
  plain(examples.reopen),
  plain(examples.dismiss),
  plain({ do: "take-role", role: "commander" }),
  plain({ do: "take-role", role: "communications" }),
  plain(examples["leave-role"]),
  plain(examples["change-severity"]),
  plain(examples["set-kind"]),
  plain(examples["note-service"]),
  plain({ ...examples["add-action"], due: "1d" }),
  plain(examples["complete-action"]),
  plain(examples["report-recurrence"]),
  plain(examples["publish-postmortem"]),
  plain(examples.restrict),
  plain({ do: "merge", into: null, asked: "INC-1" }),
  fc.nat(90).chain((minutes) => time("started", minutes, minutes % 2 === 0)),
  fc.nat(90).chain((minutes) => time("detected", minutes, false)),
  fc.nat(30).chain((minutes) => time("mitigated", minutes, false)),
  fc.nat(30).chain((minutes) => time("resolved", minutes, true)),
);
const step = fc.record({
  incident: fc.nat(5),
  who: fc.constantFrom(ada, bo, cy),
  deed,
  afterMin: fc.nat(200),
  /** Somebody asks for the figures in between, so that some of it was counted before and some was not. */
  asks: fc.boolean(),
});

test("S4-111, S4-112, S4-113, S4-114: figures that are kept as things happen are those of a full recount, in whatever order they happen", async ({
  replicas,
}) => {
  const clock = movableClock();
  const { engine } = await replicas.start({ clock });
  for (const [n, isDrill] of [false, false, false, false, false, true].entries()) {
    const declaration = aDeclaration({ title: `Trouble ${n}`, isDrill, level: n % 2 === 0 ? "P1" : "P2" });
    await engine.declare(request({ declaration }));
  }
  const ids = (await engine.read.list(workspaceId, { limit: 9, audience: inside })).map(({ id }) => id);
  const asked: { audience: Audience; by: Grouping | null }[] = [
    { audience: inside, by: "severity" },
    { audience: { is: "public" }, by: "service" },
    { audience: { is: "person", person: ada, groups: [] }, by: "type" },
  ];
  for (const steps of fc.sample(fc.array(step, { minLength: 14, maxLength: 14 }), { numRuns: 5, seed: 5 })) {
    for (const { incident, who, deed: give, afterMin, asks } of steps) {
      clock.advance(afterMin * minuteMs);
      const command = give(clock.now());
      const id = ids[incident] ?? "";
      await engine.order({ workspaceId, incident: { id }, command, actor: by(who), requestId: null });
      if (asks) await engine.read.metrics(workspaceId);
    }
    for (const { audience, by: grouping } of asked) {
      const now = clock.now();
      const kept = await engine.read.metrics(workspaceId, { audience, by: grouping, now });
      expect(rounded(kept)).toEqual(rounded(await recount(engine, { audience, by: grouping, now })));
    }
  }
});

/** Every incident's events once more, one by one, without anything that was kept. */
async function recount(
  engine: Engine,
  { audience, by: grouping, now }: { audience: Audience; by: Grouping | null; now: Date },
): Promise<MetricsReport> {
  const incidents = await engine.read.list(workspaceId, { limit: 50, audience });
  const pasts = await Promise.all(
    incidents.map(async (incident) =>
      pastIncident(incident, await engine.read.events(incident.id), await engine.read.policyOf(incident)),
    ),
  );
  return metricsOf(pasts, { now, by: grouping });
}

/** Sums of minutes in another order differ in their last bits, and people without a rank stand in either order. */
function rounded(report: MetricsReport): unknown {
  const text = JSON.stringify(report, (_, value: unknown) =>
    typeof value === "number" ? Math.round(value * 1e6) / 1e6 : value,
  );
  const read = JSON.parse(text) as MetricsReport;
  return {
    ...read,
    responders: read.responders.toSorted((a, b) => a.person.name.localeCompare(b.person.name)),
  };
}
