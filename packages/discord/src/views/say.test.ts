import { describe, expect, test } from "vitest";
import {
  ada,
  at,
  by,
  bo,
  clock,
  cy,
  eve,
  declared,
  examples,
  play,
  policy,
  record,
  setting,
  type Story,
} from "@muster/incident/testing";
import { decide, type Command, type IncidentEvent } from "@muster/incident";
import { planned, rollcall } from "@muster/incident/testing-drills";
import { settingOf, under } from "@muster/incident/testing-policies";
import { loadPolicy } from "@muster/policy";
import { roomMessage } from "./say.ts";
import { statusCard } from "./status-card.ts";

const lagMs = { discord: 0, github: 0 };

const last = (story: Story): IncidentEvent => story.events.at(-1)!;
const heard = (story: Story, events: IncidentEvent[] = [last(story)]) =>
  roomMessage(events, { incident: story.incident, policy });

describe("every event has words that carry its entry's number", () => {
  const drafted = play(declared(), [1, examples["draft-public"]]);
  const bold = { ...examples["draft-public"], where: "Announcements", text: "All funds are safe." } as const;
  const claimed = play(declared(), [1, bold], [2, examples["confirm-claim"]]);
  const approved = play(drafted, [3, examples["approve-public"], by(bo)]);
  const kept = play(declared(), [1, examples["add-evidence"]]);
  const handed = play(kept, [2, examples["hand-evidence"]]);
  const asked = play(declared(), [31, examples["fire-timer"], clock]);
  const tasked = play(declared(), [1, examples["give-task"]]);
  const seal = under(settingOf("extends: seal"));
  const pci = under(settingOf("extends: pci"));
  const watching = under(settingOf("extends: atrium\nlevels: { P1: { watchDays: 7 } }"));
  const watched = (command: Command): Story =>
    watching.play(watching.declare("P1"), [1, examples.resolve], [1_500, command]);
  const unclear = pci.play(pci.declare("Severity 3"), [
    1,
    { do: "answer-question", question: "scope-clear", answer: "unknown", note: null },
  ]);
  const closed = play(declared(), [1, examples.restrict]);
  const askedIn = play(closed, [2, examples["ask-access"], by(eve, { isResponder: false })]);
  const written = play(
    closed,
    [1, { ...examples["give-access"] }],
    [2, examples.resolve],
    [3, examples["write-disclosure"]],
  );
  const confirmed = play(written, [4, examples["confirm-redactions"]]);
  const joined = play(planned(), [1, examples["join-drill"]]);
  const over = play(joined, [2, examples["begin-drill"]], [3, examples["end-drill"]]);
  // That it is closed with it is said by the card.
  const withoutEnd = (story: Story): Story => ({ ...story, events: story.events.slice(0, -1) });
  const whoAsked = { who: eve.discord! }; // Everybody in these tests has an account.
  const more: (readonly [string, Story])[] = [
    // Whoever leads may open it again, beside those who decide.
    [
      "lift-restriction",
      play(
        declared(),
        [1, examples["accept-role"]],
        [2, examples.restrict],
        [3, examples["lift-restriction"]],
      ),
    ],
    ["give-access", play(closed, [2, examples["give-access"]])],
    ["take-access", play(closed, [2, examples["give-access"]], [3, examples["take-access"]])],
    ["ask-access", askedIn],
    ["grant-access", play(askedIn, [3, { do: "grant-access", ...whoAsked }])],
    ["refuse-access", play(askedIn, [3, { do: "refuse-access", ...whoAsked }])],
    ["write-disclosure", written],
    ["confirm-redactions", confirmed],
    ["approve-disclosure", play(confirmed, [5, examples["approve-disclosure"], by(cy)])],
    ["withdraw-disclosure", play(written, [4, examples["withdraw-disclosure"]])],
    ["stop-filing", play(closed, [2, examples["stop-filing"]])],
    [
      "reject-lookalike",
      play(declared(), [1, examples["note-lookalikes"]], [2, examples["reject-lookalike"]]),
    ],
    ["confirm-quiet", watched(examples["confirm-quiet"])],
    ["report-recurrence", watched(examples["report-recurrence"])],
    ["schedule-meeting", watched(examples["schedule-meeting"])],
    ["hold-meeting", watched(examples["hold-meeting"])],
    ["snooze-ask", play(asked, [31, examples["snooze-ask"]])],
    ["dismiss-ask", play(asked, [31, examples["dismiss-ask"]])],
    ["restore-ask", play(asked, [31, examples["dismiss-ask"]], [32, examples["restore-ask"]])],
    ["accept-role", play(declared(), [1, examples["accept-role"], by(ada)])],
    ["decline-role", play(declared(), [1, examples["decline-role"], by(ada)])],
    ["leave-role", play(declared(), [1, examples["accept-role"], by(ada)], [2, examples["leave-role"]])],
    ["take-task", play(tasked, [2, examples["take-task"], by(cy)])],
    ["finish-task", play(tasked, [2, examples["finish-task"], by(cy)])],
    ["drop-task", play(tasked, [2, examples["drop-task"], by(cy)])],
    ["extend-task", play(tasked, [2, examples["extend-task"], by(cy)])],
    ["reopen", play(declared(), [1, examples.resolve], [2, examples.reopen])],
    ["complete-action", play(declared(), [1, examples["add-action"]], [2, examples["complete-action"]])],
    [
      "reopen-action",
      play(
        declared(),
        [1, examples["add-action"]],
        [2, examples["complete-action"]],
        [3, examples["reopen-action"]],
      ),
    ],
    ...(
      [
        "move-action",
        "assign-action",
        "schedule-action",
        "reword-action",
        "classify-action",
        "gate-action",
        "snooze-action",
        "untrack-action",
      ] as const
    ).map((name): [string, Story] => [
      name,
      play(declared(), [1, examples["add-action"]], [2, examples[name]]),
    ]),
    ["close-runbook", play(declared(), [1, examples["open-runbook"]], [2, examples["close-runbook"]])],
    ["confirm-fix", play(declared(), [1, examples.mitigate], [2, examples["confirm-fix"], by(bo)])],
    ["fire-timer", play(declared(), [31, examples["fire-timer"], clock])],
    ["complete-evidence", play(kept, [2, examples["complete-evidence"]])],
    ["correct-evidence", play(kept, [2, examples["correct-evidence"]])],
    ["hand-evidence", handed],
    ["hand-evidence-outside", play(kept, [2, examples["hand-evidence-outside"]])],
    ["take-evidence", play(kept, [2, examples["take-evidence"], by(bo)])],
    ["receive-evidence", play(handed, [3, examples["receive-evidence"], by(bo)])],
    ["decline-evidence", play(handed, [3, examples["decline-evidence"], by(bo)])],
    [
      "evidence-handed",
      play(handed, [90, { do: "fire-timer", name: "evidence-handed:E1/20260105T0902" }, clock]),
    ],
    ["edit-public", play(approved, [4, examples["edit-public"]])],
    ["confirm-claim", claimed],
    ["approve-public", approved],
    ["reject-public", play(drafted, [2, examples["reject-public"]])],
    [
      "publish-public",
      play(claimed, [3, examples["approve-public"], by(bo)], [4, examples["publish-public"]]),
    ],
    // Atrium lets no notice ping anybody, so the event is told as another policy would.
    [
      "set-public-mention",
      record(
        approved,
        [{ type: "public-mention-set", draft: "D1", version: 2, whom: "here", voids: true }],
        by(ada),
        at(4),
      ),
    ],
    ["record-publication", play(approved, [4, examples["record-publication"]])],
    ["withdraw-public", play(drafted, [2, examples["withdraw-public"]])],
    ["lift-hold", play(declared(), [1, examples["place-hold"]], [2, examples["lift-hold"]])],
    ["set-kind", seal.play(seal.declare("P1"), [1, examples["set-kind"]])],
    ["answer-question", seal.play(seal.declare("P1"), [1, examples["answer-question"]])],
    ["record-packet", seal.play(seal.declare("P1"), [1, examples["record-packet"]])],
    ["raise", pci.play(unclear, [2, { do: "raise", rule: "scope-clear/unknown" }])],
    ["join-drill", joined],
    ["leave-drill", play(joined, [2, examples["leave-drill"]])],
    ["begin-drill", play(joined, [2, examples["begin-drill"]])],
    ["end-drill", withoutEnd(over)],
    ["abort-drill", withoutEnd(play(joined, [2, examples["abort-drill"]]))],
    ["take-gaps", play(over, [4, examples["take-gaps"]])],
    ["answer-rollcall", play(rollcall("on-call", policy), [3, examples["answer-rollcall"]])],
    ["answer-call", play(declared(), [1, examples.call], [2, { ...examples["answer-call"], who: bo }])],
  ];
  const stories = Object.values(examples)
    .filter((command) => more.every(([name]) => name !== command.do))
    .map((command) => [command.do, play(declared(), [1, command])] as const);

  test.each([...stories, ...more])("%s", (_name, story) => {
    const message = heard(story);
    expect(message.content).toContain(`-# INC-1 · entry ${last(story).seq}`);
    expect(message.content!.length).toBeGreaterThan(40);
    expect(message.allowed_mentions.parse).toEqual([]);
    expect(message.allowed_mentions.roles).toEqual([]);
  });
});

