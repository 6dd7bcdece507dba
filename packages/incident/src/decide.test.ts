import { describe, expect, test } from "vitest";
import type { Command } from "./command.ts";
import { decide } from "./decide.ts";
import { statuses, type Incident, type Status } from "./incident.ts";
import { explain } from "./explain.ts";
import { ada, at, bo, by, cy, declared, eve, examples, play, setting } from "./testing.ts";

// Written out by hand on purpose: a test that read `allowedIn` would agree with any mistake in it.
const active: Status[] = ["open", "mitigated"];
const notOver: Status[] = ["open", "mitigated", "resolved"];
const notMerged: Status[] = ["open", "mitigated", "resolved", "closed", "dismissed"];
const real: Status[] = ["open", "mitigated", "resolved", "closed"];
const agreed: Record<Command["do"], readonly Status[]> = {
  "change-severity": notOver,
  "offer-role": notOver,
  "accept-role": notOver,
  "decline-role": notOver,
  "take-role": notOver,
  "leave-role": notOver,
  "give-task": active,
  "take-task": active,
  "finish-task": notOver,
  "drop-task": notOver,
  "extend-task": active,
  note: notMerged,
  correct: notMerged,
  decide: real,
  update: active,
  "find-root-cause": real,
  mitigate: ["open"],
  resolve: active,
  reopen: ["mitigated", "resolved", "closed", "dismissed"],
  dismiss: active,
  merge: active,
  absorb: real,
  "request-hotfix": active,
  "add-action": real,
  "complete-action": real,
  "reopen-action": real,
  "move-action": real,
  "assign-action": real,
  "schedule-action": real,
  "reword-action": real,
  "classify-action": real,
  "gate-action": real,
  "snooze-action": real,
  "untrack-action": real,
  "report-signals": statuses,
  "publish-postmortem": real,
  "add-evidence": statuses,
  "keep-entry": statuses,
  "record-interview": statuses,
  "complete-evidence": statuses,
  "correct-evidence": statuses,
  "hand-evidence": statuses,
  "hand-evidence-outside": statuses,
  "take-evidence": statuses,
  "receive-evidence": statuses,
  "decline-evidence": statuses,
  "skip-preserving": active,
  "place-hold": statuses,
  "lift-hold": statuses,
  "set-anchor": statuses,
  "decide-report": statuses,
  "watch-clock": statuses,
  "submit-report": statuses,
  "close-report": statuses,
  "extend-report": statuses,
  "give-feedback": real,
  "confirm-quiet": ["resolved", "closed"],
  "report-recurrence": ["mitigated", "resolved", "closed"],
  "link-recurrence": real,
  "note-recurrence": notMerged,
  "schedule-meeting": ["mitigated", "resolved", "closed"],
  "hold-meeting": ["resolved", "closed"],
  "snooze-ask": real,
  "dismiss-ask": real,
  "restore-ask": real,
  "stand-up": active,
  "fire-timer": statuses,
  "set-time": real,
  "note-transaction": real,
  "note-address": real,
  "note-movement": real,
  "note-attacker": real,
  "tick-steps": real,
  "untick-step": real,
  "skip-step": real,
  "enter-phase": notOver,
  "open-runbook": notOver,
  "close-runbook": real,
  "confirm-fix": ["mitigated"],
  "draft-public": notMerged,
  "edit-public": notMerged,
  "set-public-mention": notMerged,
  "confirm-claim": notMerged,
  "approve-public": notMerged,
  "reject-public": notMerged,
  "publish-public": notMerged,
  "record-publication": notMerged,
  "withdraw-public": notMerged,
  "tell-downtime": real,
  "decide-sharing": real,
  classify: notOver,
  "say-level": notOver,
  "set-kind": notOver,
  "set-found-by": real,
  "answer-question": real,
  "note-service": notOver,
  "note-funds": real,
  "note-option": notOver,
  raise: notOver,
  call: notOver,
  "answer-call": notOver,
  "set-bridge": notOver,
  "record-packet": notOver,
  restrict: [...statuses],
  "lift-restriction": [...statuses],
  "give-access": [...statuses],
  "take-access": [...statuses],
  "ask-access": [...statuses],
  "grant-access": [...statuses],
  "refuse-access": [...statuses],
  "stop-filing": [...statuses],
  "write-disclosure": ["resolved", "closed"],
  "confirm-redactions": ["resolved", "closed"],
  "approve-disclosure": ["resolved", "closed"],
  "withdraw-disclosure": ["resolved", "closed"],
  "note-work": ["open", "mitigated", "resolved", "closed"],
  "note-suspects": ["open", "mitigated", "resolved", "closed"],
  "note-lookalikes": ["open", "mitigated", "resolved", "closed"],
  "reject-lookalike": ["open", "mitigated", "resolved", "closed"],
  "join-drill": real,
  "leave-drill": real,
  "begin-drill": real,
  "end-drill": real,
  "abort-drill": real,
  "take-gaps": real,
  "answer-rollcall": real,
  "look-for-suspects": ["open", "mitigated", "resolved", "closed"],
};

