import { describe, expect, test } from "vitest";
import { presets } from "@muster/policy";
import { bo, by, declared, ada, examples, at } from "../testing.ts";
import { settingOf, under, type Step, type World } from "../testing-policies.ts";
import { progressOf, tickable, type Standing } from "./standing.ts";

/* Every step of the policies that people tick by hand: it stands in its phase, asks for the words that it needs, and keeps who and when. */

type Row = [line: string, phase: string, step: string, note: string | null];

const worlds: Record<string, World> = Object.fromEntries(
  Object.keys(presets).map((name) => [name, under(settingOf(`extends: ${name}`))]),
);

function standing(world: World, story: ReturnType<World["declare"]>, step: string): Standing | undefined {
  return tickable({ incident: story.incident, policy: world.policy }).find((one) => one.step.id === step)
    ?.standing;
}

const byHand =
  (world: World, level: string) => (_line: string, phase: string, step: string, note: string | null) => {
    const story = world.declare(level);
    const phases = progressOf({ incident: story.incident, policy: world.policy })!.phases;
    const inPhase = phases.find((state) => state.phase.id === phase)?.steps.map((one) => one.step.id);
    expect(inPhase).toContain(step);
    expect(standing(world, story, step)).toEqual({ is: "open" });

    const tick = { ...examples["tick-steps"], steps: [step] };
    const bare = world.refusal(story, tick, by(bo));
    if (note === null) expect(bare).toBeNull();
    else expect(bare).toMatch(/needs a note when it is ticked: .*\/checklist tick step:/);

    const ticked = world.play(story, [7, { ...tick, note: note ?? null }, by(bo)]);
    expect(standing(world, ticked, step)).toMatchObject({
      is: "ticked",
      by: bo,
      at: at(7).toISOString(),
      note,
    });
    expect(ticked.incident.timeline.at(-1)).toMatchObject({ by: bo, text: expect.stringMatching(/^Done: /) });
  };

describe("SEAL, a P1", () => {
  const rows: Row[] = [
    ["S0-46: the Scribe takes the log in hand", "coordination", "log-owned", null],
    ["S0-48: logs, errors and steps to reproduce are collected", "investigation", "logs-collected", null],
    [
      "S0-49: affected services and scope are identified",
      "investigation",
      "services-identified",
      "bridge, 2 % of users",
    ],
    ["S0-50: the severity is confirmed or adjusted", "investigation", "severity-confirmed", null],
    [
      "S0-51: ways to mitigate are listed with speed and risk",
      "investigation",
      "options-determined",
      "rollback: fast, safe",
    ],
    [
      "S0-58: stakeholders are notified, with the message that told them",
      "resolution",
      "stakeholders-notified",
      "all partners, by mail",
    ],
    [
      "S0-61: it is verified right after the deployment",
      "monitoring",
      "verified-after-deployment",
      "no errors in ten minutes",
    ],
  ];
  test.each(rows)("%s", byHand(worlds["seal"]!, "P1"));
});

describe("PCI, a Severity 1", () => {
  const rows: Row[] = [
    ["S3-34: it is validated as a true incident", "triage", "incident-validated", "two logs agree"],
    ["S3-35: affected systems and data are identified", "triage", "systems-identified", "billing; names"],
    ["S3-36: compromised credentials are revoked", "containment", "credentials-revoked", null],
    ["S3-37: affected services are isolated", "containment", "services-isolated", null],
    ["S3-38: malicious addresses are blocked", "containment", "addresses-blocked", null],
    ["S3-39: impacted integrations are disabled", "containment", "integrations-disabled", null],
    ["S3-40: logs and activity are analyzed", "investigation", "logs-analyzed", "proxy logs since Friday"],
    ["S3-41: entry point and vector are identified", "investigation", "entry-identified", "a stolen session"],
    ["S3-42: the scope of the impact is determined", "investigation", "scope-determined", "one table"],
    [
      "S3-43: it is known whether data was accessed or altered",
      "investigation",
      "data-access-confirmed",
      "accessed: yes, altered: no",
    ],
    ["S3-44: malicious artifacts are removed", "eradication", "artifacts-removed", null],
    [
      "S3-45: vulnerabilities are patched, with the change",
      "eradication",
      "vulnerabilities-patched",
      "pull 7",
    ],
    [
      "S3-46: credentials and keys are rotated, one by one",
      "eradication",
      "credentials-rotated",
      "DB user: bo. API user: cy.",
    ],
    ["S3-47: security fixes are applied", "eradication", "fixes-applied", null],
    ["S3-48: services are restored", "recovery", "services-restored", null],
    [
      "S3-52: gaps in detection or response are identified",
      "review",
      "gaps-identified",
      "no alert on new sessions",
    ],
  ];
  test.each(rows)("%s", byHand(worlds["pci"]!, "Severity 1"));
});

