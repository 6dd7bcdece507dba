import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadPolicy } from "../load.ts";
import { parseOnCall } from "../on-call.ts";
import { presets } from "../presets/index.ts";
import { policySchema } from "../schema.ts";
import { loadPreset } from "../testing.ts";
import { policyDocuments } from "./policy-documents.ts";
import { policyPath } from "./policy-path.ts";
import { securityPageGap } from "./security-page.ts";

const now = new Date("2026-12-29T10:00:00Z");

describe.each(Object.keys(presets))("S0-88: the files that a team starts with under %s", (preset) => {
  const { policy } = loadPreset(preset);
  const files = policyDocuments(policy, { preset, now });

  test("hold the preset as it is, with the names that a team fits to its own channels and tools", () => {
    const loaded = loadPolicy(files[policyPath]!, { file: policyPath });
    expect(loaded).toMatchObject({ ok: true, value: { policy } });
  });

  test("hold a rota for the next weeks, across the year's end, that only lacks names", () => {
    const rota = parseOnCall(files[policy.onCall.document!]!);
    expect(files[policy.onCall.document!]).toContain("| 2026-W53 |");
    expect(files[policy.onCall.document!]).toContain("| 2027-W01 |");
    expect(rota.weeks.flatMap(({ people }) => people)).toEqual([]);
  });

  test("hold a security page that leads to the policy", () => {
    expect(securityPageGap(files["SECURITY.md"]!)).toBeNull();
  });
});

test("whatever channels and roles are called, the policy file says so", () => {
  const base = loadPreset("seal").policy;
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }), (name) => {
      const parsed = policySchema.shape.discord.safeParse({
        ...base.discord,
        opsAlerts: name,
        onCallRole: name,
      });
      // What the loader refuses in any text, such as control characters, is no name either.
      if (!parsed.success || /[\p{C}]/u.test(name)) return;
      const policy = { ...base, discord: parsed.data };
      const file = policyDocuments(policy, { preset: "seal", now })[policyPath]!;
      expect(loadPolicy(file, { file: policyPath })).toMatchObject({ ok: true, value: { policy } });
    }),
  );
});

describe("S1-2: a security page", () => {
  test.each([
    ["the policy file", "See [how we work](.muster/policy.yaml)."],
    ["a procedure", "Incidents: [procedure](runbooks/incident-response.md)"],
    ["a procedure by its bare path", "Follow runbooks/incident-response.md."],
    ["the command", "Type `/incident declare` in Discord."],
  ])("that leads to %s is fine", (_what, page) => {
    expect(securityPageGap(page)).toBeNull();
  });

  test.each([
    ["is missing", null, "There is no SECURITY.md"],
    [
      "only takes reports",
      "# Security\n\nWrite to security@example.org about an incident.",
      "does not lead to",
    ],
    ["is empty", "", "does not lead to"],
  ])("that %s is told of, with the line to add", (_what, page, says) => {
    expect(securityPageGap(page)).toContain(says);
    expect(securityPageGap(page)).toContain("/incident declare");
  });
});