const withAction = play(declared(), [1, examples["add-action"]]).incident;
const inStatus = (status: Status): Incident => ({ ...withAction, status });

describe.each(Object.values(examples))("$do", (command) => {
  test.each(statuses)("while %s", (status) => {
    const decided = decide(inStatus(status), { command, actor: by(ada) }, setting, at(5));
    const isRefusedByStatus = !decided.ok && decided.refused.because === "wrong-status";
    expect(!isRefusedByStatus).toBe(agreed[command.do].includes(status));
  });

  test("by somebody who is no responder", () => {
    const decided = decide(withAction, { command, actor: by(eve, { isResponder: false }) }, setting, at(5));
    // Asking to be let in is for those who are not in, and is never told apart from asking for nothing.
    expect(decided).toMatchObject(command.do === "ask-access" ? { ok: true, value: [] } : { ok: false });
  });
});

test("a wrong moment says what to do instead", () => {
  const over = play(declared(), [10, examples.mitigate], [20, examples.resolve]).incident;
  const decided = decide(over, { command: examples.mitigate, actor: by(ada) }, setting, at(30));
  expect(decided.ok).toBe(false);
  if (!decided.ok)
    expect(explain(decided.refused)).toBe("INC-1 is already resolved. If it is back, use /incident reopen.");
});

describe("severity", () => {
  test("unsure takes the highest", () => {
    const raised = play(declared({ level: "P2" }), [
      1,
      { do: "change-severity", level: "unsure", reason: null },
    ]);
    expect(raised.incident.severity).toEqual({ policyId: "atrium", levelId: "P0", rank: 1 });
  });

  test("raising is one click, lowering asks for a reason", () => {
    const lower = { do: "change-severity", level: "P2", reason: null } as const;
    const refused = decide(declared().incident, { command: lower, actor: by(ada) }, setting, at(1));
    expect(refused).toEqual({
      ok: false,
      refused: { because: "lowering-needs-reason", from: "P1", to: "P2" },
    });
    expect(play(declared(), [1, { ...lower, level: "p0" }]).incident.severity?.levelId).toBe("P0");
    expect(play(declared(), [1, { ...lower, reason: "one user" }]).incident.severity?.levelId).toBe("P2");
  });

  test("a level that the policy does not have is answered with those it has", () => {
    const command = { do: "change-severity", level: "SEV1", reason: null } as const;
    const decided = decide(declared().incident, { command, actor: by(ada) }, setting, at(1));
    if (decided.ok) throw new Error("was not refused");
    expect(explain(decided.refused)).toContain("`P0`, `P1`, `P2`, `P3`");
  });

  test("S1-7: the matched criterion is kept with the severity, in the policy's words", () => {
    const event = declared({ level: "P0" }).events[1];
    expect(event).toMatchObject({
      type: "severity-set",
      criterion: "Fund loss or unauthorized admin action",
    });
  });
});

