import { describe, expect, test } from "vitest";
import { loadPolicy } from "./load.ts";
import { presets } from "./presets/index.ts";
import { sayProblem } from "./problem.ts";
import { findRunbook, runbooksOf, staleFrom, stepsOfRunbook } from "./runbooks-of.ts";
import { runbookTemplate } from "./runbooks/template.ts";
import type { Policy } from "./schema.ts";

const load = (text: string) => loadPolicy(text, { file: "policy.yaml", presets });
function policy(text: string): Policy {
  const loaded = load(text);
  if (!loaded.ok) throw new Error(loaded.refused.map(sayProblem).join("\n"));
  return loaded.value.policy;
}

const nine = [
  "smart-contract-exploit",
  "key-compromise",
  "frontend-compromise",
  "dns-hijack",
  "cdn-hosting-compromise",
  "dependency-attack",
  "build-pipeline-compromise",
  "ddos-attack",
  "third-party-outage",
];

describe("the runbooks that come along", () => {
  const all = runbooksOf(policy("extends: seal"));

  test("S0-86: nine, and a template that is itself a runbook", () => {
    expect(all.map(({ id }) => id)).toEqual(nine);
    const own = policy(`extends: seal\n${runbookTemplate}`);
    expect(findRunbook(own, "What it is called")).toMatchObject({
      id: "my-runbook",
      owner: "Who keeps it up to date",
    });
  });

  test("S0R-20: each says how bad it usually is, whom to call first, who keeps it and when it was looked through", () => {
    for (const runbook of all) {
      expect(runbook.typicalSeverity.length).toBeGreaterThan(3);
      expect(runbook.expert).toMatch(/^(Smart contracts|Security|Frontend|Infrastructure|DevOps)$/);
      expect(runbook.owner).not.toBeNull();
      expect(runbook.updatedOn).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });

  test("S1R-10: each has minutes for the triage, and says of every option whether it can be rolled back", () => {
    for (const { triageMin, options } of all) {
      expect(triageMin).toBeGreaterThan(0);
      expect(options.length).toBeGreaterThan(0);
      for (const { rollbackSafe } of options) expect(["yes", "no", "with care"]).toContain(rollbackSafe);
    }
  });

  test("each has steps, symptoms, differences, questions, escalation and a resolution, and ids that nothing else has", () => {
    const ids = all.flatMap((runbook) => stepsOfRunbook(runbook).map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const runbook of all) {
      expect(Object.keys(runbook.steps).length).toBeGreaterThanOrEqual(3);
      expect(Object.keys(runbook.resolution).length).toBeGreaterThanOrEqual(2);
      for (const list of [
        runbook.symptoms,
        runbook.alerts,
        runbook.differs,
        runbook.questions,
        runbook.causes,
      ])
        expect(list.length).toBeGreaterThan(0);
      expect(runbook.related.every((other) => nine.includes(other))).toBe(true);
    }
  });

  test("no command of theirs holds a key, and whoever has one sees its name only", () => {
    for (const { steps } of all)
      for (const { command } of Object.values(steps)) expect(command ?? "").not.toMatch(/[0-9a-f]{40}/i);
  });
});

describe("a policy's own words", () => {
  test("S4-115: a team sets when each is looked through again, and from then on it counts as out of date", () => {
    const changed = policy(
      'extends: trustledger\nrunbooks: { ddos-attack: { owner: Bo, updatedOn: "2026-01-05", reviewEveryDays: 30 } }',
    );
    const runbook = findRunbook(changed, "ddos-attack")!;
    expect(runbook).toMatchObject({ owner: "Bo", name: "DDoS attack" });
    expect(staleFrom(runbook)?.toISOString()).toBe("2026-02-04T00:00:00.000Z");
    const never = policy("extends: trustledger\nrunbooks: { ddos-attack: { reviewEveryDays: null } }");
    expect(staleFrom(findRunbook(never, "ddos-attack")!)).toBeNull();
  });

  test("one is taken out with null, and one that does not come along is told", () => {
    expect(findRunbook(policy("extends: seal\nrunbooks: { ddos-attack: null }"), "ddos-attack")).toBeNull();
    expect(said("extends: seal\nrunbooks: { flood: { from: ddos } }")).toMatch(
      /runbooks\.flood\.from is "ddos", which does not come along\. Write one of `smart-contract-exploit`/,
    );
    expect(said("extends: seal\nrunbooks: { flood: { name: Flood } }")).toContain(
      "runbooks.flood needs a name and steps of its own",
    );
  });

  test("a key in a command is refused at its line", () => {
    expect(
      said(
        `extends: seal\nrunbooks:\n  mine:\n    name: Mine\n    steps:\n      go:\n        text: Go\n        command: cast send --private-key ${"ab".repeat(32)}\n`,
      ),
    ).toContain("line 8: runbooks.mine.steps.go.command holds what looks like a private key");
  });
});

describe("phases and steps that do not fit", () => {
  test.each([
    [
      "two steps of one name",
      "phases: { triage: { steps: { channel-CREATED: { text: a } } } }",
      /phases\.triage\.steps\.channel-CREATED: triage has a step of that name/,
    ],
    [
      "a window that runs backward",
      "phases: { triage: { window: { fromMin: 30, toMin: 10 } } }",
      /phases\.triage\.window ends at 10 min and begins at 30/,
    ],
    ["a fact that there is not", "phases: { triage: { begins: full-moon } }", /Write one of `declared`/],
    [
      "a secret among the variables",
      "variables: { MULTISIG_KEY_1: abc }",
      /variables\.MULTISIG_KEY_1 looks like a secret/,
    ],
    [
      "a value that would run",
      "variables: { HOST: '$(id)' }",
      /Write one word without quotes, spaces or `\$`/,
    ],
  ])("%s is refused", (_what, text, words) => {
    expect(said(`extends: atrium\n${text}`)).toMatch(words);
  });

  test.each([
    [
      "a role",
      "phases: { triage: { steps: { cook: { text: a, role: cook } } } }",
      /names "cook", which is no role/,
    ],
    [
      "a role as a fact",
      "phases: { triage: { begins: 'role:cook' } }",
      /begins names "cook", which is no role/,
    ],
    ["a level", "confirmation: { levels: [P9] }", /confirmation\.levels names "P9", which is no level/],
    [
      "a window that begins too early",
      "phases: { triage: { window: { fromMin: 0, toMin: 20 } }, communicate: { window: { fromMin: 5, toMin: 30 } } }",
      /communicate begins at 5 min, before the phase ahead of it ends at 20/,
    ],
  ])("%s that is not there is warned of", (_what, text, words) => {
    const loaded = load(`extends: atrium\n${text}`);
    expect(loaded.ok && loaded.value.warnings.map(sayProblem).join("\n")).toMatch(words);
  });
});

function said(text: string): string {
  const loaded = load(text);
  return loaded.ok ? "" : loaded.refused.map(sayProblem).join("\n");
}
