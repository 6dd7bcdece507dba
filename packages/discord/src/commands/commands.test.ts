import type { APIInteraction } from "discord-api-types/v10";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { policy } from "@muster/incident/testing";
import type { Policy } from "@muster/policy";
import { roster } from "../views/role-sheet.ts";
import { taskList } from "../views/task-list.ts";
import { trainingPage } from "../views/training.ts";
import { assessment } from "../views/assessment.ts";
import { whoToCall } from "../views/call-who.ts";
import { classifyMessage } from "../views/classify.ts";
import { commands, findCommand } from "./all.ts";
import { keyOf } from "./definition.ts";
import { modalFor } from "./modal.ts";
import { readCommand, type Values } from "./read-command.ts";
import { readInteraction } from "./read-interaction.ts";
import { registration } from "./registration.ts";
import { isRegistered } from "./same-registration.ts";

const bo = { name: "bo", discord: "100000000000000001", github: null };

// Written out by hand: these names and options are a promise to people and to other programs.
const promised: Record<string, [given: Values, intent: unknown]> = {
  "incident.declare": [
    { title: "It broke", severity: "P1" },
    { ask: "declare", title: "It broke", description: null, level: "P1", foundBy: null, restricted: null },
  ],
  "incident.note": [
    { text: "hm" },
    {
      ask: "order",
      command: { do: "note", text: "hm", saidBy: null, saidAt: null, url: null, attachments: [] },
    },
  ],
  "incident.decision": [
    { text: "pause", reason: "loss" },
    { ask: "order", command: { do: "decide", text: "pause", reason: "loss" } },
  ],
  "incident.update": [{ text: "on it" }, { ask: "order", command: { do: "update", text: "on it" } }],
  "incident.root-cause": [
    { text: "typo" },
    { ask: "order", command: { do: "find-root-cause", text: "typo" } },
  ],
  "incident.correct": [
    { entry: "3", text: "at 9" },
    { ask: "order", command: { do: "correct", seq: 3, text: "at 9" } },
  ],
  "incident.severity": [
    { level: "P0", reason: "funds leave" },
    { ask: "order", command: { do: "change-severity", level: "P0", reason: "funds leave" } },
  ],
  "incident.mitigate": [
    { what: "rolled back", verified: "0 errors" },
    { ask: "order", command: { do: "mitigate", what: "rolled back", verified: "0 errors" } },
  ],
  "incident.resolve": [{ summary: "over" }, { ask: "order", command: { do: "resolve", summary: "over" } }],
  "incident.reopen": [{ reason: "back" }, { ask: "order", command: { do: "reopen", reason: "back" } }],
  "incident.dismiss": [{ reason: "test" }, { ask: "order", command: { do: "dismiss", reason: "test" } }],
  "incident.merge": [
    { into: "INC-2" },
    { ask: "order", command: { do: "merge", into: null, asked: "INC-2" } },
  ],
  "incident.role": [
    { role: "scribe", person: bo },
    { ask: "order", command: { do: "offer-role", role: "scribe", to: bo } },
  ],
  "incident.leave": [{ role: "scribe" }, { ask: "order", command: { do: "leave-role", role: "scribe" } }],
  "incident.roles": [{}, { ask: "look", at: roster }],
  "incident.sheet": [{ role: "scribe" }, { ask: "look-around", at: expect.any(Function) }],
  "muster.training": [{}, { ask: "look-around", at: trainingPage }],
  "task.give": [
    { text: "restart it", person: bo, minutes: "20", kind: "look", reason: "only they can" },
    {
      ask: "order",
      command: {
        do: "give-task",
        text: "restart it",
        to: bo,
        minutes: 20,
        kind: "look",
        reason: "only they can",
      },
    },
  ],
  "task.take": [{ task: "T1" }, { ask: "order", command: { do: "take-task", task: "T1" } }],
  "task.done": [
    { task: "T1", result: "it runs" },
    { ask: "order", command: { do: "finish-task", task: "T1", result: "it runs" } },
  ],
  "task.drop": [
    { task: "T1", reason: "no key" },
    { ask: "order", command: { do: "drop-task", task: "T1", reason: "no key" } },
  ],
  "task.more": [
    { task: "T1", minutes: "5" },
    { ask: "order", command: { do: "extend-task", task: "T1", minutes: 5 } },
  ],
  "task.list": [{}, { ask: "look", at: taskList }],
  "incident.hotfix": [{}, { ask: "order", command: { do: "request-hotfix" } }],
  "incident.list": [{}, { ask: "list" }],
  "incident.show": [{}, { ask: "show" }],
  "assess.severity": [{}, { ask: "look", at: classifyMessage }],
  "assess.show": [{}, { ask: "look", at: assessment }],
  "assess.kind": [{ kind: "exploit" }, { ask: "order", command: { do: "set-kind", kind: "exploit" } }],
  "assess.source": [
    { how: "bug-bounty", reference: "report 42" },
    { ask: "order", command: { do: "set-found-by", how: "bug-bounty", ref: "report 42" } },
  ],
  "assess.answer": [
    { question: "scope", answer: "the vault", note: "by its logs" },
    {
      ask: "order",
      command: { do: "answer-question", question: "scope", answer: "the vault", note: "by its logs" },
    },
  ],
  "assess.service": [
    { name: "Vault", impact: "no withdrawals", critical: "yes" },
    {
      ask: "order",
      command: { do: "note-service", name: "Vault", impact: "no withdrawals", isCritical: true },
    },
  ],
  "assess.funds": [
    { state: "lost", amount: "12", asset: "ETH", valued: "3,100 USD at 14:00" },
    {
      ask: "order",
      command: {
        do: "note-funds",
        state: "lost",
        amount: "12",
        asset: "ETH",
        valuedAt: "3,100 USD at 14:00",
      },
    },
  ],
  "assess.option": [
    { what: "pause", speed: "minutes", risk: "no withdrawals" },
    { ask: "order", command: { do: "note-option", what: "pause", speed: "minutes", risk: "no withdrawals" } },
  ],
  "call.who": [{}, { ask: "look-around", at: whoToCall }],
  "call.group": [
    { group: "legal", reason: "data is out" },
    { ask: "order", command: { do: "call", whom: "legal", reason: "data is out" } },
  ],
  "call.expert": [
    { domain: "frontend", reason: "the site asks for approvals" },
    { ask: "order", command: { do: "call", whom: "frontend", reason: "the site asks for approvals" } },
  ],
  "call.answered": [
    { call: "C1", person: bo },
    { ask: "order", command: { do: "answer-call", call: "C1", who: bo } },
  ],
  "call.bridge": [
    { link: "https://meet.example.org/a" },
    { ask: "order", command: { do: "set-bridge", link: "https://meet.example.org/a" } },
  ],
  "call.packet": [{}, { ask: "look", at: expect.any(Function) }],
  "muster.links": [{}, { ask: "look-around", at: expect.any(Function) }],
  "assess.time": [
    { which: "started", at: "2026-11-21 14:05", sure: "about" },
    {
      ask: "order",
      command: { do: "set-time", time: "started", at: "2026-11-21 14:05", isAbout: true },
    },
  ],
  "muster.not-needed": [
    { ask: "Q1", reason: "told by phone" },
    { ask: "order", command: { do: "dismiss-ask", ask: "Q1", reason: "told by phone" } },
  ],
  "review.show": [{}, { ask: "look", at: expect.any(Function) }],
  "review.feedback": [
    { question: "response", answer: "yes", action: "say who pauses", owner: bo, due: "3d" },
    {
      ask: "order",
      command: {
        do: "give-feedback",
        question: "response",
        answer: "yes",
        action: "say who pauses",
        owner: bo,
        due: "3d",
      },
    },
  ],
  "review.quiet": [{}, { ask: "order", command: { do: "confirm-quiet", note: null } }],
  "review.back": [
    { what: "it fails again" },
    { ask: "order", command: { do: "report-recurrence", what: "it fails again" } },
  ],
  "review.recurrence": [
    { of: "INC-2" },
    { ask: "order", command: { do: "link-recurrence", of: null, asked: "INC-2" } },
  ],
  "review.unrelated": [{ to: "INC-2" }, { ask: "order", command: { do: "reject-lookalike", of: "INC-2" } }],
  "review.meeting": [
    { at: "2d", facilitator: bo },
    { ask: "order", command: { do: "schedule-meeting", at: "2d", facilitator: bo, attendees: null } },
  ],
  "review.held": [
    { attendees: "ada, bo", points: "alert sooner" },
    { ask: "order", command: { do: "hold-meeting", attendees: "ada, bo", points: "alert sooner" } },
  ],
  "review.standup": [
    { done: "patched", next: "deploy" },
    { ask: "order", command: { do: "stand-up", done: "patched", next: "deploy", blocked: null } },
  ],
  "muster.asks": [{}, { ask: "look", at: expect.any(Function) }],
  "chain.tx": [
    {
      hash: "0x1212121212121212121212121212121212121212121212121212121212121212",
      what: "drains",
      chain: "ethereum",
    },
    {
      ask: "order",
      command: {
        do: "note-transaction",
        hash: "0x1212121212121212121212121212121212121212121212121212121212121212",
        chain: "ethereum",
        what: "drains",
      },
    },
  ],
  "chain.address": [
    { address: "0xabababababababababababababababababababab", status: "at-risk", what: "vault" },
    {
      ask: "order",
      command: {
        do: "note-address",
        address: "0xabababababababababababababababababababab",
        chain: null,
        what: "vault",
        status: "at-risk",
      },
    },
  ],
  "chain.funds": [
    {
      from: "0xabababababababababababababababababababab",
      to: "0xcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
      amount: "11 DAI",
    },
    {
      ask: "order",
      command: {
        do: "note-movement",
        origin: "0xabababababababababababababababababababab",
        destination: "0xcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
        amount: "11 DAI",
        hash: null,
        recovery: null,
      },
    },
  ],
  "chain.attacker": [
    {
      address: "0xcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
      "funded-by": "0xabababababababababababababababababababab",
    },
    {
      ask: "order",
      command: {
        do: "note-attacker",
        address: "0xcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
        fundedBy: "0xabababababababababababababababababababab",
        known: null,
      },
    },
  ],
  "action.add": [
    { text: "fix", owner: bo, due: "3d", kind: "test" },
    { ask: "order", command: { do: "add-action", text: "fix", owner: bo, due: "3d", kind: "test" } },
  ],
  "action.done": [{ action: "A1" }, { ask: "order", command: { do: "complete-action", action: "A1" } }],
  "action.reopen": [{ action: "A1" }, { ask: "order", command: { do: "reopen-action", action: "A1" } }],
  "action.status": [
    { action: "A1", status: "Blocked", reason: "waits for the audit" },
    {
      ask: "order",
      command: { do: "move-action", action: "A1", status: "blocked", reason: "waits for the audit" },
    },
  ],
  "action.assign": [
    { action: "A1", owner: bo },
    { ask: "order", command: { do: "assign-action", action: "A1", owner: bo } },
  ],
  "action.due": [
    { action: "A1", due: "5d" },
    { ask: "order", command: { do: "schedule-action", action: "A1", due: "5d" } },
  ],
  "action.reword": [
    { action: "A1", text: "check both" },
    { ask: "order", command: { do: "reword-action", action: "A1", text: "check both" } },
  ],
  "action.kind": [
    { action: "A1", kind: "runbook" },
    { ask: "order", command: { do: "classify-action", action: "A1", kind: "runbook" } },
  ],
  "action.gate": [
    { action: "A1", holds: "no" },
    { ask: "order", command: { do: "gate-action", action: "A1", gate: false } },
  ],
  "action.snooze": [
    { action: "A1", until: "2w", reason: "the release comes first" },
    {
      ask: "order",
      command: { do: "snooze-action", action: "A1", until: "2w", reason: "the release comes first" },
    },
  ],
  "action.list": [{}, { ask: "actions" }],
  "comms.draft": [
    {
      where: "Twitter",
      template: "first",
      text: "It is down",
      blocks: "next-update, x",
      "next-update": "1h",
    },
    {
      ask: "order",
      command: {
        do: "draft-public",
        where: "Twitter",
        template: "first",
        blocks: ["next-update", "x"],
        text: "It is down",
        nextUpdate: "1h",
      },
    },
  ],
  "comms.edit": [
    { draft: "D1", text: "It was down" },
    {
      ask: "order",
      command: { do: "edit-public", draft: "D1", text: "It was down", nextUpdate: null },
    },
  ],
  "comms.approve": [
    { draft: "D1.2", points: "verified,next" },
    { ask: "order", command: { do: "approve-public", draft: "D1.2", points: ["verified", "next"] } },
  ],
  "comms.reject": [
    { draft: "D1", reason: "wrong" },
    { ask: "order", command: { do: "reject-public", draft: "D1", reason: "wrong" } },
  ],
  "comms.confirm": [
    { draft: "D1", claim: "funds-safe", basis: "counted" },
    {
      ask: "order",
      command: { do: "confirm-claim", draft: "D1", claim: "funds-safe", basis: "counted" },
    },
  ],
  "comms.mention": [
    { draft: "D1", whom: "here" },
    { ask: "order", command: { do: "set-public-mention", draft: "D1", whom: "here" } },
  ],
  "comms.publish": [{ draft: "D1" }, { ask: "order", command: { do: "publish-public", draft: "D1" } }],
  "comms.record": [
    { draft: "D1", url: "https://x.com/acme/1", reached: "1200" },
    {
      ask: "order",
      command: { do: "record-publication", draft: "D1", url: "https://x.com/acme/1", reached: 1_200 },
    },
  ],
  "comms.withdraw": [
    { draft: "D1", reason: "not needed" },
    { ask: "order", command: { do: "withdraw-public", draft: "D1", reason: "not needed" } },
  ],
  "comms.show": [{ draft: "D1" }, { ask: "look", at: expect.any(Function) }],
  "comms.list": [{}, { ask: "look", at: expect.any(Function) }],
  "comms.downtime": [
    { since: "25m", until: "5m" },
    { ask: "order", command: { do: "tell-downtime", since: "25m", until: "5m" } },
  ],
  "comms.report": [
    { share: "public", redacted: "nothing" },
    {
      ask: "order",
      command: { do: "decide-sharing", share: "public", redacted: "nothing", reason: null },
    },
  ],
  "evidence.add": [
    { what: "Access log", source: "bridge-1", place: "vault", collected: "20m" },
    {
      ask: "order",
      command: {
        do: "add-evidence",
        what: "Access log",
        source: "bridge-1",
        sha256: null,
        place: "vault",
        collectedAt: "20m",
      },
    },
  ],
  "evidence.entry": [
    { entry: "12", place: "vault" },
    { ask: "order", command: { do: "keep-entry", seq: 12, place: "vault" } },
  ],
  "evidence.interview": [
    { who: "cy", saw: "a red light", did: "I paged bo" },
    {
      ask: "order",
      command: {
        do: "record-interview",
        who: "cy",
        notes:
          "How did it show itself to you, and when?\na red light\n\nHow did you decide what to do, and what did you do?\nI paged bo",
      },
    },
  ],
  "evidence.complete": [
    { item: "E1", sha256: "ab" },
    { ask: "order", command: { do: "complete-evidence", item: "E1", sha256: "ab", place: null } },
  ],
  "access.declare": [
    { title: "The relay can be drained", reason: "it still can", severity: "P0" },
    {
      ask: "declare",
      title: "The relay can be drained",
      description: null,
      level: "P0",
      foundBy: null,
      restricted: "it still can",
    },
  ],
  "access.invite": [
    { person: bo, reason: "wrote the relay" },
    { ask: "order", command: { do: "give-access", to: bo, reason: "wrote the relay" } },
  ],
  "access.remove": [
    { person: bo, reason: "off duty" },
    { ask: "order", command: { do: "take-access", from: bo, reason: "off duty" } },
  ],
  "access.request": [
    { reason: "I wrote the relay", which: "SEC-ABCD2345" },
    { ask: "access", reason: "I wrote the relay", which: "SEC-ABCD2345" },
  ],
  "access.grant": [
    { who: "100000000000001" },
    { ask: "order", command: { do: "grant-access", who: "100000000000001" } },
  ],
  "access.who": [{}, { ask: "look", at: expect.any(Function) }],
  "access.disclose": [
    { text: "It was fixed.", date: "10d" },
    { ask: "order", command: { do: "write-disclosure", text: "It was fixed.", on: "10d" } },
  ],
  "access.public-text": [{}, { ask: "look", at: expect.any(Function) }],
  "access.keep-closed": [
    { reason: "the date moved" },
    { ask: "order", command: { do: "withdraw-disclosure", reason: "the date moved" } },
  ],
  "access.restrict": [
    { reason: "keys are open" },
    { ask: "order", command: { do: "restrict", reason: "keys are open" } },
  ],
  "access.open": [
    { reason: "the fix is out" },
    { ask: "order", command: { do: "lift-restriction", reason: "the fix is out" } },
  ],
  "evidence.correct": [
    { item: "E1", text: "of bridge-2" },
    { ask: "order", command: { do: "correct-evidence", item: "E1", text: "of bridge-2" } },
  ],
  "evidence.hand": [
    { item: "E1", to: bo, reason: "analysis" },
    { ask: "order", command: { do: "hand-evidence", item: "E1", to: bo, reason: "analysis", place: null } },
  ],
  "evidence.take": [
    { item: "E1", reason: "ada is on a plane", place: "safe" },
    {
      ask: "order",
      command: { do: "take-evidence", item: "E1", reason: "ada is on a plane", place: "safe" },
    },
  ],
  "evidence.outside": [
    { item: "E1", to: "Officer Kay", reason: "police", place: "station" },
    {
      ask: "order",
      command: {
        do: "hand-evidence-outside",
        item: "E1",
        to: "Officer Kay",
        reason: "police",
        place: "station",
      },
    },
  ],
  "evidence.none": [
    { reason: "it is gone" },
    { ask: "order", command: { do: "skip-preserving", reason: "it is gone" } },
  ],
  "evidence.hold": [
    { authority: "Counsel", reason: "claim", until: "30d" },
    { ask: "order", command: { do: "place-hold", authority: "Counsel", reason: "claim", until: "30d" } },
  ],
  "evidence.lift": [
    { hold: "H1", reason: "settled" },
    { ask: "order", command: { do: "lift-hold", hold: "H1", reason: "settled" } },
  ],
  "evidence.list": [{}, { ask: "look", at: expect.any(Function) }],
  "evidence.show": [{ item: "E1" }, { ask: "look", at: expect.any(Function) }],
  "clock.list": [{}, { ask: "look", at: expect.any(Function) }],
  "clock.decide": [
    { answer: "no", reason: "no data" },
    { ask: "order", command: { do: "decide-report", answer: "no", reason: "no data" } },
  ],
  "clock.anchor": [
    { anchor: "became-aware", facts: "the export", since: "08:40" },
    {
      ask: "order",
      command: { do: "set-anchor", anchor: "became-aware", facts: "the export", since: "08:40" },
    },
  ],
  "clock.watch": [{ clock: "gdpr-33" }, { ask: "order", command: { do: "watch-clock", clock: "gdpr-33" } }],
  "clock.draft": [{ clock: "gdpr-33" }, { ask: "look", at: expect.any(Function) }],
  "clock.submitted": [
    { clock: "gdpr-33", reference: "4711" },
    {
      ask: "order",
      command: {
        do: "submit-report",
        clock: "gdpr-33",
        reference: "4711",
        place: null,
        submittedAt: null,
        reason: null,
      },
    },
  ],
  "clock.close": [
    { clock: "gdpr-33", outcome: "missed", reason: "asleep" },
    {
      ask: "order",
      command: { do: "close-report", clock: "gdpr-33", outcome: "missed", reason: "asleep" },
    },
  ],
  "clock.extend": [
    { clock: "gdpr-33", authority: "BfDI", reason: "holidays", until: "3d" },
    {
      ask: "order",
      command: { do: "extend-report", clock: "gdpr-33", authority: "BfDI", reason: "holidays", until: "3d" },
    },
  ],
  "checklist.show": [{}, { ask: "look", at: expect.any(Function) }],
  "checklist.tick": [
    { step: "fix-pushed", note: "pull 7" },
    {
      ask: "order",
      command: { do: "tick-steps", steps: ["fix-pushed"], note: "pull 7", owner: null, due: null },
    },
  ],
  "checklist.plan": [
    { step: "fix-planned", owner: bo, due: "2w" },
    {
      ask: "order",
      command: { do: "tick-steps", steps: ["fix-planned"], note: null, owner: bo, due: "2w" },
    },
  ],
  "checklist.skip": [
    { step: "preview-checked", reason: "no preview" },
    { ask: "order", command: { do: "skip-step", step: "preview-checked", reason: "no preview" } },
  ],
  "checklist.untick": [
    { step: "fix-pushed", reason: "wrong branch" },
    { ask: "order", command: { do: "untick-step", step: "fix-pushed", reason: "wrong branch" } },
  ],
  "checklist.phase": [
    { phase: "triage", reason: "another service" },
    { ask: "order", command: { do: "enter-phase", phase: "triage", reason: "another service" } },
  ],
  "checklist.confirm": [
    { note: "looked at the graphs" },
    { ask: "order", command: { do: "confirm-fix", note: "looked at the graphs" } },
  ],
  "runbook.list": [{}, { ask: "look-around", at: expect.any(Function) }],
  "runbook.show": [{ runbook: "dns-hijack" }, { ask: "look", at: expect.any(Function) }],
  "runbook.open": [
    { runbook: "dns-hijack" },
    { ask: "order", command: { do: "open-runbook", runbook: "dns-hijack" } },
  ],
  "runbook.close": [
    { runbook: "dns-hijack" },
    { ask: "order", command: { do: "close-runbook", runbook: "dns-hijack" } },
  ],
  "runbook.template": [{}, { ask: "look-around", at: expect.any(Function) }],
  "muster.report": [
    { text: "the site asks for odd approvals" },
    { ask: "report", text: "the site asks for odd approvals" },
  ],
  "muster.help": [{ about: "task" }, { ask: "help", about: "task" }],
  "muster.doctor": [{}, { ask: "doctor" }],
  "muster.suspects": [{}, { ask: "look", at: expect.any(Function) }],
  "maturity.show": [{ item: "analysis" }, { ask: "maturity", item: "analysis" }],
  "maturity.attest": [
    { item: "analysis", level: "2", note: "I read all five" },
    { ask: "attest", item: "analysis", level: "2", note: "I read all five" },
  ],
  "drill.start": [
    { scenario: "ddos", speed: "4" },
    { ask: "drill", what: "start", scenario: "ddos", speed: 4, isFull: false, invites: false },
  ],
  "drill.rollcall": [{ whom: "on-call" }, { ask: "drill", what: "rollcall", whom: "on-call" }],
  "drill.list": [{}, { ask: "drill", what: "list" }],
  "drill.join": [{}, { ask: "order", command: { do: "join-drill" } }],
  "drill.leave": [{}, { ask: "order", command: { do: "leave-drill" } }],
  "drill.begin": [{}, { ask: "order", command: { do: "begin-drill" } }],
  "drill.end": [{}, { ask: "order", command: { do: "end-drill" } }],
  "drill.abort": [
    { reason: "a real alert" },
    { ask: "order", command: { do: "abort-drill", reason: "a real alert" } },
  ],
  "drill.report": [{}, { ask: "look", at: expect.any(Function) }],
  "drill.gaps": [
    { owner: bo, due: "30d" },
    { ask: "order-from", order: expect.any(Function) },
  ],
  "link.github": [{ login: "ada-gh" }, { ask: "link", what: "offer", login: "ada-gh" }],
  "link.show": [{}, { ask: "link", what: "show" }],
  "link.remove": [{}, { ask: "link", what: "remove" }],
  "metrics.show": [
    { since: "90d", severity: "P1", by: "month", share: "yes" },
    {
      ask: "metrics",
      what: "show",
      since: "90d",
      until: null,
      severity: "P1",
      type: null,
      service: null,
      by: "month",
      isShared: true,
    },
  ],
  "metrics.load": [
    {},
    {
      ask: "metrics",
      what: "load",
      since: null,
      until: null,
      severity: null,
      type: null,
      service: null,
      by: null,
      isShared: false,
    },
  ],
};

