import { readFileSync } from "node:fs";
import { pastOf, readReplay, type Replay } from "@muster/incident";
import { at, by, ada, policy, record } from "@muster/incident/testing";
import { expect, test } from "vitest";
import { pastIncident } from "../past-incident.ts";
import { metricsOf } from "./report.ts";

const folder = new URL("../../../../docs/replays/", import.meta.url);

function story(json: unknown): ReturnType<typeof pastIncident> {
  const read = readReplay(json);
  if (!read.ok) throw new Error(read.refused.join("\n"));
  return told(read.value);
}

function told(replay: Replay) {
  const past = pastOf(replay, policy, "ab".repeat(32));
  const date = past.begunAt.toISOString().slice(0, 10);
  const identity = { id: past.key, workspaceId: "acme", ref: "INC-1", date, slug: "x", policyVersion: "v1" };
  const { incident, events } = record(null, past.bodies(identity), by(ada), at(0));
  return pastIncident(incident, events, policy);
}

const replays = [
  "github-2018-10-21-mysql-failover",
  "ledger-2023-12-14-connect-kit",
  "yearn-2021-02-04-ydai",
  "yearn-2021-05-20-yvweth-accounting",
  "yearn-2021-06-29-vuln-no-loss",
].map((name) => story(JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"))));

const figures = metricsOf(replays, { now: at(0) });

/*
 * In minutes, by hand from the files, in their order:
 *   start → detected       2 · 236 · 27 · 21 · unknown
 *   detected → declared    15 · 33 · 3 · 3 · 15
 *   declared → leader      2 · unknown four times
 *   detected → mitigated   1050 · 40 · 11 · 134 · 54
 *   start → mitigated      1052 · 276 · 38 · 155 · unknown
 *   start → resolved       1451 · 300 · 49 · 1010 · unknown
 *   detected → resolved    1449 · 64 · 22 · 989 · 98
 */
test("S4-111, S4-112: the figures of five public incidents are those that were worked out by hand", () => {
  expect(figures.times).toEqual({
    timeToDetect: figure(4, 1, [24, 71.5, 2, 236], "start", "detected"),
    timeToDeclare: figure(5, 0, [15, 13.8, 3, 33], "detected", "declared"),
    timeToAcknowledge: figure(1, 4, [2, 2, 2, 2], "declared", "acknowledged"),
    timeToLead: figure(1, 4, [2, 2, 2, 2], "declared", "leader"),
    timeToFillRoles: figure(0, 5, null, "declared", "rolesFilled"),
    timeToMitigate: figure(5, 0, [54, 257.8, 11, 1050], "detected", "mitigated"),
    timeToMitigateFromStart: figure(4, 1, [215.5, 380.25, 38, 1052], "start", "mitigated"),
    timeToResolve: figure(4, 1, [655, 702.5, 49, 1451], "start", "resolved"),
    timeToResolveFromDetected: figure(5, 0, [98, 524.4, 22, 1449], "detected", "resolved"),
    timeToPostmortem: figure(0, 5, null, "resolved", "published"),
  });
});

function figure(
  n: number,
  unknown: number,
  values: [median: number, mean: number, min: number, max: number] | null,
  from: string,
  to: string,
) {
  const [medianMin, meanMin, minMin, maxMin] = values ?? [null, null, null, null];
  return { n, unknown, medianMin, meanMin, minMin, maxMin, from, to };
}

test("a day without an hour gives no minutes, and an estimate is counted as one", () => {
  expect(figures.behind.timeToPostmortem).toEqual({
    p90Min: null,
    approx: 0,
    notYet: 0,
    dayOnly: 3,
    outOfOrder: 0,
  });
  // Yearn's start of 4 February is derived; Ledger's mitigation is, too.
  expect(figures.behind.timeToDetect.approx).toBe(1);
  expect(figures.behind.timeToMitigate.approx).toBe(1);
});

test("under five there is no percentile", () => {
  expect(figures.behind.timeToDetect.p90Min).toBeNull();
  expect(figures.behind.timeToMitigate.p90Min).toBe(1050);
});

test("files tell of what was real, so they make no rate of false positives", () => {
  expect(figures.rates.falsePositives).toEqual({ count: 0, of: 0, rate: null, unknown: 0 });
  expect(figures.rates.recurrences).toEqual({ count: 0, of: 0, rate: null, unknown: 5 });
});

test("a month holds those that were declared in it, and a day boundary in UTC parts them", () => {
  const late = (id: string, declared: string) =>
    story({ id, anchors: { detected: declared, declared }, events: [] });
  const pasts = [late("a", "2021-02-28T23:59:00Z"), late("b", "2021-03-01T00:00:00Z")];
  const report = metricsOf(pasts, { now: at(0), by: "month" });
  expect(report.groups.map(({ key, incidents }) => [key, incidents.counted])).toEqual([
    ["2021-02", 1],
    ["2021-03", 1],
  ]);
  const since = metricsOf(pasts, { now: at(0), selection: { since: "2021-03-01" } });
  expect(since.incidents.counted).toBe(1);
});

test("times in the wrong order count as unknown, and none is ever below nothing", () => {
  const past = story({
    id: "x",
    anchors: {
      start: "2021-03-01T10:00:00Z",
      detected: "2021-03-01T09:00:00Z",
      declared: "2021-03-01T10:00:00Z",
      leader: "2021-03-01T10:00:00Z",
      mitigated: "2021-03-01T08:00:00Z",
      resolved: "2021-03-01T11:00:00Z",
    },
    events: [],
  });
  const { times, behind } = metricsOf([past], { now: at(0) });
  expect(times.timeToDetect).toMatchObject({ n: 0, unknown: 1, medianMin: null });
  expect(times.timeToMitigate).toMatchObject({ n: 0, unknown: 1 });
  expect(behind.timeToMitigate.outOfOrder).toBe(1);
  // At the same moment is no time, which is known.
  expect(times.timeToAcknowledge).toMatchObject({ n: 1, unknown: 0, medianMin: 0 });
  expect(times.timeToResolve).toMatchObject({ n: 1, medianMin: 60 });
});
