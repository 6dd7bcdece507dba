import fc from "fast-check";
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bytes, incoming, posted, text } from "../test/incoming.ts";
import { bodyMax, sources, type Batch, type Source } from "./index.ts";

const all: [string, Source][] = Object.entries(sources);

const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** What everyone downstream may rely on, whatever was sent. */
function holds(name: string, batch: Batch): void {
  expect(batch.labels["source"]).toBe(name);
  expect(batch.title.length).toBeLessThanOrEqual(200);
  expect(batch.signals.length).toBeLessThanOrEqual(1_000);
  for (const signal of batch.signals) {
    expect(signal.key.startsWith(`${name}:`)).toBe(true);
    expect(signal.key.length).toBeLessThanOrEqual(400);
    expect(signal.labels["source"]).toBe(name);
    expect(Object.keys(signal.labels).length).toBeLessThanOrEqual(65);
    expect(signal.title).not.toBe("");
    expect(signal.title.length).toBeLessThanOrEqual(200);
    const lines = (signal.description ?? "").split("\n");
    for (const line of [signal.title, signal.key, ...lines, ...Object.values(signal.labels)]) {
      expect(line).not.toMatch(hidden);
      expect(line.isWellFormed()).toBe(true);
    }
    for (const url of [signal.url, signal.runbookUrl]) expect(url ?? "https://").toMatch(/^https?:\/\//);
    for (const time of [signal.startedAt, signal.endedAt]) {
      if (time !== null) expect(new Date(time).toISOString()).toBe(time);
    }
    if (signal.state === "firing") expect(signal.endedAt).toBeNull();
  }
}

test("every source is known by its own name and says how to set it up", () => {
  for (const [name, source] of all) {
    expect(source.name).toBe(name);
    expect(source.docs.length).toBeGreaterThan(40);
  }
});

const folders = all.flatMap(([name]) =>
  readdirSync(new URL(`${name}/fixtures/`, import.meta.url)).map(
    (file) => [name, file.replace(/\.json$/, "")] as const,
  ),
);

test.each(folders)(
  "%s: %s keeps what everyone relies on, and reads the same after passwords are taken out",
  (name, file) => {
    const request = incoming(`${name}/fixtures/${file}`);
    const source = sources[name as keyof typeof sources];
    const read = source.read(request);
    if (!read.ok) throw new Error(read.refused.because);
    holds(name, read.value);
    expect(source.read({ ...request, body: source.redact(request.body) })).toEqual(read);
  },
);

const nasty = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "\u202Eevil",
    "a\u200Bb",
    "@everyone",
    "__proto__",
    "javascript:x",
    "\uD800",
    "\0",
    "0001-01-01T00:00:00Z",
    "2026-11-20T19:18:30.901705971Z",
  ),
);
const texts = fc.dictionary(
  fc.oneof(fc.constantFrom("alertname", "severity", "source", "__proto__"), fc.string()),
  nasty,
);

/** Bodies that are nearly right: these get far into each reader. */
const nearly: Record<string, fc.Arbitrary<unknown>> = {
  group: fc.record({
    status: fc.constantFrom("firing", "resolved"),
    groupKey: fc.string({ minLength: 1, unit: "binary" }),
    orgId: fc.option(fc.integer()),
    groupLabels: texts,
    commonLabels: texts,
    commonAnnotations: texts,
    truncatedAlerts: fc.nat(),
    alerts: fc.array(
      fc.record({
        status: fc.constantFrom("firing", "resolved"),
        labels: texts,
        annotations: texts,
        startsAt: nasty,
        endsAt: nasty,
        generatorURL: fc.oneof(nasty, fc.webUrl()),
        fingerprint: nasty,
      }),
    ),
  }),
  list: fc.array(
    fc.record({ labels: texts, annotations: texts, startsAt: nasty, endsAt: nasty, generatorURL: nasty }),
  ),
  kuma: fc.record({
    heartbeat: fc.option(
      fc.record({ status: fc.constantFrom(0, 1, 2), time: nasty, msg: nasty, monitorID: fc.integer() }),
    ),
    monitor: fc.option(
      fc.record({ name: nasty, url: nasty, tags: fc.array(fc.record({ name: nasty, value: nasty })) }),
    ),
    msg: nasty,
  }),
  alerta: fc.record({ resource: nasty, event: nasty, environment: nasty, severity: nasty, text: nasty }),
  generic: fc.record({
    title: nasty,
    status: fc.constantFrom("firing", "ok"),
    key: nasty,
    severity: nasty,
    url: nasty,
    labels: texts,
    description: nasty,
  }),
  anything: fc.jsonValue(),
};

