import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minutesAfter } from "@muster/kernel";
import type { Policy } from "@muster/policy";
import type { Timer } from "../feature.ts";
import { explain } from "../explain.ts";
import { decide } from "../decide.ts";
import { ada, at, bo, by, clock, declared, examples, play, policy, type Story } from "../testing.ts";
import { due as dueUnder, fire, settingOf, told, under } from "../testing-policies.ts";
import { timersFor } from "../timers.ts";
import { afterQuietHours, tomorrow } from "./quiet-hours.ts";
import { spaced, toFire } from "./spacing.ts";

const due = (story: Story): Record<string, number> => dueUnder(story, policy);
const withPrompts = (prompts: Partial<Policy["prompts"]>): Policy => ({
  ...policy,
  prompts: { ...policy.prompts, ...prompts },
});
const night = { from: "22:00", to: "07:00", timeZone: "UTC" };

describe("one ask at a time", () => {
  const fresh = declared().incident;
  const ask = (name: string, minute: number, manner: Timer["manner"] = "ask"): Timer => ({
    name,
    dueAt: at(minute),
    manner,
  });
  const slots = (timers: Timer[], incident = fresh, under = policy): Record<string, number> =>
    Object.fromEntries(
      spaced(timers, incident, under).map(({ name, dueAt }) => [
        name,
        (dueAt.getTime() - at(0).getTime()) / 60_000,
      ]),
    );

  test("several asks that are due come five minutes apart, the urgent one first, the patient one last", () => {
    const asks = [ask("watch", 10, "patient"), ask("update", 10), ask("call", 10, "urgent"), ask("late", 12)];
    expect(slots(asks)).toEqual({ call: 10, update: 15, late: 20, watch: 25 });
  });

  test("a clock waits for nobody", () => {
    expect(slots([ask("update", 10), ask("role", 10, "clock"), ask("role:b", 11, "clock")])).toEqual({
      update: 10,
      role: 10,
      "role:b": 11,
    });
  });

  test("after a pause, when all are overdue, the most urgent is asked, whichever woke us", () => {
    const timers = spaced([ask("update", 10), ask("call", 20, "urgent")], fresh, policy);
    expect(toFire(timers[0]!, timers, { incident: fresh, policy, now: at(500) })?.name).toBe("call");
    expect(toFire(timers[0]!, timers, { incident: fresh, policy, now: at(12) })?.name).toBe("update");
  });

  test("an answer makes room for the next ask at once; without one it waits for the spacing", () => {
    const alerted = declared({ detectedAt: at(-2).toISOString() });
    const asked = play(alerted, [30, fire("public-update:Twitter"), clock]);
    expect(due(asked)["update"]).toBe(35);
    const both = play(asked, [35, fire("update"), clock]);
    expect(both.incident.prompts.lastAsk).toBe("update");
    expect(play(both, [36, examples.update]).incident.prompts.lastAskAt).toBeNull();
    expect(play(both, [36, examples.note]).incident.prompts.lastAskAt).toBe(at(35).toISOString());
  });

  type Move =
    | { is: "pass"; minutes: number }
    | { is: "snooze"; of: number; span: "30m" | "2h" | "tomorrow" }
    | { is: "add"; minute: number; manner: Timer["manner"] };
  const moves = fc.array(
    fc.oneof(
      fc.record({ is: fc.constant("pass" as const), minutes: fc.integer({ min: 1, max: 2_000 }) }),
      fc.record({
        is: fc.constant("snooze" as const),
        of: fc.nat(9),
        span: fc.constantFrom("30m" as const, "2h" as const, "tomorrow" as const),
      }),
      fc.record({
        is: fc.constant("add" as const),
        minute: fc.integer({ min: -60, max: 300 }),
        manner: fc.constantFrom("urgent" as const, "ask" as const, "patient" as const),
      }),
    ),
    { maxLength: 40 },
  );

  /** Asks that come up at any time and are asked once, by a clock that jumps: what a room would hear, and when. */
  function hear(list: Move[], quietHours: Policy["prompts"]["quietHours"]): { name: string; at: Date }[] {
    const governing = withPrompts({ quietHours });
    const heard: { name: string; at: Date }[] = [];
    let open: Timer[] = [];
    let incident = fresh;
    let now = at(0);
    let count = 0;
    const until = { is: "pass", minutes: 1_000_000 } as const;
    for (const move of [...list, until]) {
      if (move.is === "add")
        open.push({ name: `t${count++}`, dueAt: minutesAfter(now, move.minute), manner: move.manner });
      if (move.is === "snooze") {
        const one = open[move.of];
        const hours = { "30m": 0.5, "2h": 2, tomorrow: 24 }[move.span];
        const snoozed = one === undefined ? {} : { [one.name]: minutesAfter(now, hours * 60).toISOString() };
        const { prompts } = incident;
        incident = { ...incident, prompts: { ...prompts, snoozed: { ...prompts.snoozed, ...snoozed } } };
      }
      if (move.is !== "pass") continue;
      const end = minutesAfter(now, move.minutes);
      for (;;) {
        const timers = spaced(open, incident, governing);
        expect(timers.map(({ name }) => name)).toEqual(open.map(({ name }) => name));
        const next = timers.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0];
        if (next === undefined || next.dueAt > end) break;
        // The first look comes when the pass is over: a jump of the clock.
        const wokenAt = move === until ? (next.dueAt > now ? next.dueAt : now) : end;
        const said = toFire(next, timers, { incident, policy: governing, now: wokenAt });
        if (said === null && move !== until) break;
        if (said === null) {
          now = minutesAfter(now, 30);
          continue;
        }
        heard.push({ name: said.name, at: wokenAt });
        open = open.filter(({ name }) => name !== said.name);
        const { prompts } = incident;
        incident = { ...incident, prompts: { ...prompts, lastAskAt: wokenAt.toISOString() } };
        now = wokenAt;
      }
      if (move !== until) now = end;
    }
    expect(open).toEqual([]);
    return heard;
  }

  test("whatever comes up, is put off, or is slept through: never two asks within the spacing, none lost, none twice", () => {
    fc.assert(
      fc.property(moves, fc.constantFrom(null, night), (list, quietHours) => {
        const heard = hear(list, quietHours);
        const added = list.filter(({ is }) => is === "add").length;
        expect(new Set(heard.map(({ name }) => name)).size).toBe(added);
        expect(heard).toHaveLength(added);
        heard.slice(1).forEach((later, index) => {
          const apartMs = later.at.getTime() - heard[index]!.at.getTime();
          expect(apartMs).toBeGreaterThanOrEqual(policy.prompts.spacingMin * 60_000);
        });
      }),
    );
  });

  test("periods that were slept through are asked about once", () => {
    const late = play(declared(), [500, fire("update"), clock]);
    expect(late.events.filter(({ type }) => type === "reminded")).toHaveLength(1);
    expect(due(late)["update"]).toBe(530);
  });
});

