import { decide, explain, type Command, type Incident } from "@muster/incident";
import { ada, at, bo, by, cy, declared, record, type Story } from "@muster/incident/testing";
import { levelsOf, loadPolicy } from "@muster/policy";
import { describe, expect, test } from "vitest";
import { renderDocuments } from "./documents.ts";

type Step = [minute: number, command: Command];

const note = (text: string): Command => ({
  do: "note",
  text,
  saidBy: null,
  saidAt: null,
  url: null,
  attachments: [],
});

/** An incident under a preset at one level, played by ada; gates are opened as a team would. */
function under(preset: string, level: string) {
  const loaded = loadPolicy(`extends: ${preset}`, { file: preset });
  if (!loaded.ok) throw new Error("The preset was refused.");
  const setting = { policy: loaded.value.policy, policyVersion: "v1", onCall: [] };
  const play = (...steps: Step[]): Story =>
    steps.reduce(
      (story, [minute, command]) => {
        const decided = decide(story.incident, { command, actor: by(ada) }, setting, at(minute));
        if (!decided.ok) throw new Error(`${command.do}: ${explain(decided.refused)}`);
        return record(story, decided.value, by(ada), at(minute));
      },
      declared({ level, description: "Nobody can withdraw." }, { setting }),
    );
  const textOf = (incident: Incident, id: string): string => {
    const found = renderDocuments({ incident, policy: setting.policy }).documents.find(
      (one) => one.id === id,
    );
    if (found === undefined) throw new Error(`There is no document ${id}.`);
    return found.text;
  };
  return { ...setting, play, textOf };
}

/** What stands under a heading, up to the next of the same depth. */
function section(text: string, heading: string): string {
  const depth = /^#+/.exec(heading)![0].length; // The tests name headings.
  const [, after = ""] = text.split(`\n${heading}\n`);
  return after.split(new RegExp(`\n#{1,${depth}} `))[0]!.trim();
}

const worked: Step[] = [
  [1, { do: "set-time", time: "started", at: "2026-01-05 08:40", isAbout: true }],
  [3, note("the feed stopped at a failover")],
  [5, { do: "decide", text: "pause withdrawals", reason: "nobody can lose more" }],
  [7, { do: "give-task", text: "read the logs", to: bo, minutes: null, kind: "look", reason: null }],
  [12, { do: "update", text: "withdrawals are paused" }],
  [20, { do: "find-root-cause", text: "no second feed" }],
  [25, { do: "add-action", text: "add a second feed", owner: cy, due: "2026-02-01" }],
];