const xml = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "<monit>",
        "</monit>",
        "<event>",
        "</event>",
        "<id>1</id>",
        "<service>",
        "</service>",
        "<state>1</state>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "&lt;",
        "<a b='c'/>",
      ),
      nasty,
    ),
  )
  .map((parts) => `<monit>${parts.join("")}`);
const event = fc
  .record({
    service: nasty,
    id: fc.constantFrom("1", "32", "x"),
    state: fc.constantFrom("0", "1", "2"),
    message: nasty,
  })
  .map(
    ({ service, id, state, message }) =>
      `<monit><event><service><![CDATA[${service}]]></service><id>${id}</id><state>${state}</state><message>${message.replaceAll("<", "&lt;")}</message></event></monit>`,
  );

describe.each(all)("%s", (name, source) => {
  const check = (body: Uint8Array, contentType = "application/json"): void => {
    const request = posted("", { body, contentType });
    const read = source.read(request);
    if (read.ok) holds(name, read.value);
    else {
      expect(read.refused.because).not.toBe("");
      expect(read.refused.fix).not.toBe("");
    }
    source.redact(body);
  };

  test("takes any bytes without throwing", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (body) => check(body)));
  });

  test("takes any JSON, and what comes out is clean", () => {
    fc.assert(
      fc.property(fc.oneof(...Object.values(nearly)), (body) => check(bytes(JSON.stringify(body)))),
      { numRuns: 300 },
    );
  });

  test("takes any XML and any form", () => {
    fc.assert(fc.property(fc.oneof(xml, event), (body) => check(bytes(body), "text/xml")));
    const form = nearly["kuma"]!.map(
      (body) => `--b\r\nContent-Disposition: form-data; name="data"\r\n\r\n${JSON.stringify(body)}\r\n--b--`,
    );
    fc.assert(fc.property(form, (body) => check(bytes(body), 'multipart/form-data; boundary="b"')));
  });

  test("refuses a body above the limit and says how to send less", () => {
    expect(source.read(posted("", { body: new Uint8Array(bodyMax + 1) }))).toMatchObject({
      refused: {
        kind: "too-large",
        because: "The body has 9 MiB; 8 MiB fit.",
        fix: expect.stringContaining("max_alerts"),
      },
    });
  });

  test("says that it does not read a compressed body", () => {
    expect(source.read(posted("", { body: Uint8Array.of(0x1f, 0x8b, 8, 0) }))).toMatchObject({
      refused: { because: "The body is compressed." },
    });
  });

  // Far above what a busy machine needs for this much; a reader that goes over the text once per part would take minutes.
  const limitMs = 10_000;
  const fill = (part: string): Uint8Array => bytes(part.repeat(Math.floor((256 * 1024) / part.length)));
  test.each([
    "[",
    "[1,",
    '{"a":',
    "<a>",
    "<a/>",
    "<!--",
    "<![CDATA[",
    '"headers":"',
    '"headers":{',
    "<credentials>",
    "&lt;",
    "--b\r\n\r\n",
    " ",
    "\\u202e",
    "a='1' ",
  ])(
    "reads a quarter of a megabyte of %j in bounded time",
    (part) => {
      const startMs = performance.now();
      for (const start of ["", "[", "<monit ", "<monit>", '{"title":"']) {
        const filled = fill(part);
        const body = new Uint8Array(filled.length + start.length);
        body.set(bytes(start));
        body.set(filled, start.length);
        check(body, "multipart/form-data; boundary=b");
      }
      expect(performance.now() - startMs).toBeLessThan(limitMs);
    },
    limitMs * 2,
  );
});

test("an 8 MiB body of alerts that are all wrong is refused at the first", () => {
  const alerts = `[${"1,".repeat(4_000_000)}1]`;
  const startMs = performance.now();
  for (const body of [alerts, `{"status":"firing","groupKey":"k","alerts":${alerts}}`]) {
    for (const [, source] of all) expect(source.read(posted(body)).ok).toBe(false);
  }
  expect(performance.now() - startMs).toBeLessThan(10_000);
});

test("what is taken out before storing leaves no secret behind", () => {
  const canary = "canary-7f3a";
  const leaks = [
    `{"monitor":{"basic_auth_pass":"${canary}","headers":"{\\"a\\":\\"${canary}\\"}"},"msg":"x"}`,
    `<monit><server><credentials><username>u</username><password>${canary}</password></credentials></server></monit>`,
  ];
  expect(text(sources["uptime-kuma"].redact(bytes(leaks[0]!)))).not.toContain(canary);
  expect(text(sources.monit.redact(bytes(leaks[1]!)))).not.toContain(canary);
});
