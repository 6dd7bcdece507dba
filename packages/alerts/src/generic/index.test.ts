import { expect, test } from "vitest";
import { incoming, posted } from "../../test/incoming.ts";
import { generic } from "./index.ts";

test("all fields come through", () => {
  expect(generic.read(incoming("generic/fixtures/written-firing"))).toEqual({
    ok: true,
    value: {
      groupKey: null,
      groupState: null,
      title: "Checkout is down",
      signals: [
        {
          key: "generic:checkout",
          title: "Checkout is down",
          description: "HTTP 502\nfrom all regions",
          state: "firing",
          startedAt: "2026-11-20T19:18:40.000Z",
          endedAt: null,
          severityRaw: "P0",
          labels: { team: "payments", shard: "3", canary: "false", severity: "P0", source: "generic" },
          url: "https://status.example/checkout",
          runbookUrl: null,
        },
      ],
      truncated: 0,
      labels: { team: "payments", shard: "3", canary: "false", severity: "P0", source: "generic" },
    },
  });
});

test("a title is enough: it fires, and the title is the key", () => {
  expect(generic.read(posted({ title: "Disk full" }))).toMatchObject({
    value: { signals: [{ key: "generic:Disk full", state: "firing", severityRaw: null, startedAt: null }] },
  });
});

test.each(["resolved", "OK", " up "])("the status %s ends it", (status) => {
  expect(generic.read(posted({ title: "x", status }))).toMatchObject({
    value: { signals: [{ state: "over" }] },
  });
});

test("a list is several signals", () => {
  expect(generic.read(posted([{ title: "a" }, { title: "b" }]))).toMatchObject({
    value: { title: "a", signals: [{ title: "a" }, { title: "b" }] },
  });
});

test("a label named source does not pretend to be another source", () => {
  expect(generic.read(posted({ title: "x", labels: { source: "uptime-kuma" } }))).toMatchObject({
    value: { signals: [{ labels: { source: "generic" } }] },
  });
});

test("a key of any length is stored short and stays different from its neighbours", () => {
  const key = (last: string) => {
    const read = generic.read(posted({ title: "x", key: "k".repeat(400) + last }));
    return read.ok ? read.value.signals[0]!.key : "";
  };
  expect(key("1").length).toBeLessThanOrEqual(320);
  expect(key("1")).toBe(key("1"));
  expect(key("1")).not.toBe(key("2"));
});

test.each([
  [{}, "`title` is not text."],
  [{ title: " \u200b " }, "`title` is empty."],
  [{ title: "x", status: "perhaps" }, "`status` is a word that I do not know. Write `firing` or `resolved`."],
  [
    { title: "x", startsAt: "yesterday" },
    "`startsAt` is no time that I can read. Write it like `2026-11-21T09:00:00Z`, or as seconds since 1970.",
  ],
  [[{ title: "x" }, { title: 1 }], "`[1].title` is not text."],
  [{ title: "x", labels: [1] }, "`labels` is not an object."],
  ["null", "The body is not an object."],
])("%j is answered with what is wrong and an example", (body, because) => {
  expect(generic.read(posted(body))).toMatchObject({
    refused: { because, fix: expect.stringContaining('"title"') },
  });
});
