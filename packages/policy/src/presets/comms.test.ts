import { describe, expect, test } from "vitest";
import { explainPolicy, loadPolicy, policySchema, presets } from "../index.ts";
import { loadPreset } from "../testing.ts";

const seal = loadPreset("seal").policy;
const trust = loadPreset("trustledger").policy;
const pci = loadPreset("pci").policy;

test("S0-82: SEAL's page on communications comes along, as eleven blocks and seven templates", () => {
  expect(Object.values(seal.communications.blocks).map(({ name }) => name)).toEqual([
    "Acknowledgment",
    "Funds safe",
    "Funds at risk",
    "Action required",
    "Do not interact",
    "Service paused",
    "Partial outage",
    "Timeline unknown",
    "Next update",
    "Resolution",
    "Post-mortem coming",
  ]);
  expect(Object.values(seal.communications.templates).map(({ name }) => name)).toEqual([
    "Active exploit, first notice",
    "Active exploit, follow-up",
    "Protocol paused",
    "Website or frontend down",
    "Social account compromised",
    "Third-party outage",
    "Issue resolved",
  ]);
});

test("S0-19: SEAL says whom to coordinate with when the press asks", () => {
  expect(seal.communications.press).toContain("Legal and PR");
});

test("S0-79, S0-80: SEAL shares post-mortems unless somebody decides otherwise, redacted", () => {
  expect(seal.communications.reports).toMatchObject({ share: "public" });
  expect(seal.communications.reports?.redact).toContain("Sensitive details");
});

test("S4-81, S4-82, S4-83: TrustLedger tells users on the status page, on Twitter and by email", () => {
  const { "Status page": page, Twitter: twitter, Email: email } = trust.publications;
  expect(page).toMatchObject({ kind: "github-file", about: "status.trustledger.org" });
  expect(twitter).toMatchObject({ kind: "copy", about: "As @TrustLedger.", maxChars: 280 });
  expect(email).toMatchObject({ kind: "copy" });
});

test("S4-84: its first notice has a subject, the status, the impact, and promises updates every two hours", () => {
  const { text } = trust.communications.templates["first"]!;
  for (const part of ["Subject: TrustLedger", "Status: Investigating", "Impact: [", "every {updateEvery}"])
    expect(text).toContain(part);
  expect([trust.levels["P0"]?.publicUpdateEveryMin, trust.levels["P1"]?.publicUpdateEveryMin]).toEqual([
    120, 120,
  ]);
});

test("S4-85: its last notice has what happened, the actions, the prevention and an apology", () => {
  const { text, stage } = trust.communications.templates["last"]!;
  expect(stage).toBe("last");
  expect(text).toMatch(/resolved[^]*\[summary[^]*\[actions[^]*\[prevention[^]*We apologize/);
});

test.each([trust, pci])(
  "S4-120: $name has a notice for a data breach, to be confirmed with counsel",
  (policy) => {
    const { text, tone } = policy.communications.templates["data-breach"]!;
    for (const part of [
      "What happened",
      "Which data",
      "What it may mean",
      "What we do",
      "What you can do",
      "Contact",
    ])
      expect(text).toContain(part);
    expect(tone).toContain("counsel");
  },
);

describe.each(Object.keys(presets))("the public words of %s", (name) => {
  const { policy, warned } = loadPreset(name);

  test("name only places, roles and groups that there are", () => {
    expect(warned.filter((path) => /publications|communications|where|approval\b/.test(path))).toEqual([]);
  });

  test("have a first and a last notice, short enough for each place that is asked for", () => {
    const stages = Object.values(policy.communications.templates).map(({ stage }) => stage);
    expect(stages).toEqual(expect.arrayContaining(["first", "last"]));
  });

  test("are in the policy explained", () => {
    const lines = explainPolicy(policy);
    for (const place of Object.keys(policy.publications))
      expect(lines.some((line) => line.startsWith(`${place}: `))).toBe(true);
    expect(lines.join("\n")).toContain("Whoever approves has checked:");
  });
});

test("a policy that an older Muster stored has no public places and asks for no points", () => {
  const { publications: _p, communications: _c, ...older } = policySchema.parse(presets["atrium"]);
  const read = policySchema.parse(older);
  expect(read.publications).toEqual({});
  expect(read.communications).toMatchObject({ checklist: {}, templates: {}, nextUpdateRequired: false });
});

test.each([
  ["communications: { draftedBy: pope }", "communications.draftedBy", /no role any more/],
  [
    "communications: { approval: { groups: [elders] } }",
    "communications.approval.groups[0]",
    /no group any more/,
  ],
  [
    "levels: { P0: { external: [{ where: Radio, what: Say so, when: always }] } }",
    "levels.P0.external[0].where",
    /copy the words/,
  ],
])("%s is warned of", (text, path, words) => {
  const loaded = loadPolicy(`extends: atrium\n${text}\n`, { file: "x" });
  if (!loaded.ok) throw new Error("It was refused.");
  expect(loaded.value.warnings.find((warning) => warning.path === path)?.message).toMatch(words);
});

test.each([
  ["publications: { Blog: { kind: discord } }", /no channel is named/],
  ["publications: { Blog: { kind: github-file } }", /no path is named/],
  ["publications: { Blog: { kind: copy, instead: Radio } }", /no entry of `publications`/],
  [
    "communications: { templates: { x: { name: X, stage: first, text: y, notOn: [Radio] } } }",
    /no entry of `publications`/,
  ],
])("%s is refused with what to write", (text, words) => {
  const loaded = loadPolicy(`extends: atrium\n${text}\n`, { file: "x" });
  if (loaded.ok) throw new Error("It was taken.");
  expect(loaded.refused[0]?.message).toMatch(words);
});