describe("roles", () => {
  test("S1-8: the person on call is offered command, and nobody has it before they accept", () => {
    const story = declared();
    expect(story.incident.roles["commander"]).toMatchObject({ holder: null, offer: { to: ada } });
    const accepted = play(story, [2, examples["accept-role"]]);
    expect(accepted.incident.roles["commander"]).toMatchObject({ holder: ada, offer: null });
    expect(accepted.incident.anchors.acknowledged?.at).toBe(at(2).toISOString());
  });

  test("only the named person accepts an offer", () => {
    const decided = decide(
      declared().incident,
      { command: examples["accept-role"], actor: by(bo) },
      setting,
      at(1),
    );
    expect(decided).toMatchObject({ ok: false, refused: { because: "offer-for-another", to: "ada" } });
  });

  test("the named person accepts even without the responder role", () => {
    const offered = play(declared(), [1, { do: "offer-role", role: "scribe", to: eve }]);
    const accepted = play(offered, [
      2,
      { do: "accept-role", role: "scribe" },
      by(eve, { isResponder: false }),
    ]);
    expect(accepted.incident.roles["scribe"]?.holder).toEqual(eve);
  });

  test("a handover leaves the role where it is until the next person accepts, and the history is kept", () => {
    const held = play(declared(), [1, examples["accept-role"]]);
    const pending = play(held, [5, { do: "offer-role", role: "commander", to: bo }]);
    expect(pending.incident.roles["commander"]?.holder).toEqual(ada);
    const handed = play(pending, [6, examples["accept-role"], by(bo)]);
    expect(handed.incident.roles["commander"]?.holder).toEqual(bo);
    expect(handed.incident.timeline.at(-1)?.text).toBe("bo is Incident commander, handed over by ada");
  });

  test("B3: a role that somebody takes over without its holder's word is not called a handover", () => {
    const held = play(declared(), [1, examples["accept-role"]]);
    const asked = play(held, [5, { do: "offer-role", role: "commander", to: bo }, by(bo)]);
    const taken = play(asked, [6, examples["accept-role"], by(bo)]);
    expect(taken.incident.timeline.at(-1)?.text).toBe("bo is Incident commander, taken over from ada");
  });

  test("a declined offer goes to the next person on call", () => {
    const declined = play(declared(), [1, examples["decline-role"]]);
    expect(declined.incident.roles["commander"]).toMatchObject({
      holder: null,
      offer: { to: bo, ladderStep: 1 },
    });
  });

  test("a free role can be taken, a held one cannot", () => {
    const taken = play(declared(), [1, examples["take-role"], by(cy)]);
    expect(taken.incident.roles["scribe"]?.holder).toEqual(cy);
    const decided = decide(taken.incident, { command: examples["take-role"], actor: by(bo) }, setting, at(2));
    expect(decided).toMatchObject({ ok: false, refused: { because: "role-held", by: "cy" } });
  });

  test("pressing the same button twice changes nothing", () => {
    const accepted = play(declared(), [1, examples["accept-role"]]).incident;
    expect(decide(accepted, { command: examples["accept-role"], actor: by(ada) }, setting, at(2))).toEqual({
      ok: true,
      value: [],
    });
  });
});

test("a merged incident says where to go on", () => {
  const merged = play(declared(), [1, { do: "merge", into: { id: "other", ref: "INC-7" }, asked: "INC-7" }]);
  const decided = decide(merged.incident, { command: examples.note, actor: by(ada) }, setting, at(2));
  if (decided.ok) throw new Error("was not refused");
  expect(explain(decided.refused)).toBe("INC-1 is merged into INC-7. Go on there.");
});

