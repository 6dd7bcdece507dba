import { describe, expect, test } from "vitest";
import { incoming, posted } from "../../test/incoming.ts";
import { alertmanager } from "./index.ts";

const read = (name: string) => alertmanager.read(incoming(`alertmanager/fixtures/${name}`));

const db = (n: number, key: string, ms: string) => ({
  key: `alertmanager:${key}`,
  title: `disk full on db${n}`,
  description: "multi\nline <b>html</b> @everyone `x` [l](http://e)",
  state: "firing",
  startedAt: `2026-11-20T19:18:30.${ms}Z`,
  endedAt: null,
  severityRaw: "critical",
  labels: {
    alertname: "DiskFull",
    cluster: "eu",
    instance: `db${n}`,
    mode: "grp",
    severity: "critical",
    source: "alertmanager",
  },
  url: "http://prom.example/g?x=1",
  runbookUrl: null,
});

test("a group of three is one batch with three signals", () => {
  expect(read("00002-group-firing-3-markdown-everyone")).toEqual({
    ok: true,
    value: {
      groupKey: '{}:{alertname="DiskFull", cluster="eu"}',
      groupState: "firing",
      title: "DiskFull (cluster eu)",
      signals: [
        db(1, "040a0f678ba23f9e", "751"),
        db(2, "0a970af93762c157", "766"),
        db(3, "71934e3e2fa9b0a4", "783"),
      ],
      truncated: 0,
      labels: {
        alertname: "DiskFull",
        cluster: "eu",
        mode: "grp",
        severity: "critical",
        source: "alertmanager",
      },
    },
  });
});

test("a title that turns the text around or hides letters comes out plain", () => {
  expect(read("00001-nogroup-firing-unicode-rtl")).toMatchObject({
    value: { title: "RTL 𝕱 zerowidth", signals: [{ labels: { region: "zürich-東京" }, url: null }] },
  });
});

test("an alert that ended inside a group that fires is over, and the group goes on", () => {
  expect(read("00009-group-mixed-1resolved-2firing")).toMatchObject({
    value: {
      groupState: "firing",
      title: "DiskFull (cluster eu)",
      signals: [
        { key: "alertmanager:040a0f678ba23f9e", state: "over", endedAt: "2026-11-20T19:18:46.000Z" },
        { state: "firing", endedAt: null },
        { state: "firing", endedAt: null },
      ],
    },
  });
});

test("an alert that was held back and now fires keeps its group open although all others ended", () => {
  expect(read("written-group-newly-uninhibited")).toMatchObject({
    value: {
      groupState: "firing",
      signals: [
        { state: "over" },
        { state: "over" },
        { state: "over" },
        { key: "alertmanager:dc70580805a787bd", state: "firing" },
      ],
    },
  });
});

test("alerts that were left out are counted", () => {
  expect(read("written-group-truncated")).toMatchObject({
    value: { truncated: 2, signals: [{ state: "firing" }] },
  });
});

test("a resolved group closes the group, also what it never listed", () => {
  expect(read("00012-group-fully-resolved")).toMatchObject({
    value: {
      groupKey: '{}:{alertname="DiskFull", cluster="eu"}',
      groupState: "over",
      signals: [{ state: "over" }],
    },
  });
});

test("a rule's runbook, graph and value come along", () => {
  expect(read("00005-prometheus-target-down-firing")).toMatchObject({
    value: {
      title: "Target 127.0.0.1:9112 of app is down",
      signals: [
        {
          description: "value 0 — @everyone *bold* `code`",
          url: "http://vm:9090/graph?g0.expr=up+%3D%3D+0&g0.tab=1",
          runbookUrl: "https://runbooks.example/TargetDown",
        },
      ],
    },
  });
});

describe.each([
  ["00001-nogroup-firing-unicode-rtl", "00006-nogroup-resolved"],
  ["00004-prometheus-rule-firing-warning", "00008-prometheus-rule-resolved"],
  ["00005-prometheus-target-down-firing", "00010-prometheus-target-down-resolved"],
])("%s", (firing, resolved) => {
  test("start and end have the same key and the same group", () => {
    const [start, end] = [read(firing), read(resolved)];
    if (!start.ok || !end.ok) throw new Error("The recorded requests are not read.");
    expect(end.value.groupKey).toBe(start.value.groupKey);
    expect(end.value.signals[0]).toMatchObject({ key: start.value.signals[0]?.key, state: "over" });
    expect(end.value.groupState).toBe("over");
  });
});

test("two Alertmanagers that look alike are told apart by the header that their operator sets", () => {
  const one = incoming("alertmanager/fixtures/00012-group-fully-resolved");
  const other = { ...one, headers: { ...one.headers, "x-muster-instance": "eu" } };
  expect(alertmanager.read(other)).toMatchObject({
    value: {
      groupKey: 'eu:{}:{alertname="DiskFull", cluster="eu"}',
      signals: [{ key: "alertmanager:eu:dc70580805a787bd" }],
    },
  });
});

const group = {
  status: "firing",
  groupKey: "{}:{}",
  alerts: [{ status: "firing", labels: { alertname: "RpcDown" } }],
};

test("an alert without a summary is called by its name, and without a fingerprint known by its labels", () => {
  expect(alertmanager.read(posted(group))).toMatchObject({
    value: {
      signals: [
        { title: "RpcDown", key: expect.stringMatching(/^alertmanager:[0-9a-f]{16}$/), startedAt: null },
      ],
    },
  });
});

test("a group that calls itself resolved while an alert in it fires is not closed", () => {
  expect(alertmanager.read(posted({ ...group, status: "resolved" }))).toMatchObject({
    value: { groupState: "firing" },
  });
});

test("links that are no web address are dropped, and so are passwords in them", () => {
  const linked = (generatorURL: string, runbook: string) =>
    alertmanager.read(
      posted({
        ...group,
        alerts: [{ ...group.alerts[0], generatorURL, annotations: { runbook_url: runbook } }],
      }),
    );
  expect(linked("javascript:alert(1)", "https://ada:secret@runbooks.example/x")).toMatchObject({
    value: { signals: [{ url: null, runbookUrl: "https://runbooks.example/x" }] },
  });
});

test.each([
  ["", "The body is empty."],
  ["oops", "The body is not JSON."],
  ["[]", "The body is not an object."],
  [{ ...group, status: "sad" }, "`status` is to be `firing` or `resolved`."],
  [{ ...group, alerts: [{ status: "firing" }] }, "`alerts[0].labels` is not an object."],
  [
    { ...group, alerts: [group.alerts[0], { status: "firing", labels: { a: 1 } }] },
    "`alerts[1].labels.a` is not text.",
  ],
  [{ ...group, groupKey: undefined }, "`groupKey` is not text."],
])("%j is answered with what is wrong and what to send", (body, because) => {
  expect(alertmanager.read(posted(body))).toMatchObject({
    ok: false,
    refused: { because, fix: expect.stringContaining("webhook_configs") },
  });
});

test("of a storm in one body the first five hundred are kept and the rest is counted", () => {
  const alerts = Array.from({ length: 1_200 }, (_, n) => ({ status: "firing", labels: { n: String(n) } }));
  const ended = { status: "resolved", labels: { n: "ended" } };
  const read = alertmanager.read(posted({ ...group, alerts: [...alerts, ended] }));
  if (!read.ok) throw new Error(read.refused.because);
  expect(read.value.truncated).toBe(700);
  expect(read.value.signals.filter((signal) => signal.state === "firing")).toHaveLength(500);
  expect(read.value.signals.at(-1)?.state).toBe("over");
});
