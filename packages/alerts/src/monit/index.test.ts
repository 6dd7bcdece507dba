import { expect, test } from "vitest";
import { bytes, incoming, posted, text } from "../../test/incoming.ts";
import { monit } from "./index.ts";

const read = (name: string) => monit.read(incoming(`monit/fixtures/${name}`));

test("a test that failed fires, with the host and the service in its key", () => {
  expect(read("written-connection-failed")).toEqual({
    ok: true,
    value: {
      groupKey: null,
      groupState: null,
      title: "nginx on db1.example: connection failed",
      signals: [
        {
          key: "monit:961596757191da129caf6ec937c423ef/nginx/32",
          title: "nginx on db1.example: connection failed",
          description:
            "failed protocol test [HTTP] at [127.0.0.1]:80 [TCP/IP] -- <Connection refused> & @everyone",
          state: "firing",
          startedAt: "2026-11-20T19:18:40.000Z",
          endedAt: null,
          severityRaw: null,
          labels: {
            host: "db1.example",
            service: "nginx",
            test: "connection",
            type: "process",
            source: "monit",
          },
          url: null,
          runbookUrl: null,
        },
      ],
      truncated: 0,
      labels: { host: "db1.example", service: "nginx", test: "connection", type: "process", source: "monit" },
    },
  });
});

test("the same test succeeding ends it", () => {
  expect(read("written-connection-succeeded")).toMatchObject({
    value: {
      signals: [
        {
          key: "monit:961596757191da129caf6ec937c423ef/nginx/32",
          state: "over",
          endedAt: "2026-11-20T19:19:40.000Z",
        },
      ],
    },
  });
});

test.each(["written-monit-started", "written-report"])("%s is taken and tells nothing", (name) => {
  expect(read(name)).toMatchObject({ ok: true, value: { signals: [] } });
});

test("the password that Monit sends along reaches neither the batch nor what is stored", () => {
  const request = incoming("monit/fixtures/written-connection-failed");
  expect(text(request.body)).toContain("canary-monit");
  expect(JSON.stringify(monit.read(request))).not.toContain("canary-monit");
  expect(text(monit.redact(request.body))).not.toContain("canary-monit");
  expect(text(monit.redact(bytes("<monit><credentials><password>canary-monit")))).not.toContain(
    "canary-monit",
  );
  expect(monit.read({ ...request, body: monit.redact(request.body) })).toEqual(monit.read(request));
});

test("letters of an older encoding are read", () => {
  const latin = Uint8Array.from(
    '<monit id="1"><server><localhostname>b\u00fcro</localhostname></server><event><service>x</service><id>1</id><state>1</state></event></monit>',
    (letter) => letter.codePointAt(0)!,
  );
  expect(monit.read(posted("", { body: latin }))).toMatchObject({
    value: { title: "x on büro: checksum failed" },
  });
});

test.each([
  [
    '<!DOCTYPE m [<!ENTITY a "b">]><monit>&a;</monit>',
    "The XML declares a document type or entities, which I do not read.",
  ],
  ["<monit><a></monit>", "The XML closes a tag that is not open."],
  ["<monit>", "The XML breaks off in the middle."],
  ["hello", "The XML has no content."],
  ["", "The body is empty."],
  ["<rss></rss>", "The XML is no report of Monit."],
  [`<monit>${"<a>".repeat(1_000)}`, "The XML is too large or nested too deep."],
  ["<monit <", "The XML has a tag that I cannot read."],
])("%.40s is answered with what is wrong", (body, because) => {
  expect(monit.read(posted(body))).toMatchObject({
    refused: { because, fix: expect.stringContaining("set mmonit") },
  });
});

test("letters by number and the five known entities are read, others stay as they are", () => {
  const named = (name: string) =>
    monit.read(
      posted(`<monit id="1"><event><service>${name}</service><id>1</id><state>1</state></event></monit>`),
    );
  expect(named("a&amp;b&#65;&#x42;&xxe;")).toMatchObject({
    value: { signals: [{ labels: { service: "a&bAB&xxe;" } }] },
  });
});