describe("quiet hours", () => {
  const atUtc = (text: string): Date => new Date(`${text}Z`);

  test.each([
    ["in the evening", "2026-03-03T23:30", "UTC", "2026-03-04T07:00"],
    ["in the small hours", "2026-03-04T03:00", "UTC", "2026-03-04T07:00"],
    ["at their first minute", "2026-03-03T22:00", "UTC", "2026-03-04T07:00"],
    ["by day nothing waits", "2026-03-04T12:15", "UTC", "2026-03-04T12:15"],
    ["at their end nothing waits", "2026-03-04T07:00", "UTC", "2026-03-04T07:00"],
    ["on another continent", "2026-03-04T15:00", "Asia/Tokyo", "2026-03-04T22:00"],
    [
      "through the night in which summer time begins",
      "2026-03-28T22:30",
      "Europe/Berlin",
      "2026-03-29T05:00",
    ],
    ["through the night in which it ends", "2026-10-24T21:30", "Europe/Berlin", "2026-10-25T06:00"],
    ["over a leap day", "2028-02-28T23:00", "UTC", "2028-02-29T07:00"],
    ["over the end of the year", "2026-12-31T23:59", "UTC", "2027-01-01T07:00"],
  ])("%s", (_when, now, timeZone, expected) => {
    expect(afterQuietHours(atUtc(now), { ...night, timeZone })).toEqual(atUtc(expected));
  });

  test("they always end later, and at their end nothing waits any more", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2026-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
        fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"),
        (now, timeZone) => {
          const quiet = { ...night, timeZone };
          const end = afterQuietHours(now, quiet);
          expect(end.getTime()).toBeGreaterThanOrEqual(now.getTime());
          expect(end.getTime() - now.getTime()).toBeLessThanOrEqual(11 * 3_600_000);
          expect(afterQuietHours(end, quiet)).toEqual(end);
        },
      ),
    );
  });

  test("tomorrow is when the night is over", () => {
    expect(tomorrow(atUtc("2026-03-03T10:00"), night)).toEqual(atUtc("2026-03-04T07:00"));
    expect(tomorrow(atUtc("2026-03-03T02:00"), null)).toEqual(atUtc("2026-03-03T09:00"));
    expect(tomorrow(atUtc("2026-03-03T08:00"), null)).toEqual(atUtc("2026-03-04T09:00"));
  });

  test("only what can wait waits for their end, and nothing does at a level that is exempt", () => {
    const quiet = withPrompts({ quietHours: { from: "09:00", to: "17:00", timeZone: "UTC" } });
    const p1 = quiet.levels["P1"]!;
    const exempt = { ...quiet, levels: { ...quiet.levels, P1: { ...p1, ignoresQuietHours: true } } };
    const { incident } = declared();
    const timers = (under: Policy): number[] =>
      spaced(
        [
          { name: "update", dueAt: at(30), manner: "ask" },
          { name: "watch", dueAt: at(10), manner: "patient" },
        ],
        incident,
        under,
      ).map(({ dueAt }) => (dueAt.getTime() - at(0).getTime()) / 60_000);
    expect(timers(quiet)).toEqual([30, 480]);
    expect(timers(exempt)).toEqual([30, 10]);
    // The process slept past the evening and wakes in the quiet hours.
    const [, watch] = spaced(
      [
        { name: "a", dueAt: at(-60), manner: "patient" },
        { name: "b", dueAt: at(-50), manner: "patient" },
      ],
      incident,
      quiet,
    );
    expect(toFire(watch!, [watch!], { incident, policy: quiet, now: at(60) })).toBeNull();
  });
});

