import { describe, expect, test } from "vitest";
import { decide } from "./decide.ts";
import type { EventBody } from "./event.ts";
import { nextSteps } from "./next-steps.ts";
import { explain } from "./explain.ts";
import type { Setting } from "./setting.ts";
import { timersFor } from "./timers.ts";
import { ada, at, bo, by, clock, cy, examples, record } from "./testing.ts";
import {
  due,
  everywhere,
  fire,
  missing,
  settingOf,
  take,
  told,
  under,
  type Step,
} from "./testing-policies.ts";

/** Everything that can happen to an incident at one level, as events and what follows of them. */
function lifeOf(
  setting: Setting,
  level: string,
): { bodies: EventBody[]; effects: string[][]; timers: unknown[] } {
  const world = under(setting);
  const [leading] = Object.keys(setting.policy.roles);
  const steps: Step[] = [
    [1, examples.note],
    [2, take(leading!), by(bo)], // Every preset has roles.
    [3, examples.update],
    [4, examples.mitigate],
    [5, { do: "change-severity", level: "unsure", reason: "worse" }],
    [6, examples["add-action"]],
    [7, examples.resolve],
    [8, examples.reopen],
    [9, examples.dismiss],
  ];
  let story = world.declare(level);
  const effects = [told(story)];
  const timers: unknown[] = [timersFor(story.incident, setting.policy)];
  for (const [minute, command, actor = by(ada)] of steps) {
    const before = story;
    const decided = decide(before.incident, { command, actor }, setting, at(minute));
    // A level that is the highest already is not raised; that, too, is the same under any id.
    if (!decided.ok) effects.push([explain(decided.refused)]);
    else story = record(before, decided.value, actor, at(minute));
    effects.push(told(story, before));
    timers.push([...timersFor(story.incident, setting.policy), ...nextSteps(story.incident, setting.policy)]);
  }
  return { bodies: story.events, effects, timers };
}

describe.each(["atrium", "pci", "seal", "trustledger"])("the policy %s under another id", (preset) => {
  const own = settingOf(`extends: ${preset}`);
  const other: Setting = { ...own, policy: { ...own.policy, id: "zephyr" } };

  test.each(Object.keys(own.policy.levels))("does the same for %s", (level) => {
    const renamed = JSON.stringify(lifeOf(other, level)).replaceAll('"zephyr"', `"${preset}"`);
    expect(renamed).toBe(JSON.stringify(lifeOf(own, level)));
    expect(JSON.stringify(lifeOf(other, level))).toContain('"policyId":"zephyr"');
  });
});

describe("a policy that nobody has seen before", () => {
  const text = `
id: Traffic lights
name: Harbour office
levels:
  Green: { rank: 9, definition: A boat is late, response: { text: any time, withinMin: null }, opens: { channel: false, opsAlerts: true, issue: false }, postmortem: { required: false, dueHours: null } }
  Red:
    rank: 2
    definition: A ship is on the rocks
    response: { text: now, withinMin: 0 }
    opens: { channel: true, opsAlerts: true, issue: true }
    pages: [on-call]
    updateEveryMin: 7
    roles: [harbour master, diver]
    offersHotfix: true
    postmortem: { required: true, dueHours: 10 }
  Amber: { rank: 5, definition: A buoy is adrift, response: { text: today, withinMin: 480 }, opens: { channel: false, opsAlerts: false, issue: true }, roles: [diver], postmortem: { required: true, dueHours: 100 } }
classification: { unsureAfterMin: 3 }
roles:
  harbour master: { name: Harbour master, duty: Decides., offeredTo: on-call, acceptWithinMin: 2 }
  diver: { name: Diver, duty: Dives. }
onCall: { document: piers/rota.md }
postmortem: { path: "logbook/{date}-{slug}.md", dueFrom: declared, remindBeforeHours: [6] }
tracker: { path: chores.md }
hotfix: { branch: "tug/{slug}" }
alerts: { rules: [{ match: { flag: [black] }, level: Red }, { level: Green }] }
discord: { opsAlerts: radio, category: Docks, responderRole: crew, onCallRole: watch }
github: { label: mayday }
`;
  const harbour = under(settingOf(text));

  test("opens what its levels say, and calls whom they name", () => {
    expect(told(harbour.declare("red"))).toEqual(everywhere);
    expect(told(harbour.declare("Amber"))).toEqual(["issue", "say reply"]);
    expect(told(harbour.declare("GREEN"))).toEqual(["ops-alert", "say reply"]);
    expect(["Red", "Amber", "Green"].map((level) => harbour.declare(level).incident.paged)).toEqual([
      true,
      false,
      false,
    ]);
  });

  test("takes Red when in doubt, as its rank says and not its place in the file", () => {
    expect(harbour.declare("unsure").incident.severity).toEqual({
      policyId: "Traffic lights",
      levelId: "Red",
      rank: 2,
    });
    expect(due(harbour.declare(null), harbour.policy)).toEqual({ unsure: 3 });
  });

  test("runs its own clocks", () => {
    const open = harbour.declare("Red");
    expect(due(open, harbour.policy)).toEqual({ update: 7, "role:harbour master": 2 });
    const asked = harbour.play(open, [2, fire("role:harbour master"), clock]);
    expect(asked.incident.roles["harbour master"]?.offer?.to).toEqual(bo);
    const over = harbour.play(asked, [30, examples.resolve]);
    // Ten hours from the declaration, as `dueFrom` says; six hours ahead is a reminder.
    expect(over.incident.postmortem?.dueAt).toBe(at(600).toISOString());
    expect(due(over, harbour.policy)).toEqual({ postmortem: 240 });
    const reminded = harbour.play(over, [240, fire("postmortem"), clock], [600, fire("postmortem"), clock]);
    expect(due(reminded, harbour.policy)).toEqual({});
  });

  test("has its own roles, and says so to whoever asks for another's", () => {
    const open = harbour.declare("Red");
    expect(missing(open, harbour.policy)).toEqual(["Harbour master", "Diver"]);
    expect(harbour.refusal(open, take("commander"))).toBe(
      "There is no role `commander`. Choose one of `harbour master`, `diver`.",
    );
    const led = harbour.play(open, [1, take("Harbour Master"), by(bo)], [1, take("DIVER"), by(cy)]);
    expect(missing(led, harbour.policy)).toEqual([]);
  });

  test("is raised at a word and lowered for a reason", () => {
    const amber = harbour.declare("Amber");
    const red = harbour.play(amber, [4, { do: "change-severity", level: "red", reason: null }]);
    expect(told(red, amber)).toEqual(["channel", "status-card", "ops-alert", "issue"]);
    expect(harbour.refusal(red, { do: "change-severity", level: "green", reason: null })).toContain(
      "Lowering from Red to Green needs a reason",
    );
    expect(red.incident.timeline.find(({ kind, seq }) => kind === "severity" && seq > 2)?.text).toBe(
      "Severity Amber → Red: A ship is on the rocks",
    );
  });

  test("lives from the declaration to the published postmortem", () => {
    const closed = harbour.play(
      harbour.declare("Red"),
      [3, examples.note],
      [5, examples.mitigate],
      [6, examples["request-hotfix"]],
      [30, examples.resolve],
      [40, examples["add-action"]],
      [90, examples["publish-postmortem"]],
    );
    expect(closed.incident.status).toBe("closed");
    // Only what is promised is still looked at: the action item, the day before and once its day has passed.
    expect(due(closed, harbour.policy)).toEqual({ "actions-due": 2_880, "actions-overdue": 5_760 });
    expect(nextSteps(closed.incident, harbour.policy)).toEqual([]);
  });
});
