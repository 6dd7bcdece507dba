import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { incoming, text } from "../test/incoming.ts";
import { fingerprintOf } from "./fingerprint.ts";

type Recorded = { alerts: { labels: Record<string, string>; fingerprint: string }[] };
const recorded = readdirSync(new URL("alertmanager/fixtures/", import.meta.url)).filter((file) =>
  /^\d/.test(file),
);

test.each(recorded)("%s: the fingerprints are those that Alertmanager itself worked out", (file) => {
  const { alerts } = JSON.parse(
    text(incoming(`alertmanager/fixtures/${file.replace(".json", "")}`).body),
  ) as Recorded;
  expect(alerts.length).toBeGreaterThan(0);
  for (const alert of alerts) expect(fingerprintOf(alert.labels)).toBe(alert.fingerprint);
});

test("moving a letter from the name to the value makes another fingerprint", () => {
  expect(fingerprintOf({ ab: "c" })).not.toBe(fingerprintOf({ a: "bc" }));
});