describe("putting off and dismissing", () => {
  const asked = play(declared(), [30, fire("update"), clock]);

  test("a snoozed ask comes back when its time is over, and an answer ends the snooze", () => {
    const snoozed = play(asked, [31, { do: "snooze-ask", ask: "q1", span: "2h" }]);
    expect(due(snoozed)["update"]).toBe(151);
    expect(snoozed.incident.timeline.at(-1)?.text).toBe(
      "Q1 put off until 2026-01-05 11:31 UTC: no update for 30 min",
    );
    expect(due(play(snoozed, [40, examples.update]))["update"]).toBe(70);
    const again = play(snoozed, [151, fire("update"), clock]);
    expect(again.incident.prompts.asked["update"]).toMatchObject({ ask: "Q1", at: at(151).toISOString() });
    expect(due(again)["update"]).toBe(181);
  });

  test("a dismissed ask leaves a trace, is not made again, and can be taken back", () => {
    const dismissed = play(asked, [32, examples["dismiss-ask"], by(bo)]);
    expect(due(dismissed)["update"]).toBeUndefined();
    expect(dismissed.incident.timeline.at(-1)).toMatchObject({
      by: bo,
      text: "Q1 is not asked again: no update for 30 min, because told by phone",
    });
    const back = play(dismissed, [50, examples["restore-ask"], by(ada)]);
    expect(due(back)["update"]).toBe(50 - 15);
    expect(due(play(dismissed, [60, examples.resolve], [70, examples.reopen]))["update"]).toBeDefined();
  });

  test("nothing can be put off that was not asked, or taken back that is not away", () => {
    const say = (story: Story, command: Parameters<typeof decide>[1]["command"]): string => {
      const setting = { policy, policyVersion: "v1", onCall: [] };
      const decided = decide(story.incident, { command, actor: by(ada) }, setting, at(40));
      return decided.ok ? "" : explain(decided.refused);
    };
    expect(say(declared(), examples["snooze-ask"])).toBe("There is no ask `Q1`; nothing was asked here yet.");
    expect(say(asked, { ...examples["dismiss-ask"], ask: "Q9" })).toContain("Choose one of `Q1`");
    expect(say(asked, examples["restore-ask"])).toContain("Nothing changed.");
  });

  test("what a clock tells cannot be put off, for it would tell it again at once", () => {
    const timers = timersFor(declared().incident, policy).filter(({ manner }) => manner === "clock");
    expect(timers.map(({ name }) => name)).toEqual([
      "role:commander",
      "target:ack",
      "target:response",
      "target:firstUpdate",
      "target:resolve",
    ]);
  });
});

describe("long and forgotten incidents", () => {
  test("S4-79: an incident that lasts is asked for a stand-up every day, whose three answers are on record", () => {
    const trustledger = under(settingOf("extends: trustledger"));
    const open = trustledger.declare("P1");
    expect(dueUnder(open, trustledger.policy)["standup"]).toBe(24 * 60);
    const asked = trustledger.pass(open, 25 * 60);
    const lines = (story: Story): string[] => story.incident.timeline.map(({ text }) => text);
    expect(lines(asked).filter((line) => line.includes("stand-up"))).toEqual(["Reminder: stand-up of day 2"]);
    const held = trustledger.play(asked, [25 * 60, examples["stand-up"]]);
    expect(held.incident.timeline.at(-1)).toMatchObject({
      kind: "update",
      text: "Stand-up. Done: patched Next: deploy",
    });
    const next = trustledger.pass(held, 50 * 60, 25 * 60);
    expect(lines(next)).toContain("Reminder: stand-up of day 3");
    const over = trustledger.play(held, [26 * 60, examples.dismiss]);
    expect(dueUnder(over, trustledger.policy)["standup"]).toBeUndefined();
  });

  test("an incident in which nobody wrote anything is asked about, without a channel in #ops-alerts; a word starts the time anew", () => {
    const world = under(settingOf("extends: atrium"));
    const after = 336 * 60;
    const quiet = world.pass(world.declare("P2"), after - 1);
    expect(due(quiet)["forgotten"]).toBe(after);
    const asked = world.pass(quiet, after + 10);
    expect(asked.incident.timeline.at(-1)?.text).toBe("Reminder: nothing was recorded for 336 h");
    expect(told(asked, quiet)).toContain("say ops-alerts");
    expect(due(world.play(asked, [after + 20, examples.note]))["forgotten"]).toBe(2 * after + 20);
  });
});