describe("TrustLedger, a P0", () => {
  const rows: Row[] = [
    ["S4-33: basic information is gathered", "assessment", "information-gathered", "bridge down since 9"],
    ["S4-39: emergency stops are in place", "containment", "emergency-stops", null],
    ["S4-40: compromised accounts are disabled", "containment", "accounts-disabled", null],
    ["S4-41: malicious transactions are blocked", "containment", "transactions-blocked", null],
    [
      "S4-45: a hotfix is deployed only with the reason why it is safe",
      "containment",
      "hotfix-deployed",
      "it only reads",
    ],
    ["S4-46: rate limits are in place", "containment", "rate-limited", null],
    ["S4-47: additional monitoring is on", "containment", "monitoring-added", null],
    ["S4-49: logs and transactions are analyzed", "investigation", "logs-analyzed", "blocks 1 to 9"],
    [
      "S4-50: code and configuration of that time are reviewed",
      "investigation",
      "code-reviewed",
      "release 4.2",
    ],
    ["S4-51: those who were there are interviewed", "investigation", "people-interviewed", "cy: saw it at 9"],
    ["S4-55: there is a fix strategy", "investigation", "fix-strategy", "contract first"],
    ["S4-56: there is a plan for communication", "investigation", "communication-approach", "users by mail"],
    [
      "S4-57: the rollback is prepared before the fix is deployed",
      "investigation",
      "rollback-prepared",
      "tag 4.1; bo can",
    ],
    ["S4-59: patches are deployed", "recovery", "patches-deployed", "release 4.3"],
    ["S4-60: configurations are updated", "recovery", "configuration-updated", null],
    ["S4-61: services are restored", "recovery", "services-restored", null],
    ["S4-62: the fix is tested in staging", "recovery", "tested-in-staging", "all flows"],
    ["S4-63: stability is watched", "recovery", "stability-watched", "error rate, 2 h"],
    ["S4-64: security controls are verified", "recovery", "controls-verified", "pause works"],
    ["S4-65: a canary runs", "recovery", "canary-deployed", "5 %"],
    ["S4-66: the canary is watched for issues", "recovery", "canary-watched", null],
    ["S4-67: the fix is fully deployed", "recovery", "fully-deployed", null],
  ];
  test.each(rows)("%s", byHand(worlds["trustledger"]!, "P0"));
});

describe("Atrium", () => {
  const p1: Row[] = [
    ["S1-24: the fix is written, tested and pushed, with its link", "mitigate", "fix-pushed", "pull 7"],
    ["S1-25: the preview that deployed by itself was looked at", "mitigate", "preview-checked", null],
    ["S1-26: a person promoted it to production", "mitigate", "promoted-by-person", "deployment 12"],
  ];
  test.each(p1)("%s", byHand(worlds["atrium"]!, "P1"));
  const p0: Row[] = [
    ["S1-21: the immediate path is recorded with its transaction", "mitigate", "access-revoked", "tx 0xab12"],
    [
      "S1-19, S1-20: the pause is recorded with its transaction and who confirmed",
      "mitigate",
      "pause-started",
      "tx 0xcd34; ada, bo",
    ],
  ];
  test.each(p0)("%s", byHand(worlds["atrium"]!, "P0"));
  const p2: Row[] = [["S1-29: it is scheduled for a sprint", "mitigate", "ticket-scheduled", "sprint 12"]];
  test.each(p2)("%s", byHand(worlds["atrium"]!, "P2"));

  test("S1-27, S1-28: the issue and its link tick themselves", () => {
    const story = worlds["atrium"]!.declare("P2");
    for (const step of ["ticket-filed", "ticket-linked"]) {
      expect(standing(worlds["atrium"]!, story, step)).toMatchObject({ is: "ticked", isByItself: true });
    }
  });
});

describe("a step that is planned rather than done becomes an action item with owner and day", () => {
  test.each([
    ["S0-59: the permanent fix", "seal", "P1", "fix-planned"],
    ["S3-54: documentation and controls", "pci", "Severity 1", "documentation-updated"],
    ["S4-71: procedures", "trustledger", "P0", "procedures-updated"],
    ["S4-75: additional controls", "trustledger", "P0", "controls-added"],
    ["S4-76: monitoring rules", "trustledger", "P0", "monitoring-updated"],
    ["S4-77: better tests", "trustledger", "P0", "testing-enhanced"],
  ])("%s", (_line, preset, level, step) => {
    const world = worlds[preset]!; // Every preset has a world.
    const story = world.declare(level);
    const tick = { ...examples["tick-steps"], steps: [step] };
    expect(world.refusal(story, tick)).toContain(`/checklist plan step:${step} owner:… due:…`);
    expect(world.refusal(story, { ...tick, owner: bo, due: "soon" })).toContain("I cannot read the due date");

    const planned = world.play(story, [9, { ...tick, note: "check return values", owner: bo, due: "2w" }]);
    expect(standing(world, planned, step)).toMatchObject({ is: "ticked", by: ada });
    expect(planned.incident.actions).toMatchObject([
      { id: "A1", text: "check return values", owner: bo, due: "2026-01-19", done: false },
    ]);
  });
});

