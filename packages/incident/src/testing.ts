import { atrium, policySchema, type Policy } from "@muster/policy";
import type { Command, Declaration } from "./command.ts";
import { commsExamples } from "./comms/testing.ts";
import { decide } from "./decide.ts";
import { cleanDeclaration, declare } from "./declare.ts";
import type { EventBody, IncidentEvent } from "./event.ts";
import { evolve } from "./evolve.ts";
import type { Incident } from "./incident.ts";
import type { Actor, Person } from "./person.ts";
import { explain } from "./explain.ts";
import type { Setting } from "./setting.ts";

/** 09:00 UTC on a quiet Monday. Tests speak in minutes after it. */
export const at = (minutes: number): Date => new Date(Date.UTC(2026, 0, 5, 9, minutes));

export const policy: Policy = policySchema.parse(atrium);

export const person = (name: string): Person => ({
  name,
  discord: `10000000000000${name.charCodeAt(0)}${name.length}`,
  github: name,
});
export const ada = person("ada");
export const bo = person("bo");
export const cy = person("cy");
export const eve = person("eve");

export const setting: Setting = { policy, policyVersion: "v1", onCall: [ada, bo] };

/** A responder who speaks in Discord, outside the incident's channel. */
export function by(who: Person, change: Partial<Actor> = {}): Actor {
  return { person: who, via: "discord", isResponder: true, groups: [], inRoom: false, ...change };
}

export const clock: Actor = by({ name: "Muster", discord: null, github: null }, { via: "timer" });

export function aDeclaration(change: Partial<Declaration> = {}): Declaration {
  return {
    title: "Withdrawals fail",
    description: null,
    level: "P1",
    source: { kind: "command", ref: null, url: null, name: null },
    detectedAt: null,
    signals: [],
    isDrill: false,
    ...change,
  };
}

/** What has happened to an incident, and where that leads. */
export type Story = { incident: Incident; events: IncidentEvent[] };

/** A declared incident at minute 0, by ada. Throws when the declaration is refused: the test itself is wrong then. */
export function declared(
  change: Partial<Declaration> = {},
  options: { setting?: Setting; actor?: Actor } = {},
): Story {
  const identity = {
    id: "inc-id-1",
    workspaceId: "acme",
    ref: "INC-1",
    date: "2026-01-05",
    slug: "withdrawals-fail",
  };
  const actor = options.actor ?? by(ada);
  const said = declare(
    cleanDeclaration(aDeclaration(change)),
    identity,
    actor,
    options.setting ?? setting,
    at(0),
  );
  if (!said.ok) throw new Error(explain(said.refused));
  return record(null, said.value, actor, at(0));
}

/** Plays a story and returns where it ends. Throws if a step is refused: the story itself is wrong. */
export function play(start: Story, ...steps: [minute: number, command: Command, actor?: Actor][]): Story {
  return steps.reduce((story, [minute, command, actor = by(ada)]) => {
    const decided = decide(story.incident, { command, actor }, setting, at(minute));
    if (!decided.ok)
      throw new Error(`${command.do} at ${minute} min was refused: ${explain(decided.refused)}`);
    return record(story, decided.value, actor, at(minute));
  }, start);
}

/** The same events, numbered and stamped as the engine would. */
export function record(story: Story | null, bodies: EventBody[], actor: Actor, now: Date): Story {
  let incident = story?.incident ?? null;
  const events = [...(story?.events ?? [])];
  for (const body of bodies) {
    const { person: who, via, inRoom } = actor;
    const event: IncidentEvent = {
      ...body,
      seq: (incident?.seq ?? 0) + 1,
      at: now.toISOString(),
      by: who,
      via,
      inRoom,
    };
    incident = evolve(incident, event);
    events.push(event);
  }
  if (incident === null) throw new Error("Nothing happened.");
  return { incident, events };
}