describe("texts", () => {
  const key = `0x${"4f".repeat(32)}`;

  test("S1-22: a hash that may be a key is refused, with how to write a hash", () => {
    const text = `0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318`;
    const command = { ...examples.note, text: `key ${text}` };
    const keyRefused = decide(declared().incident, { command, actor: by(ada) }, setting, at(1));
    if (keyRefused.ok) throw new Error("was not refused");
    expect(explain(keyRefused.refused)).toContain("a secret (private key), so");
    expect(explain(keyRefused.refused)).toContain("If it is a transaction hash");
  });

  test("S1-22: a pasted key is refused, and no word of it is in the refusal", () => {
    const command = { ...examples.note, text: `use private key ${key}` };
    const decided = decide(declared().incident, { command, actor: by(ada) }, setting, at(1));
    expect(decided).toMatchObject({ ok: false, refused: { because: "secret" } });
    expect(JSON.stringify(decided)).not.toContain("4f4f");
  });

  test("S1-22: a declaration is kept without the key that was pasted into it", () => {
    const { incident } = declared({ title: `leaked ${key}`, description: `the private key is ${key}` });
    expect(JSON.stringify(incident)).not.toContain("4f4f");
    expect(incident.title).toContain("withheld");
  });

  test("an empty text says which one", () => {
    const command = { ...examples.mitigate, verified: "  " };
    expect(decide(declared().incident, { command, actor: by(ada) }, setting, at(1))).toEqual({
      ok: false,
      refused: { because: "empty", field: "verified" },
    });
  });

  test("a long text says how long it may be", () => {
    const command = { ...examples.update, text: "x".repeat(4_001) };
    expect(decide(declared().incident, { command, actor: by(ada) }, setting, at(1))).toMatchObject({
      refused: { because: "too-long", max: 4_000, length: 4_001 },
    });
  });
});

describe("actions", () => {
  test("S1-37: an action item has a text, an owner and a due date, or it is not one", () => {
    const refused = (change: object): unknown => {
      const command = { ...examples["add-action"], ...change };
      const decided = decide(declared().incident, { command, actor: by(ada) }, setting, at(1));
      return decided.ok ? "taken" : decided.refused.because;
    };
    expect(refused({ owner: null })).toBe("owner-missing");
    expect(refused({ due: "soon" })).toBe("due-unreadable");
    expect(refused({ due: "2026-01-04" })).toBe("due-past");
    expect(refused({ due: "2026-02-30" })).toBe("due-unreadable");
    expect(refused({ text: "" })).toBe("empty");
    expect(refused({ due: "2026-01-05" })).toBe("taken");
  });

  test("days ahead become a date", () => {
    expect(withAction.actions[0]).toMatchObject({ id: "A1", due: "2026-01-08", owner: bo, done: false });
  });
});

describe("alerts", () => {
  const firing = examples["report-signals"].signals[0]!;

  test("the same alert again is no news", () => {
    const story = play(declared(), [1, examples["report-signals"]]);
    expect(play(story, [2, examples["report-signals"]]).events).toHaveLength(story.events.length);
  });

  test("a firing that is older than what is known is ignored", () => {
    const over = { ...firing, state: "over" as const, startedAt: "2026-01-05T09:05:00.000Z" };
    const story = play(declared(), [6, { do: "report-signals", signals: [over] }]);
    expect(play(story, [7, examples["report-signals"]]).incident.signals).toEqual([over]);
  });
});

test("S1-30: a resolution without a severity is refused, since nobody could say whether a postmortem is owed", () => {
  const decided = decide(
    declared({ level: null }).incident,
    { command: examples.resolve, actor: by(ada) },
    setting,
    at(9),
  );
  expect(decided).toEqual({ ok: false, refused: { because: "severity-missing", ref: "INC-1" } });
});

test("S1-31: a postmortem is due 48 hours after the resolution of a P0 or P1, and not for a P2", () => {
  const due = (level: string): string | undefined =>
    play(declared({ level }), [10, examples.resolve]).incident.postmortem?.dueAt;
  expect(due("P1")).toBe("2026-01-07T09:10:00.000Z");
  expect(due("P0")).toBe("2026-01-07T09:10:00.000Z");
  expect(due("P2")).toBeUndefined();
});

test("S1-40: publishing the postmortem closes a resolved incident", () => {
  const story = play(
    declared(),
    [10, examples.resolve],
    [20, examples["add-action"]],
    [60, examples["publish-postmortem"]],
  );
  expect(story.incident.status).toBe("closed");
  expect(story.incident.postmortem?.publishedAt).toBe(at(60).toISOString());
});

test("a merge into an unknown incident says so", () => {
  const command = { do: "merge", into: null, asked: "INC-99" } as const;
  const decided = decide(declared().incident, { command, actor: by(ada) }, setting, at(1));
  if (decided.ok) throw new Error("was not refused");
  expect(explain(decided.refused)).toContain("INC-99");
});
