import { describe, expect, test } from "vitest";
import {
  diffPolicies,
  explainPolicy,
  highestAlertLevel,
  loadPolicy,
  policyJsonSchema,
  sayProblem,
  type Policy,
} from "./index.ts";
import { nearest } from "./nearest.ts";

function policy(text: string): Policy {
  const loaded = loadPolicy(text, { file: "x" });
  if (!loaded.ok) throw new Error(loaded.refused.map(sayProblem).join("\n"));
  return loaded.value.policy;
}
const atrium = policy("extends: atrium");

describe("a policy explained", () => {
  const lines = explainPolicy(atrium);

  test("says per level what will happen", () => {
    const start = lines.indexOf("P1: Service down or data integrity issue");
    expect(lines.slice(start, start + 8)).toEqual([
      "P1: Service down or data integrity issue",
      "  Examples: UI unreachable; Incorrect balances shown.",
      "  Response: < 1 hour.",
      "  Opens an incident channel, a message in #ops-alerts, a GitHub issue with the label incident.",
      "  Pages @on-call and who is on call by runbooks/on-call-rotation.md.",
      "  Public words: Twitter after 30 min of downtime: Status update on Twitter (the policy names no approver).",
      "  Updates: at least every 30 min; without one, people are reminded.",
      "  Roles to fill: Incident commander, Communications lead, Scribe.",
    ]);
  });

  test("says that commands are shown and never run, with their cautions", () => {
    expect(lines).toContain(
      '    Shown, never run: cast send $PRAETOR_TIMELOCK "pause()" --private-key $MULTISIG_KEY_1',
    );
    expect(lines.join("\n")).toContain("Mind: Not immediate: it needs 2 of 3 confirmations");
  });

  test("says what becomes of alerts", () => {
    expect(lines).toContain("An alert whose severity is info or none is recorded without an incident.");
    expect(lines.at(-1)).toBe("Any other alert is P2.");
  });

  test("leaves nothing undefined in a policy that says as little as possible", () => {
    const bare = policy(
      "extends: atrium\nonCall: { document: null }\ndiscord: { onCallRole: null }\nclassification: { unsureAfterMin: null }\nsource: null",
    );
    expect(explainPolicy(bare).join("\n")).not.toMatch(/undefined|null|NaN/);
  });
});

describe("what changed between two policies", () => {
  test("nothing, for the same policy", () => {
    expect(diffPolicies(atrium, policy("extends: atrium"))).toEqual([]);
  });

  test("is told field by field, lists as a whole, with what was and what is", () => {
    const changed = policy(
      "extends: atrium\nlevels: { P3: null, P1: { updateEveryMin: 15, roles: [commander] } }\nalerts: { rules: [{ level: P2 }] }\npeople: { ada: { github: ada } }",
    );
    const changes = diffPolicies(atrium, changed);
    expect(changes.map((change) => change.path)).toEqual([
      "levels.P1.updateEveryMin",
      "levels.P1.roles",
      "levels.P3",
      "people.ada",
      "alerts.rules",
    ]);
    expect(changes[0]).toEqual({ path: "levels.P1.updateEveryMin", before: 30, after: 15 });
    expect(changes[2]).toMatchObject({ before: { rank: 4 }, after: undefined });
  });
});

describe("the schema for editors", () => {
  const schema = policyJsonSchema();

  test("knows the presets, needs no field and no unknown one, and lets entries be taken out", () => {
    expect(schema).toMatchObject({
      additionalProperties: false,
      properties: { extends: { enum: ["atrium", "pci", "seal", "trustledger"] } },
    });
    expect(schema.required).toBeUndefined();
    expect(schema.properties?.["levels"]?.additionalProperties).toMatchObject({
      anyOf: [{ type: "object" }, { type: "null" }],
    });
  });

  test("needs whole entries in lists, which replace", () => {
    expect(schema.properties?.["alerts"]?.properties?.["rules"]?.items?.required).toEqual(["level"]);
  });

  test("says what fields are for", () => {
    expect(schema.properties?.["discord"]?.properties?.["opsAlerts"]?.["description"]).toContain(
      "hears of every incident",
    );
  });

  test("asking for it twice gives the same, whatever the first caller did with it", () => {
    const first = policyJsonSchema();
    delete first.properties;
    expect(policyJsonSchema()).toEqual(schema);
  });
});

test("of alerts that belong together the highest level counts", () => {
  expect(
    highestAlertLevel(atrium, [{ severity: "p3" }, { severity: "critical" }, { severity: "info" }]),
  ).toBe("P1");
  expect(highestAlertLevel(atrium, [{ severity: "info" }])).toBeNull();
  expect(highestAlertLevel(atrium, [])).toBeNull();
});

test.each([
  ["updateEvryMin", "updateEveryMin"],
  ["update_every_min", "updateEveryMin"],
  ["Ranks", "rank"],
  ["exmaples", "examples"],
  ["colour", null],
  ["", null],
])("instead of %j probably %j was meant", (word, meant) => {
  expect(nearest(word, ["updateEveryMin", "rank", "examples", "definition"])).toBe(meant);
});