test("every command is promised, and nothing else is", () => {
  expect(commands.map(keyOf).toSorted()).toEqual(Object.keys(promised).toSorted());
});

describe.each(commands.map((command) => [keyOf(command), command] as const))("/%s", (key, command) => {
  const needed = command.options.filter(({ isRequired }) => isRequired).map(({ name }) => name);

  test("means what it says", () => {
    const [given, intent] = promised[key]!;
    expect(readCommand(command, given)).toEqual({ is: "intent", intent });
  });

  test("asks for everything when it is given nothing, and names what is missing when it is given a part", () => {
    if (needed.length > 0) expect(readCommand(command, {})).toEqual({ is: "unasked" });
    for (const missing of command.options.length > 1 ? needed : []) {
      const { [missing]: _left, ...rest } = promised[key]![0];
      expect(readCommand(command, { ...rest, [missing]: "  " })).toEqual({
        is: "incomplete",
        missing: [missing],
      });
    }
  });

  test("its modal is one that Discord takes, and comes back as the same command", () => {
    if (needed.length === 0) return;
    const modal = modalFor({ command, policy, incidentId: "0b1c2d3e-0000-4000-8000-000000000000" });
    expect(modal.title.length).toBeLessThanOrEqual(45);
    expect(modal.custom_id.length).toBeLessThanOrEqual(100);
    expect(modal.components.length).toBeLessThanOrEqual(5);
    const submitted = {
      type: 5,
      data: { custom_id: modal.custom_id, components: [] },
    } as unknown as APIInteraction;
    expect(readInteraction(submitted)).toMatchObject({
      is: "form",
      command,
      incidentId: "0b1c2d3e-0000-4000-8000-000000000000",
    });
  });
});

