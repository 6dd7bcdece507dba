import { expect, test } from "vitest";
import { incoming, posted } from "../../test/incoming.ts";
import { prometheus } from "./index.ts";

test("an end in the past is an end, an end to come is none", () => {
  expect(prometheus.read(incoming("prometheus/fixtures/written-firing-and-resolved"))).toMatchObject({
    ok: true,
    value: {
      groupKey: null,
      groupState: null,
      labels: { source: "prometheus", cluster: "lab", job: "app" },
      signals: [
        // The same number that Alertmanager gave this very alert: see alertmanager/fixtures/00004.
        {
          key: "prometheus:eab34123db37c62e",
          title: "errors at 9.0",
          state: "firing",
          startedAt: "2026-11-20T19:18:40.541Z",
          endedAt: null,
        },
        {
          title: "Target 127.0.0.1:9112 of app is down",
          state: "over",
          endedAt: "2026-11-20T19:18:30.541Z",
          runbookUrl: "https://runbooks.example/TargetDown",
        },
      ],
    },
  });
});

test("without an end, or with Go's zero time, an alert fires", () => {
  const labels = { alertname: "X" };
  expect(prometheus.read(posted([{ labels }, { labels, endsAt: "0001-01-01T00:00:00Z" }]))).toMatchObject({
    value: { signals: [{ state: "firing" }, { state: "firing" }] },
  });
});

test("the order of labels does not change the key", () => {
  const keys = [
    { a: "1", b: "2" },
    { b: "2", a: "1" },
  ].map((labels) => {
    const read = prometheus.read(posted([{ labels }]));
    return read.ok ? read.value.signals[0]?.key : null;
  });
  expect(keys[0]).toBe(keys[1]);
});

test("an alert without labels is refused: it could not be told from others", () => {
  expect(prometheus.read(posted([{ labels: {} }]))).toMatchObject({
    refused: {
      because: "Alert 1 has no labels, so it cannot be told from others.",
      fix: expect.stringContaining("prometheus.yml"),
    },
  });
});
