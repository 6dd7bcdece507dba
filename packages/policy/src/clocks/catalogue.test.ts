import { describe, expect, test } from "vitest";
import { checkPolicy, explainPolicy, loadPolicy, type Policy } from "../index.ts";
import { loadPreset } from "../testing.ts";
import { anchors } from "./anchors.ts";
import { anchorsInUse, catalogue, clocksOf } from "./catalogue.ts";
import type { Clock } from "./clock.ts";
import { profiles } from "./profiles.ts";

function load(text: string) {
  return loadPolicy(text, { file: "policy.yaml" });
}
function policy(text: string): Policy {
  const loaded = load(text);
  if (!loaded.ok) throw new Error(loaded.refused.map(({ message }) => message).join("\n"));
  return loaded.value.policy;
}
const on = (text: string): string[] => Object.keys(clocksOf(policy(text)));
const problems = (text: string): string => {
  const loaded = load(text);
  return loaded.ok ? "" : loaded.refused.map(({ message }) => message).join("\n");
};

test("S4-119: every clock of the catalogue says for whom, from where, to whom and how sure", () => {
  expect(Object.keys(catalogue)).toHaveLength(29);
  const isWhole = (clock: Clock): boolean =>
    clock.content.length > 0 &&
    clock.profiles.length > 0 &&
    clock.profiles.every((profile) => profile in profiles) &&
    // What nobody compared with its source says so.
    (clock.verifiedOn !== null || clock.certainty === "low") &&
    clock.deadline.every((one) => ("anchor" in one ? one.anchor in anchors : one.submitted in catalogue));
  expect(Object.entries(catalogue).filter(([, clock]) => !isWhole(clock))).toEqual([]);
});

test("S4-119: all clocks are off until a profile turns them on, and each profile turns on some", () => {
  for (const name of ["atrium", "seal", "trustledger"]) expect(on(`extends: ${name}`)).toEqual([]);
  expect(on("extends: atrium\nentity: { profiles: [eu-personal-data] }")).toEqual(["gdpr-33", "gdpr-34"]);
  expect(on("extends: atrium\nentity: { profiles: [dora] }")).toEqual([
    "dora-init",
    "dora-int",
    "dora-fin",
    "dora-clients",
  ]);
  expect(anchorsInUse(policy("extends: atrium\nentity: { profiles: [dora] }"))).toEqual([
    "classified-major",
    "became-aware",
  ]);
  expect(on("extends: seal\nentity: { profiles: [safe-harbor] }")).toEqual([
    "harbor-deposit",
    "harbor-dispute",
  ]);
});

test("what is not known to be in force is turned on by name alone, with a warning", () => {
  expect(on("extends: atrium\nentity: { profiles: [us-critical-infrastructure] }")).toEqual([]);
  const asked = policy("extends: atrium\nfilings: { on: [circia], owner: commander }");
  expect(Object.keys(clocksOf(asked))).toEqual(["circia"]);
  expect(
    checkPolicy(asked)
      .warnings.map(({ message }) => message)
      .join(),
  ).toContain("not known to be in force");
});

test("a policy adds the clock of a contract, replaces one, and turns one off", () => {
  const text = `extends: pci
filings:
  off: [pci-mc, pci-visa-accounts]
  clocks:
    acquirer:
      name: Our acquirer
      trigger: any loss of card data
      deadline: [{ anchor: card-data-suspected, after: { hours: 12 } }]
      recipient: acquirer@example.org
      source: contract of 2025, 7.3
`;
  expect(on(text)).toEqual(["pci-acq", "pci-visa", "acquirer"]);
  expect(explainPolicy(policy(text))).toContain(
    "Our acquirer: 12 h after “Loss of card data suspected”. To: acquirer@example.org. Confirm with counsel.",
  );
});

describe("a policy that cannot work says what to write instead", () => {
  test.each([
    ["entity: { profiles: [gdpr] }", "no profile. Write one of `eu-personal-data`"],
    ["filings: { owner: lawyer }", "no role"],
    ["filings: { on: [gdpr] }", "no clock"],
    ["filings: { askLevels: [P9] }", "no level"],
    [
      "questions: { q: { text: Exposed?, asks: yes-no-unknown, escalates: { on: [yes], reason: x, opensClocks: [gdpr] } } }",
      "no clock",
    ],
    ["evidence: { preserveFirst: [P9] }", "no level"],
    [
      "filings: { clocks: { a: { name: A, trigger: x, deadline: [{ anchor: nonsense, after: { hours: 1 } }], recipient: r, source: s } } }",
      "no anchor",
    ],
    [
      "filings: { clocks: { a: { name: A, trigger: x, deadline: [{ submitted: b, after: { hours: 1 } }], recipient: r, source: s }, b: { name: B, trigger: x, deadline: [{ submitted: a, after: { hours: 1 } }], recipient: r, source: s } } }",
      "waits, by way of other clocks, for its own report",
    ],
  ])("%s", (line, words) => {
    expect(problems(`extends: atrium\n${line}`)).toContain(words);
  });
});

test("S3-10: each control of PCI DSS 12.10 stands in the policy with where it is met or what people must do", () => {
  const pci = loadPreset("pci").policy;
  expect(pci.controls.map(({ id }) => id)).toEqual([
    "12.10.1",
    "12.10.2",
    "12.10.3",
    "12.10.4",
    "12.10.4.1",
    "12.10.5",
    "12.10.6",
    "12.10.7",
  ]);
  const explained = explainPolicy(pci);
  const start = explained.indexOf("How controls are met:");
  expect(explained.slice(start + 1, start + 9).every((line) => line.split(" | ").length === 3)).toBe(true);
  expect(explained.join("\n")).toContain("12.10.7 | What happens when card numbers are found");
});

test("S4-22: TrustLedger's Legal/Compliance looks after reports", () => {
  const { policy: trustledger } = loadPreset("trustledger");
  expect(explainPolicy(trustledger)).toContain("Legal/Compliance looks after reports to authorities.");
});