describe("what Discord is told", () => {
  const sizeOf = (one: unknown): number => {
    if (typeof one !== "object" || one === null) return 0;
    return Object.entries(one).reduce((sum, [field, value]) => {
      const counts = ["name", "description", "value"].includes(field);
      return sum + (counts && typeof value === "string" ? value.length : sizeOf(value));
    }, 0);
  };

  test("offers the policy's own levels by name and criterion, and unsure", () => {
    const incident = registration(policy)[0] as {
      options: { name: string; options: { name: string; choices?: { name: string; value: string }[] }[] }[];
    };
    const declare = incident.options.find(({ name }) => name === "declare");
    const choices = declare?.options.find(({ name }) => name === "severity")?.choices;
    expect(choices?.map(({ value }) => value)).toEqual(["P0", "P1", "P2", "P3", "unsure"]);
    expect(choices?.[0]?.name).toBe("P0: Fund loss or unauthorized admin action");
  });

  test("offers what it says: the next phase by that word, and no name that ends in nothing", () => {
    const all = JSON.parse(JSON.stringify(registration(policy))) as {
      name: string;
      options?: { name: string; options?: { name: string; choices?: { name: string; value: string }[] }[] }[];
    }[];
    const choices = all.flatMap(({ options = [] }) =>
      options.flatMap((command) => (command.options ?? []).flatMap((option) => option.choices ?? [])),
    );
    expect(choices.filter(({ name }) => /: ?$/.test(name))).toEqual([]);
    const phase = all
      .find(({ name }) => name === "checklist")
      ?.options?.find(({ name }) => name === "phase")
      ?.options?.find(({ name }) => name === "phase");
    expect(phase?.choices?.[0]).toEqual({ name: "Next: The one that follows", value: "next" });
  });

  test("stays within the 8,000 characters of a command, even for the largest policy", () => {
    const level = policy.levels["P0"]!;
    const role = policy.roles["scribe"]!;
    const many = <Thing>(thing: Thing, count: number): Record<string, Thing> =>
      Object.fromEntries(
        Array.from({ length: count }, (_, n) => [
          `Level number ${n} with a long identifier`.slice(0, 40),
          thing,
        ]),
      );
    const large: Policy = {
      ...policy,
      levels: many({ ...level, name: "n".repeat(80), definition: "d".repeat(500) }, 20),
      roles: many({ ...role, name: "r".repeat(80), duty: "d".repeat(500) }, 25),
    };
    for (const command of registration(large)) expect(sizeOf(command)).toBeLessThanOrEqual(8_000);
  });

  test("is not sent again when Discord knows it already, whatever it adds, and is when one word changed", () => {
    const wanted = registration(policy);
    const present = JSON.parse(JSON.stringify(wanted)) as {
      id?: string;
      description?: string;
      options?: { options: object[] }[];
    }[];
    for (const command of present) command.id = "1";
    expect(isRegistered(wanted, present)).toBe(true);
    expect(isRegistered(wanted, present.slice(1))).toBe(false);
    present[0]!.description = "Other words";
    expect(isRegistered(wanted, present)).toBe(false);
    expect(isRegistered(wanted, null)).toBe(false);
  });
});

test("no interaction, however odd, breaks the reading", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 120 }), fc.constantFrom(3, 5), (id, type) => {
      const odd = {
        type,
        data: { custom_id: id, component_type: 2, components: [] },
      } as unknown as APIInteraction;
      expect(["press", "form", "old", "unknown"]).toContain(readInteraction(odd).is);
    }),
  );
  expect(findCommand("incident.__proto__")).toBeNull();
});