test("an offered role pings exactly the person who is asked, who finds the buttons there", () => {
  const message = heard(play(declared(), [1, examples["offer-role"]]));
  expect(message.allowed_mentions.users).toEqual([cy.discord]);
  expect(JSON.stringify(message.components)).toContain("Accept Scribe");
});

test("S1R-5, B11: the reminder for an update goes to the communications lead, else to whoever leads; after the second one that did not come to both", () => {
  const due = { do: "fire-timer", name: "update" } as const;
  const alone = play(declared(), [40, due, clock]);
  expect(heard(alone).allowed_mentions.users).toEqual([]);
  const led = play(declared(), [1, examples["accept-role"], by(ada)], [40, due, clock]);
  expect(heard(led).allowed_mentions.users).toEqual([ada.discord]);
  const both = play(led, [41, { do: "take-role", role: "communications" }, by(bo)], [80, due, clock]);
  expect(heard(both).allowed_mentions.users).toEqual([bo.discord, ada.discord]);
  const written = play(both, [85, examples.update], [115, due, clock]);
  expect(heard(written).allowed_mentions.users).toEqual([bo.discord]);
});

test("a level whose id says the word is not called severity twice", () => {
  const loaded = loadPolicy("extends: pci", { file: "x" });
  if (!loaded.ok) throw new Error("The preset was refused.");
  const pci = { policy: loaded.value.policy, policyVersion: "v1", onCall: [] };
  const { incident, events } = declared({ level: "Severity 2" }, { setting: pci });
  const said = roomMessage([events.at(-1)!], { incident, policy: pci.policy }).content; // The level is set last.
  expect(said).toMatch(/^🚦 \*\*Severity 2 High\*\*: Suspected compromise/);
  expect(heard(play(declared(), [1, examples["change-severity"]])).content).toMatch(
    /^🚦 Severity P1 → \*\*P0\*\*/,
  );
});

