import { declared, play } from "@muster/incident/testing";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { redactIncident } from "./redact.ts";

const told = (text: string) => {
  const noted = play(declared({ description: text }), [
    3,
    { do: "note", text: "ok", saidBy: null, saidAt: null, url: null, attachments: [] },
  ]);
  const { incident, withheld } = redactIncident(noted.incident);
  return { text: incident.description, withheld };
};

test.each([
  [
    "write to ada.lovelace@example.co.uk today",
    "e-mail address",
    "write to [withheld: e-mail address] today",
  ],
  [
    "the node at 10.12.0.7 answered",
    "private network address",
    "the node at [withheld: private network address] answered",
  ],
  [
    "192.168.1.20:8545 is open",
    "private network address",
    "[withheld: private network address]:8545 is open",
  ],
  ["from fd12:3456:789a::1", "private network address", "from [withheld: private network address]"],
  ["call +44 20 7946 0958 now", "phone number", "call [withheld: phone number] now"],
  ["call (555) 123-4567", "phone number", "call [withheld: phone number]"],
])("B24: %s is told without its %s", (text, kind, says) => {
  expect(told(text)).toEqual({ text: says, withheld: [{ kind, count: 1 }] });
});

test("B24: a card number never reaches a document, whatever stands between its digits", () => {
  for (const card of ["4111111111111111", "4111 1111 1111 1111", "5500-0000-0000-0004"]) {
    expect(told(`paid with ${card} twice`).text).not.toContain(card);
  }
});

test.each([
  "connect-kit@1.1.5 was published at 08:49 on 2023-12-14",
  "tx 0x5f1f2b8ae3c1d0aa9e7bb1b9fdce6b6f3f2c1d0a9e7bb1b9fdce6b6f3f2c1d0a moved 24,000,000 USDC",
  "lost 1000000000000000000 wei, 200,000 payloads, 2018-10-21 22:52",
  "version 1.10.0 on 203.0.113.7, block 19,000,001",
  "@ada asked at https://example.org/a",
])("what is none of it stays: %s", (text) => {
  expect(told(text)).toEqual({ text, withheld: [] });
});

test("ids, times and digests of the record stay what they are", () => {
  const { incident } = declared();
  expect(redactIncident(incident)).toEqual({ incident, withheld: [] });
});

test("doing it twice changes nothing more", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (title) => {
      const once = redactIncident({ ...declared().incident, title }).incident;
      expect(redactIncident(once).incident).toEqual(once);
    }),
    { numRuns: 100 },
  );
});
