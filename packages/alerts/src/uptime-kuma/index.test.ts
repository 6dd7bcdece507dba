import { expect, test } from "vitest";
import { bytes, incoming, posted, text } from "../../test/incoming.ts";
import { uptimeKuma } from "./index.ts";

const read = (name: string) => uptimeKuma.read(incoming(`uptime-kuma/fixtures/${name}`));

test.each(["00001-_uptime_kuma_json", "00002-_uptime_kuma_form"])(
  "%s tells of a monitor that is down",
  (name) => {
    expect(read(name)).toEqual({
      ok: true,
      value: {
        groupKey: null,
        groupState: null,
        title: "checkout @everyone `x` is down",
        signals: [
          {
            key: "uptime-kuma:1",
            title: "checkout @everyone `x` is down",
            description: "connect ECONNREFUSED 127.0.0.1:9112",
            state: "firing",
            startedAt: "2026-11-20T19:33:38.933Z",
            endedAt: null,
            severityRaw: null,
            labels: {
              monitor: "checkout @everyone `x`",
              path: "checkout @everyone `x`",
              type: "http",
              source: "uptime-kuma",
            },
            url: "http://127.0.0.1:9112/",
            runbookUrl: null,
          },
        ],
        truncated: 0,
        labels: {
          monitor: "checkout @everyone `x`",
          path: "checkout @everyone `x`",
          type: "http",
          source: "uptime-kuma",
        },
      },
    });
  },
);

test.each(["00004-_uptime_kuma_json", "00005-_uptime_kuma_form"])(
  "%s, sent again while down, has the same key",
  (name) => {
    expect(read(name)).toMatchObject({ value: { signals: [{ key: "uptime-kuma:1", state: "firing" }] } });
  },
);

test("back up ends it, and a tag of the monitor is a label that a policy can match", () => {
  expect(read("written-up-tagged")).toMatchObject({
    value: {
      signals: [
        {
          key: "uptime-kuma:1",
          state: "over",
          startedAt: null,
          endedAt: "2026-11-20T19:40:00.000Z",
          severityRaw: "P0",
          labels: { severity: "P0" },
        },
      ],
    },
  });
});

test.each(["00003-_alerta", "00006-_alerta"])(
  "%s, in the format of Alerta, tells of a monitor that is down",
  (name) => {
    expect(read(name)).toMatchObject({
      value: {
        signals: [
          {
            key: "uptime-kuma:prod/http/checkout @everyone `x`",
            title: "checkout @everyone `x` is down",
            description: "Service http is down.",
            state: "firing",
            startedAt: null,
            severityRaw: "critical",
            labels: { environment: "prod", severity: "critical", source: "uptime-kuma" },
          },
        ],
      },
    });
  },
);

test("in the format of Alerta the end has the key of the start", () => {
  expect(read("written-alerta-up")).toMatchObject({
    value: { signals: [{ key: "uptime-kuma:prod/http/checkout @everyone `x`", state: "over" }] },
  });
});

test("a test message is taken and tells nothing", () => {
  expect(read("written-test")).toMatchObject({ ok: true, value: { title: "Muster Testing", signals: [] } });
});

test("a certificate that will expire is one signal however many days are left", () => {
  const first = read("written-certificate");
  const later = uptimeKuma.read(
    posted({ msg: "[checkout][https://shop.example] server certificate shop.example will expire in 3 days" }),
  );
  if (!first.ok || !later.ok) throw new Error("The message is not read.");
  expect(first.value.signals).toMatchObject([{ state: "firing", severityRaw: "info" }]);
  expect(later.value.signals[0]?.key).toBe(first.value.signals[0]?.key);
});

test.each([2, 3])("status %i, pending or maintenance, starts nothing and ends nothing", (status) => {
  expect(uptimeKuma.read(posted({ heartbeat: { status }, monitor: { id: 1 }, msg: "x" }))).toMatchObject({
    value: { signals: [] },
  });
});

test("passwords of a monitor are not stored, in JSON or in a form, and the rest is read as before", () => {
  const before = incoming("uptime-kuma/fixtures/00002-_uptime_kuma_form");
  const leaking = bytes(
    text(before.body).replace(
      '"authMethod":null',
      String.raw`"authMethod":"basic","basic_auth_pass":"ca\"nary-1","headers":"{\"Authorization\":\"canary-2\"}","kafkaProducerSaslOptions":{"password":"canary-3"}`,
    ),
  );
  expect(text(leaking)).toContain("nary-1");

  const kept = uptimeKuma.redact(leaking);
  expect(text(kept)).not.toMatch(/nary-/);
  expect(uptimeKuma.read({ ...before, body: kept })).toEqual(uptimeKuma.read(before));
});

test("a body without passwords is kept byte for byte", () => {
  const { body } = incoming("uptime-kuma/fixtures/00002-_uptime_kuma_form");
  expect(uptimeKuma.redact(body)).toEqual(body);
});

test.each([
  [posted("x", { contentType: "multipart/form-data; boundary=b" }), "The form has no field `data`."],
  [posted({}), "The body has neither `msg` nor `heartbeat`."],
  [posted({ heartbeat: { status: "down" } }), "`heartbeat.status` is not a number."],
])("request %# is answered with what is wrong", (request, because) => {
  expect(uptimeKuma.read(request)).toMatchObject({
    refused: { because, fix: expect.stringContaining("Webhook") },
  });
});