/** One sensible example of every command. */
export const examples: { [Name in Command["do"]]: Extract<Command, { do: Name }> } = {
  restrict: { do: "restrict", reason: "the hole is open" },
  "lift-restriction": { do: "lift-restriction", reason: "the fix is out" },
  "give-access": { do: "give-access", to: cy, reason: "knows the relay" },
  "take-access": { do: "take-access", from: cy, reason: "off duty" },
  "ask-access": { do: "ask-access", reason: "I wrote that code" },
  "grant-access": { do: "grant-access", who: "1" },
  "refuse-access": { do: "refuse-access", who: "1" },
  "write-disclosure": {
    do: "write-disclosure",
    text: "On 5 January an unchecked return value could be used. Nothing was lost.",
    on: "10d",
  },
  "confirm-redactions": { do: "confirm-redactions", version: 1 },
  "approve-disclosure": { do: "approve-disclosure", version: 1 },
  "withdraw-disclosure": { do: "withdraw-disclosure", reason: "the date moved" },
  "stop-filing": { do: "stop-filing", repo: "acme/security" },
  "change-severity": { do: "change-severity", level: "P0", reason: "funds are leaving" },
  "offer-role": { do: "offer-role", role: "scribe", to: cy },
  "accept-role": { do: "accept-role", role: "commander" },
  "decline-role": { do: "decline-role", role: "commander" },
  "take-role": { do: "take-role", role: "scribe" },
  "leave-role": { do: "leave-role", role: "commander" },
  "give-task": {
    do: "give-task",
    text: "restart the relay",
    to: cy,
    minutes: 10,
    kind: "fix",
    reason: null,
  },
  "take-task": { do: "take-task", task: "T1" },
  "finish-task": { do: "finish-task", task: "T1", result: "it answers again" },
  "drop-task": { do: "drop-task", task: "T1", reason: "I lack the key" },
  "extend-task": { do: "extend-task", task: "T1", minutes: 10 },
  note: { do: "note", text: "pool drained by 4 %", saidBy: null, saidAt: null, url: null, attachments: [] },
  correct: { do: "correct", seq: 1, text: "it began at 08:40" },
  decide: { do: "decide", text: "pause the bridge", reason: "stops the loss" },
  update: { do: "update", text: "still looking" },
  "find-root-cause": { do: "find-root-cause", text: "an unchecked return value" },
  mitigate: { do: "mitigate", what: "paused the bridge", verified: "no transfer in 5 blocks" },
  resolve: { do: "resolve", summary: "fixed and deployed" },
  reopen: { do: "reopen", reason: "it is back" },
  dismiss: { do: "dismiss", reason: "a test alert" },
  merge: { do: "merge", into: { id: "inc-id-2", ref: "INC-2" }, asked: "INC-2" },
  absorb: { do: "absorb", ref: "INC-3", title: "The same" },
  "request-hotfix": { do: "request-hotfix" },
  "add-action": { do: "add-action", text: "check return values", owner: bo, due: "3d" },
  "complete-action": { do: "complete-action", action: "A1" },
  "reopen-action": { do: "reopen-action", action: "A1" },
  "move-action": { do: "move-action", action: "A1", status: "blocked", reason: "waits for the audit" },
  "assign-action": { do: "assign-action", action: "A1", owner: cy },
  "schedule-action": { do: "schedule-action", action: "A1", due: "9d" },
  "reword-action": { do: "reword-action", action: "A1", text: "check every return value" },
  "classify-action": { do: "classify-action", action: "A1", kind: "test" },
  "gate-action": { do: "gate-action", action: "A1", gate: true },
  "snooze-action": { do: "snooze-action", action: "A1", until: "5d", reason: "after the release" },
  "untrack-action": {
    do: "untrack-action",
    action: "A1",
    said: { at: "2026-01-05T09:30:00.000Z", where: "tracker", url: null },
  },
  "report-signals": {
    do: "report-signals",
    signals: [
      {
        key: "alertmanager:ab",
        title: "RpcDown",
        state: "firing",
        startedAt: "2026-01-05T08:58:00.000Z",
        url: null,
      },
    ],
  },
  "give-feedback": {
    do: "give-feedback",
    question: "response",
    answer: "yes",
    action: "write down who pauses the bridge",
    owner: bo,
    due: "3d",
  },
  "confirm-quiet": { do: "confirm-quiet", note: null },
  "report-recurrence": { do: "report-recurrence", what: "withdrawals fail again" },
  "link-recurrence": { do: "link-recurrence", of: { id: "inc-id-3", ref: "INC-3" }, asked: "INC-3" },
  "note-recurrence": { do: "note-recurrence", ref: "INC-9", title: "Withdrawals fail again" },
  "schedule-meeting": {
    do: "schedule-meeting",
    at: "2026-01-08 14:00",
    facilitator: cy,
    attendees: "ada, bo",
  },
  "hold-meeting": { do: "hold-meeting", attendees: "ada, bo", points: "alert on pool size" },
  "note-lookalikes": {
    do: "note-lookalikes",
    found: [
      {
        id: "inc-id-12",
        ref: "INC-12",
        title: "Withdrawals stuck",
        shared: { alert: null, kind: null, services: ["vault"], words: ["withdrawals", "bridge"] },
        postmortem: "https://github.com/acme/protocol/pull/9",
        item: { id: "A1", text: "alert on pool size", owner: bo, due: "2026-01-03" },
        openItems: 1,
      },
    ],
  },
  "reject-lookalike": { do: "reject-lookalike", of: "INC-12" },
  "snooze-ask": { do: "snooze-ask", ask: "Q1", span: "2h" },
  "dismiss-ask": { do: "dismiss-ask", ask: "Q1", reason: "told by phone" },
  "restore-ask": { do: "restore-ask", ask: "Q1" },
  "stand-up": { do: "stand-up", done: "patched", next: "deploy", blocked: null },
  "publish-postmortem": { do: "publish-postmortem", url: "https://github.com/acme/protocol/pull/7" },
  "add-evidence": {
    do: "add-evidence",
    what: "Access log of the bridge",
    source: "bridge-1",
    collectedAt: null,
    sha256: null,
    place: "vault/bridge-1.log",
  },
  "keep-entry": { do: "keep-entry", seq: 1, place: null },
  "record-interview": { do: "record-interview", who: "cy", notes: "The alert looked like noise." },
  "complete-evidence": { do: "complete-evidence", item: "E1", sha256: "ab".repeat(32), place: null },
  "correct-evidence": { do: "correct-evidence", item: "E1", text: "it is of bridge-2" },
  "hand-evidence": { do: "hand-evidence", item: "E1", to: bo, reason: "for analysis", place: null },
  "hand-evidence-outside": {
    do: "hand-evidence-outside",
    item: "E1",
    to: "Officer Kay",
    reason: "asked for by the police",
    place: null,
  },
  "take-evidence": { do: "take-evidence", item: "E1", reason: "ada is on a plane", place: null },
  "receive-evidence": { do: "receive-evidence", item: "E1" },
  "decline-evidence": { do: "decline-evidence", item: "E1" },
  "skip-preserving": { do: "skip-preserving", reason: "the host is gone already" },
  "place-hold": { do: "place-hold", authority: "Counsel", reason: "a claim is likely", until: null },
  "lift-hold": { do: "lift-hold", hold: "H1", reason: "the claim is settled" },
  "set-anchor": {
    do: "set-anchor",
    anchor: "became-aware",
    facts: "the export of all users was downloaded",
    since: null,
  },
  "decide-report": { do: "decide-report", answer: "yes", reason: "personal data is involved" },
  "watch-clock": { do: "watch-clock", clock: "gdpr-33" },
  "submit-report": {
    do: "submit-report",
    clock: "gdpr-33",
    reference: "BfDI 4711",
    place: null,
    submittedAt: null,
    reason: null,
  },
  "close-report": {
    do: "close-report",
    clock: "gdpr-33",
    outcome: "not-applicable",
    reason: "no personal data was touched",
  },
  "extend-report": {
    do: "extend-report",
    clock: "gdpr-33",
    authority: "BfDI",
    reason: "holidays",
    until: "2026-02-01",
  },
  "fire-timer": { do: "fire-timer", name: "update" },
  "note-transaction": {
    do: "note-transaction",
    hash: "0x1212121212121212121212121212121212121212121212121212121212121212",
    chain: "ethereum",
    what: "drains the vault",
  },
  "note-address": {
    do: "note-address",
    address: "0xabababababababababababababababababababab",
    chain: null,
    what: "vault",
    status: "at-risk",
  },
  "note-movement": {
    do: "note-movement",
    origin: "0xabababababababababababababababababababab",
    destination: "0xcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
    amount: "11,000,000 DAI",
    hash: null,
    recovery: null,
  },
  "note-attacker": {
    do: "note-attacker",
    address: "0xcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
    fundedBy: null,
    known: "funded through a mixer",
  },
  "note-work": {
    do: "note-work",
    work: {
      is: "pull",
      number: 12,
      title: "Check return values",
      url: "https://github.com/acme/protocol/pull/12",
      state: "open",
      branch: "hotfix/incident-2026-01-05",
      mergedAs: null,
      isHotfix: true,
      reverts: null,
      at: "2026-01-05T09:10:00Z",
    },
  },
  "note-suspects": {
    do: "note-suspects",
    found: {
      from: "2026-01-05T07:00:00.000Z",
      until: "2026-01-05T09:00:00.000Z",
      list: [
        {
          is: "commit",
          id: "a".repeat(40),
          title: "Cache return values",
          by: "bo",
          at: "2026-01-05T08:40:00Z",
          url: "https://github.com/acme/protocol/commit/aaaaaaa",
        },
      ],
      more: 0,
      unread: [],
    },
  },
  "look-for-suspects": { do: "look-for-suspects" },
  "set-time": { do: "set-time", time: "started", at: "2026-01-05 08:40", isAbout: true },
  "tick-steps": { do: "tick-steps", steps: ["preview-checked"], note: null, owner: null, due: null },
  "untick-step": { do: "untick-step", step: "channel-created", reason: "it is the wrong channel" },
  "skip-step": { do: "skip-step", step: "preview-checked", reason: "there is no preview of a contract" },
  "enter-phase": { do: "enter-phase", phase: "mitigate", reason: null },
  "open-runbook": { do: "open-runbook", runbook: "third-party-outage" },
  "close-runbook": { do: "close-runbook", runbook: "third-party-outage" },
  "confirm-fix": { do: "confirm-fix", note: "withdrawals go through" },
  ...commsExamples,
  classify: { do: "classify", criteria: ["P0/key-compromise"] },
  "say-level": { do: "say-level", level: "P0" },
  "set-kind": { do: "set-kind", kind: "exploit" },
  "set-found-by": { do: "set-found-by", how: "bug-bounty", ref: "report 42" },
  "answer-question": { do: "answer-question", question: "scope", answer: "the vault", note: null },
  "note-service": { do: "note-service", name: "Vault", impact: "no withdrawals", isCritical: true },
  "note-funds": { do: "note-funds", state: "at-risk", amount: "12", asset: "ETH", valuedAt: null },
  "note-option": { do: "note-option", what: "pause the vault", speed: "minutes", risk: "low" },
  raise: { do: "raise", rule: "critical" },
  "join-drill": { do: "join-drill" },
  "leave-drill": { do: "leave-drill" },
  "begin-drill": { do: "begin-drill" },
  "end-drill": { do: "end-drill" },
  "abort-drill": { do: "abort-drill", reason: "a real incident" },
  "take-gaps": {
    do: "take-gaps",
    gaps: [{ about: "handover", text: "Name a deputy for whoever leads" }],
    owner: bo,
    due: "30d",
  },
  "answer-rollcall": { do: "answer-rollcall" },
  call: { do: "call", whom: "decision-makers", reason: "the pause costs money" },
  "answer-call": { do: "answer-call", call: "C1", who: null },
  "set-bridge": { do: "set-bridge", link: "https://meet.example.org/inc" },
  "record-packet": { do: "record-packet", to: "seal-911", note: null },
};