test("mitigation offers the hotfix branch where the policy does", () => {
  expect(JSON.stringify(heard(play(declared({ level: "P1" }), [1, examples.mitigate])).components)).toContain(
    "Hotfix branch",
  );
  expect(heard(play(declared({ level: "P2" }), [1, examples.mitigate])).components).toEqual([]);
});

test("words of four thousand characters reach the room nearly whole", () => {
  const story = play(declared(), [1, { do: "update", text: "a".repeat(4_000) }]);
  const message = heard(story);
  expect(message.content).toBeUndefined();
  expect(JSON.stringify(message.components).length).toBeGreaterThan(3_600);
  expect(at(1).toISOString()).toBe(last(story).at);
});

describe("B27: in a drill", () => {
  const begun = play(
    planned(),
    [0, examples["join-drill"], by(bo)],
    [0, examples["join-drill"], by(cy)],
    [1, examples["begin-drill"]],
    [2, { do: "change-severity", level: "P0", reason: null }, by(bo)],
    [3, { do: "take-role", role: "scribe" }, by(ada)],
  );
  const names = Object.keys(examples) as Command["do"][];

  test("each message says that it is one, and pings nobody who has not signed up", () => {
    const joinedIds = [bo.discord, cy.discord];
    const told = names.flatMap((name) => {
      const order = { command: examples[name], actor: by(bo) };
      const said = decide(begun.incident, order, setting, at(40));
      if (!said.ok || said.value.length === 0) return [];
      const next = record(begun, said.value, order.actor, at(40));
      const message = heard(next, next.events.slice(begun.events.length));
      const card = statusCard({ incident: next.incident, policy, remotes: {}, lagMs, troubles: [] });
      for (const { allowed_mentions: allowed } of [message, card]) {
        expect(allowed.roles).toEqual([]);
        for (const id of allowed.users ?? []) expect(joinedIds).toContain(id);
      }
      expect(`${message.content ?? ""}${JSON.stringify(message.components)}`).toContain("🎯 DRILL");
      expect(JSON.stringify(card.components)).toContain("🎯 DRILL");
      return [name];
    });
    // Most of what people do in an incident can be practised.
    expect(told.length).toBeGreaterThan(30);
  });

  test("a roll-call pings those whom it asks, and those alone", () => {
    const asked = rollcall("on-call", policy);
    const plan = asked.events.find(({ type }) => type === "drill-planned")!;
    const message = heard(asked, [plan]);
    expect(message.allowed_mentions.users).toEqual([ada.discord, bo.discord]);
    expect(JSON.stringify(message.components)).toContain("I'm here");
  });
});