describe("SEAL", () => {
  const seal = under("seal", "P2");
  const { incident } = seal.play([2, { do: "take-role", role: "leader" }], ...worked);
  const log = seal.textOf(incident, "incident-log");
  const postMortem = seal.textOf(incident, "post-mortem");

  test("S0-12, S0-46, S0-83, S0R-11: the incident log is named after day and description, and holds all that was recorded", () => {
    const [, file] = renderDocuments({ incident, policy: seal.policy }).documents;
    expect(file?.path).toBe("incident-logs/2026-01-05-withdrawals-fail.md");
    expect(section(log, "## Timeline")).toContain("- 09:03 UTC - ada: the feed stopped at a failover");
    expect(section(log, "## Timeline")).toContain(
      "Decision: pause withdrawals, because nobody can lose more",
    );
    expect(section(log, "## Roles")).toMatch(/^- Detector: ada\n- Incident Leader: ada, from 09:02 UTC/);
    for (const heading of [
      "## Communication Channels",
      "## Investigation",
      "## Resolution Summary",
      "## Links & Evidence",
    ])
      expect(section(log, heading)).not.toBe("");
    expect(section(log, "## Severity Reference").split("\n")).toHaveLength(7);
  });

  test("S0-12: tasks stand in the log as boxes with the one person whose they are", () => {
    expect(section(log, "### Immediate")).toMatch(/^- \[ \] T1 read the logs \(@&#8203;bo/);
  });

  test.each<[string, Step[]]>([
    ["Active", []],
    ["Mitigated", [[30, { do: "mitigate", what: "paused", verified: "no loss" }]]],
  ])("S0R-12: the log says that the incident is %s", (state, steps) => {
    expect(seal.textOf(seal.play(...steps).incident, "incident-log")).toContain(`**Status:** ${state}\n`);
  });

  test("S0R-12: a resolved incident and a closed one are Resolved", () => {
    for (const status of ["resolved", "closed"] as const)
      expect(seal.textOf({ ...incident, status }, "incident-log")).toContain("**Status:** Resolved\n");
  });

  test("S0R-13: what was told stands in a table with time, channel and summary", () => {
    expect(section(log, "## Communications Sent").split("\n").slice(0, 3)).toEqual([
      "| Time (UTC) | Channel | Summary |",
      "|---|---|---|",
      "| 2026-01-05 09:12 | Incident update | withdrawals are paused |",
    ]);
  });

  test("S0R-14, S0-84: the post-mortem has the six times, unknown ones said to be unknown", () => {
    expect(section(postMortem, "## Timeline").split("\n").slice(0, 6)).toEqual([
      "- about 08:40, Incident began",
      "- 09:00, Detected",
      "- 09:02, Response started",
      "- 09:20, Root cause identified",
      "- unknown, Mitigation applied",
      "- unknown, Resolved",
    ]);
  });

  test("S0R-14: P1 to P3 owe it, P4 and P5 do not", () => {
    expect(levelsOf(seal.policy).map(({ id, postmortem }) => [id, postmortem.required])).toEqual([
      ["P1", true],
      ["P2", true],
      ["P3", true],
      ["P4", false],
      ["P5", false],
    ]);
  });

  test("S0-68: root causes are asked for in the plural, by five whys that begin with what was found", () => {
    const cause = section(postMortem, "## Root Cause");
    expect(cause).toContain("**Primary:** no second feed");
    expect(cause).toContain("**Contributing factors:**");
    expect(cause).toContain("| 1 | Why did it happen? | no second feed |");
    expect(cause.match(/^\| \d \|/gm)).toHaveLength(5);
  });

  test("S0-69, S0R-15: what went well, what went wrong and where we got lucky have their sections", () => {
    for (const heading of ["## What Went Well", "## What Went Wrong", "## Where We Got Lucky"])
      expect(section(postMortem, heading)).toMatch(/^_.*\?_$/);
  });

  test("S0-70: action items stand in a table with owner, deadline and status", () => {
    expect(section(postMortem, "## Action Items").split("\n")).toEqual([
      "| Action | Owner | Deadline | Status |",
      "|---|---|---|---|",
      "| add a second feed <!-- muster:action=INC-1/A1 --> | cy | 2026-02-01 | Open |",
    ]);
  });

  test("S0R-16: whether runbooks change is a choice of three", () => {
    const choice = section(postMortem, "## Lessons for Runbooks").match(/^- \[ \] .*/gm);
    expect(choice).toEqual([
      "- [ ] A new runbook is needed: _for what?_",
      "- [ ] A runbook changes: _which, and how?_",
      "- [ ] None",
    ]);
  });

  test("S0R-17: how it was detected, after how long, and whether it could have been faster", () => {
    const detection = section(postMortem, "## Detection");
    expect(detection).toContain("**How:** ");
    expect(detection).toContain("**Time to detection:** 20 min");
    expect(detection).toContain("**Could it have been faster:**");
  });

  test("S0R-22: the log has the war room's tables for what happened on chain", () => {
    const heads = [
      "### Transactions involved",
      "### Affected addresses",
      "### Movement of funds",
      "### What is known of the attacker",
    ];
    for (const heading of heads) expect(section(log, heading)).toMatch(/^\|.*\|\n\|(?:---\|)+$/m);
    const noted = seal.play([
      2,
      {
        do: "note-address",
        address: `0x${"ab".repeat(20)}`,
        chain: "ethereum",
        what: "DAI vault",
        status: "saved",
      },
    ]).incident;
    expect(section(seal.textOf(noted, "incident-log"), "### Affected addresses")).toContain(
      `| 0x${"ab".repeat(20)} | ethereum | DAI vault | saved |`,
    );
    expect(section(log, "### Affected addresses")).toContain(
      "At Risk, Impacted, Paused, Saved, Needs Review, Uncertain",
    );
  });
});

describe("PCI", () => {
  const pci = under("pci", "Severity 1");
  const { incident } = pci.play([2, { do: "take-role", role: "commander" }], ...worked);
  const mitigated = { ...incident, mitigation: { what: "revoked the key", verified: "no calls", by: ada } };

  test("S3-72: the summary report says what happened, how bad it was, who responded, and leads to the others", () => {
    const report = pci.textOf(incident, "summary-report");
    expect(section(report, "## What happened")).toContain("Nobody can withdraw.");
    expect(section(report, "## Who responded")).toContain("- Incident commander: ada, from 09:02 UTC");
    expect(
      section(report, "## The other documents").match(/\]\(\/incidents\/2026-01-05-withdrawals-fail\//g),
    ).toHaveLength(4);
  });

  test("S3-6, S3-9: it tells how soon it was identified and contained, and leads from recovery to analysis", () => {
    const report = pci.textOf(incident, "summary-report");
    expect(section(report, "## Identification and containment")).toContain("- Time to detection: 20 min");
    expect(section(report, "## Identification and containment")).toContain(
      "- From detection to containment: unknown",
    );
    expect(section(report, "## The other documents")).toContain("[Root cause analysis]");
  });

  test("S3-73, S3-57: the timeline of events holds everything that was recorded, in one log", () => {
    const text = pci.textOf(incident, "timeline");
    expect(section(text, "## Main times")).toContain("- about 2026-01-05 08:40 UTC: it began");
    expect(section(text, "## What was recorded")).toContain(
      "- 09:03 UTC - ada: the feed stopped at a failover",
    );
  });

  test("S3-74, S3-51: the root cause has an analysis of its own", () => {
    const text = pci.textOf(incident, "root-cause");
    expect(text).toContain("**Root cause:** no second feed");
    expect(section(text, "## Entry point and attack vector")).not.toBe("");
  });

  test("S3-52: gaps in detection or response are asked for, beside the figures", () => {
    const gaps = section(pci.textOf(incident, "root-cause"), "## Gaps in detection or response");
    expect(gaps).toContain("- Time to detection: 20 min");
    expect(gaps).toContain("- From detection to somebody in charge: 2 min");
    expect(gaps).toContain("_What should have shown it earlier?");
  });

  test("S3-75: what was done is listed, with who and how it was verified", () => {
    const text = pci.textOf(mitigated, "remediation");
    expect(section(text, "## Actions taken")).toContain("ada: revoked the key (verified: no calls)");
    expect(section(text, "## Tasks")).toContain("T1 read the logs");
  });

  test("S3-76: recommendations are corrective actions with owner and date, and documents and controls to update", () => {
    const text = pci.textOf(incident, "recommendations");
    expect(section(text, "## Corrective actions")).toContain("- [ ] add a second feed, cy, 2026-02-01");
    expect(section(text, "## Documentation and controls to update")).toContain("- [ ] Access controls");
  });
});

describe("TrustLedger", () => {
  const trustledger = under("trustledger", "P0");
  const { incident } = trustledger.play([2, { do: "take-role", role: "commander" }], ...worked);

  test("S4-70, S4-126: the post-incident report holds findings, root cause, impact and prevention", () => {
    const report = trustledger.textOf(incident, "findings");
    expect(section(report, "## Root Cause")).toContain("no second feed");
    expect(section(report, "## Impact")).toContain("**Financial impact:** unknown");
    expect(section(report, "## Findings")).not.toBe("");
    expect(section(report, "## Prevention")).toContain("add a second feed, cy, 2026-02-01");
  });

  test("S4-80: decisions stand with their reasons, and actions with whoever did them", () => {
    const log = trustledger.textOf(incident, "incident-log");
    expect(section(log, "## Decisions")).toBe(
      "- 09:05 UTC, ada: Decision: pause withdrawals, because nobody can lose more",
    );
    expect(section(log, "## Tasks")).toContain("T1 read the logs");
  });

  test("S4-123: the detailed log holds every entry with its time, and the evidence", () => {
    const log = trustledger.textOf(incident, "incident-log");
    expect(section(log, "## Log").match(/^- \d{2}:\d{2} UTC - /gm)!.length).toBe(
      incident.timeline.filter(({ kind }) => kind !== "reminder").length,
    );
    expect(section(log, "## Evidence and chain of custody")).not.toBe("");
  });

  test("S4-73: a report for users is drafted without names, and says that it must be approved", () => {
    const report = trustledger.textOf(incident, "public-report");
    expect(report).toContain("have it approved before it is published");
    expect(report).not.toMatch(/\bada\b|\bbo\b|\bcy\b/);
  });
});

test("B18, S0-73, S1-37: an action item without an owner or without a due date is refused, with what to write", () => {
  const atrium = under("atrium", "P1");
  const { incident } = atrium.play();
  const ask = (owner: typeof bo | null, due: string): string => {
    const command: Command = { do: "add-action", text: "add a second feed", owner, due };
    const decided = decide(incident, { command, actor: by(ada) }, atrium, at(3));
    return decided.ok ? "taken" : explain(decided.refused);
  };
  expect(ask(null, "3d")).toContain("needs an owner");
  expect(ask(bo, "")).toContain("Write it as `2026-12-01`");
  expect(ask(bo, "soon")).toContain("or as days from now like `3d`");
  expect(ask(bo, "3d")).toBe("taken");
});