describe("what happens anyway ticks its own step", () => {
  test("S0-56, S0-57: mitigating ticks the mitigation and its verification, with the time and who", () => {
    const world = worlds["seal"]!;
    const story = world.play(world.declare("P1"), [12, examples.mitigate, by(bo)]);
    for (const step of ["mitigation-applied", "mitigation-verified"]) {
      expect(standing(world, story, step)).toMatchObject({
        is: "ticked",
        by: bo,
        at: at(12).toISOString(),
        isByItself: true,
      });
    }
    expect(
      world.refusal(world.declare("P1"), { ...examples["tick-steps"], steps: ["mitigation-applied"] }),
    ).toBe(
      "“A temporary mitigation is applied.” follows what happens. Use /incident mitigate; the step ticks itself.",
    );
    expect(world.refusal(world.declare("P1"), { ...examples.mitigate, verified: " " })).toContain(
      "`verified` is empty",
    );
  });

  test("S0-52, S0-53: giving a task ticks that tasks go to single people", () => {
    const world = worlds["seal"]!;
    const story = world.play(
      world.declare("P1"),
      [1, { do: "accept-role", role: "leader" }],
      [2, examples["give-task"]],
    );
    expect(standing(world, story, "tasks-assigned")).toMatchObject({ is: "ticked", by: ada });
  });

  test("S0-43: the Decision Makers whom a P1 calls by itself are alerted", () => {
    const world = worlds["seal"]!;
    expect(standing(world, world.declare("P1"), "decision-makers-alerted")).toMatchObject({
      is: "ticked",
      isByItself: true,
    });
  });

  test("S4-28, S4-32, S4-35, S4-37: source, severity, ticket and channels tick themselves when it is declared", () => {
    const world = worlds["trustledger"]!;
    const story = world.declare("P0");
    for (const step of ["alert-received", "severity-determined", "ticket-created", "channels-set-up"]) {
      expect(standing(world, story, step)).toMatchObject({ is: "ticked", isByItself: true });
    }
    const unknown = world.declare(null);
    expect(standing(world, unknown, "severity-determined")).toEqual({ is: "open" });
  });

  test("S4-80: whoever decides or does something is on record with time and reason", () => {
    const world = worlds["trustledger"]!;
    const story = world.play(
      world.declare("P0"),
      [3, examples.decide, by(bo)],
      [4, { ...examples["tick-steps"], steps: ["emergency-stops"] }, by(ada)],
    );
    expect(story.incident.timeline.slice(-2).map(({ by: who, text }) => `${who.name}: ${text}`)).toEqual([
      "bo: Decision: pause the bridge, because stops the loss",
      "ada: Done: Emergency stops are in place.",
    ]);
    expect(standing(world, story, "actions-documented")).toMatchObject({ is: "ticked", by: bo });
  });

  test("S4-52, S4-53, S4-54: an answer ticks its step, and one that is not known yet does not", () => {
    const world = worlds["trustledger"]!;
    const answer = (question: string, words: string): Step => [
      5,
      { do: "answer-question", question, answer: words, note: null },
      by(bo),
    ];
    const unknown = world.play(world.declare("P1"), answer("data-exposure", "unknown"));
    expect(standing(world, unknown, "exposure-assessed")).toEqual({ is: "open" });
    const known = world.play(unknown, answer("data-exposure", "no"), answer("scope", "one contract"), [
      6,
      { do: "note-funds", state: "lost", amount: "12", asset: "ETH", valuedAt: null },
      by(bo),
    ]);
    for (const step of ["exposure-assessed", "scope-determined", "loss-calculated"]) {
      expect(standing(world, known, step)).toMatchObject({ is: "ticked", by: bo, isByItself: true });
    }
  });

  test("a role that somebody takes ticks its step", () => {
    const story = worlds["seal"]!.play(declared({ level: "P1" }, { setting: settingOf("extends: seal") }), [
      4,
      { do: "take-role", role: "scribe" },
      by(bo),
    ]);
    expect(standing(worlds["seal"]!, story, "scribe-assigned")).toMatchObject({ is: "ticked", by: bo });
  });
});
