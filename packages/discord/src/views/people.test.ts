import { describe, expect, test } from "vitest";
import type { IncidentEvent, Person } from "@muster/incident";
import { ada, at, bo, by, clock, cy, examples, person } from "@muster/incident/testing";
import { fire, settingOf, take, under, type World } from "@muster/incident/testing-policies";
import type { Story } from "@muster/incident/testing";
import { rolesCommands } from "../commands/roles.ts";
import type { Around } from "../commands/definition.ts";
import { roomMessage } from "./say.ts";
import { roleSheet, roster } from "./role-sheet.ts";
import { statusCard } from "./status-card.ts";
import { tasksView } from "./tasks.ts";
import { taskList } from "./task-list.ts";
import { trainingPage } from "./training.ts";

const worldOf = (preset: string): World => under(settingOf(`extends: ${preset}`));
const last = (story: Story): IncidentEvent => story.events.at(-1)!;
const heard = (world: World, story: Story) =>
  roomMessage([last(story)], { incident: story.incident, policy: world.policy });
const cardOf = (world: World, { incident }: Story): string =>
  JSON.stringify(
    statusCard({
      incident,
      policy: world.policy,
      remotes: {},
      lagMs: { discord: 0, github: 0 },
      troubles: [],
    }),
  );
const sight = (world: World, { incident }: Story, who: Person) => ({
  incident,
  policy: world.policy,
  remotes: {},
  person: who,
  now: at(30),
});

describe("a role's sheet", () => {
  test.each([
    ["S3-21, S3-22", "pci", "commander", ["Lead the response", "decision recorded with its reason"]],
    ["S3-23, S3-24", "pci", "security", ["Find the root cause", "which systems, which data"]],
    ["S3-25, S3-26", "pci", "engineering", ["Contain first", "Bring the systems back"]],
    ["S3-27, S3-28", "pci", "communications", ["inside and outside", "Keep stakeholders told"]],
    ["S4-18, S4-19", "trustledger", "commander", ["Coordinate and decide"]],
    ["S4-20", "trustledger", "technical", ["Run the technical investigation"]],
    ["S4-21", "trustledger", "communications", ["Status page, Twitter and e-mail are yours"]],
    ["S4-22", "trustledger", "legal", ["which reports the law asks for", "look after those clocks"]],
  ])(
    "%s: %s's %s is told what to do, on acceptance in a line and whole by a button",
    (_ids, preset, role, lines) => {
      const world = worldOf(preset);
      const level = Object.keys(world.policy.levels)[0]!; // Every preset has levels.
      const sheet = roleSheet(world.policy, role).content;
      for (const line of lines) expect(sheet).toContain(line);
      const accepted = heard(world, world.play(world.declare(level), [1, take(role), by(bo)]));
      expect(accepted.content).toContain(`-# ${world.policy.roles[role]!.sheet[0]!.slice(0, 30)}`);
      expect(JSON.stringify(accepted.components)).toContain("Role sheet");
    },
  );

  test("every role of every preset has one", () => {
    for (const preset of ["seal", "atrium", "pci", "trustledger"]) {
      for (const [id, { sheet }] of Object.entries(worldOf(preset).policy.roles)) {
        expect([preset, id, sheet.length > 0]).toEqual([preset, id, true]);
      }
    }
  });
});

describe("words that a role change needs", () => {
  const seal = worldOf("seal");
  const atrium = worldOf("atrium");

  test("S0-6, S0-41, B3: when the Leader accepts, the Detector is told that their part is done", () => {
    const led = seal.play(seal.declare("P1", by(bo)), [2, { do: "accept-role", role: "leader" }, by(ada)]);
    const message = heard(seal, led);
    expect(message.content).toContain(`<@${bo.discord}>, ada has it now: your part as Detector is done.`);
    expect(message.allowed_mentions.users).toEqual([bo.discord]);
  });

  test("B5: whoever leads and writes is told at once that this level asks for two", () => {
    const both = seal.play(seal.declare("P1"), [1, take("leader"), by(ada)], [2, take("scribe"), by(ada)]);
    expect(heard(seal, both).content).toContain("⚠️ ada is both Incident Leader and Scribe");
    expect(cardOf(seal, both)).toContain("ada is both Incident Leader and Scribe");
  });

  test("S1R-4: nobody on call answers for a P0: everyone in the room reads to pause now", () => {
    const role = "role:commander";
    const silent = atrium.play(
      atrium.declare("P0"),
      [15, fire(role), clock],
      [30, fire(role), clock],
      [45, fire(role), clock],
    );
    expect(heard(atrium, silent).content).toMatch(/Nobody on call answers: .*\n🚨 \*\*Pause everything now/);
  });

  test("S0-45: the Leader is pinged about the roles that are missing, and nobody else", () => {
    const led = seal.play(
      seal.declare("P3"),
      [1, { do: "accept-role", role: "leader" }, by(ada)],
      [16, fire("fill"), clock],
    );
    const message = heard(seal, led);
    expect(message.content).toContain("Still missing: **Scribe**");
    expect(message.allowed_mentions.users).toEqual([ada.discord]);
  });

  test("S4-36: the whole team is on one page: who has which role, who is asked, who is missing", () => {
    const trustledger = worldOf("trustledger");
    const story = trustledger.play(trustledger.declare("P0"), [1, take("technical"), by(cy)]);
    const page = roster(sight(trustledger, story, cy));
    const text = page.content ?? JSON.stringify(page.components);
    expect(text).toContain(`**Incident Commander**: <@${ada.discord}> is asked`);
    expect(text).toContain(`**Technical Lead**: <@${cy.discord}> since 09:01 UTC`);
    expect(text).toContain("**Legal/Compliance**: **MISSING**");
    expect(text).toContain("**Smart contract developer**: nobody");
  });
});

test("S1R-2: the card shows each target as kept, late or still to come", () => {
  const atrium = worldOf("atrium");
  const story = atrium.play(
    atrium.declare("P0"),
    [3, { do: "accept-role", role: "commander" }, by(ada)],
    [20, examples.update],
  );
  const seconds = (minutes: number): number => at(minutes).getTime() / 1_000;
  expect(cardOf(atrium, story)).toContain(
    `Accepted ✅ <t:${seconds(3)}:f> · First update ⚠️ late <t:${seconds(20)}:f> · Resolved due <t:${seconds(60)}:R>`,
  );
});

describe("tasks in Discord", () => {
  const seal = worldOf("seal");
  const given = seal.play(
    seal.declare("P1"),
    [1, take("leader"), by(ada)],
    [2, { ...examples["give-task"], to: cy }, by(ada)],
  );

  test("S0-52, B7: the one who is to do it is pinged alone and finds the buttons there", () => {
    const message = heard(seal, given);
    expect(message.allowed_mentions.users).toEqual([cy.discord]);
    expect(JSON.stringify(message.components)).toMatch(/Understood T1.*Hand back T1/);
  });

  test("S0-53, B6: one that waits pings nobody and has no button", () => {
    const waiting = seal.play(given, [3, { ...examples["give-task"], to: cy }, by(ada)]);
    const message = heard(seal, waiting);
    expect(message.content).toContain("once their open task is closed");
    expect([message.allowed_mentions.users, message.components]).toEqual([[], []]);
  });

  test("when its time is over its person chooses between done, more time and handing back", () => {
    const over = seal.play(given, [3, examples["take-task"], by(cy)], [13, fire("task-time:T1"), clock]);
    const message = heard(seal, over);
    expect(message.allowed_mentions.users).toEqual([cy.discord]);
    const pressed = (name: string) => tasksView.presses[name]!(sight(seal, over, cy), "T1", []);
    expect(pressed("task-done")).toEqual({ order: { do: "finish-task", task: "T1", result: null } });
    expect(pressed("task-more")).toEqual({ order: { do: "extend-task", task: "T1", minutes: 10 } });
  });

  test("B7: a silence is told to the one who gave the task", () => {
    const silent = seal.play(
      given,
      [7, fire("task-unanswered:T1"), clock],
      [12, fire("task-silent:T1"), clock],
    );
    expect(heard(seal, silent).allowed_mentions.users).toEqual([ada.discord]);
  });

  test("the card names five open tasks and how many more there are; the list shows all, with one's own buttons", () => {
    const crowd = ["fay", "gus", "hal", "ivy", "jo", "kim"].map((name) => person(name));
    const busy = crowd.reduce(
      (story, who) => seal.play(story, [3, { ...examples["give-task"], to: who }, by(ada)]),
      given,
    );
    expect(cardOf(seal, busy)).toContain("… 2 more in /task list");
    const own = taskList(sight(seal, busy, crowd[5]!)); // The last of the six above.
    expect(own.content).toContain("**T7**");
    expect(JSON.stringify(own.components)).toContain("Done T7");
    expect(JSON.stringify(taskList(sight(seal, busy, bo)).components)).not.toContain("Done");
  });
});

describe("before people go on call", () => {
  const around = (text: string): Around => ({
    policy: settingOf(text).policy,
    onCall: [ada, bo],
    now: at(0),
  });

  test("S0R-4: SEAL's six things to have done are on one page", () => {
    const page = trainingPage(around("extends: seal")).content;
    expect(page).toContain("6) Have access to the alerting, tried out with a test alert");
    expect(page).toContain("⚠️ **on call** ada: nothing on record");
  });

  test("S4-118: who was trained when is on record, and what is older than a year is said", () => {
    const text = `extends: trustledger
people: { ada: { discord: "${ada.discord}" }, bo: { discord: "${bo.discord}" }, cy: { discord: "${cy.discord}" } }
training: { trainedOn: { ada: "2025-12-01", bo: "2024-12-01", cy: "2025-01-06" } }`;
    const page = trainingPage(around(text)).content;
    expect(page).toContain("☑️ **on call** ada: 2025-12-01");
    expect(page).toContain("⚠️ **on call** bo: 2024-12-01, too long ago");
    expect(page).toContain("☑️ cy: 2025-01-06");
  });

  test("/incident sheet finds a role by its name, and says so when there is none", () => {
    const command = rolesCommands.find(({ name }) => name === "sheet")!;
    const asked = (role: string): string => {
      const intent = command.read({ text: () => role, optional: () => role, person: () => null });
      return intent.ask === "look-around" ? (intent.at(around("extends: seal")).content ?? "") : "";
    };
    expect(asked("Incident Leader")).toContain("▸ Stop the damage first");
    expect(asked("Pope")).toContain("no such role");
  });
});

test("who is on call is rung for an offer only where the level pages them; elsewhere it is said", () => {
  const pci = under(settingOf("extends: pci"));
  const ringing = (level: string): string[] => {
    const { incident, events } = pci.declare(level);
    const offered = events.find(({ type }) => type === "role-offered")!;
    const message = roomMessage([offered], { incident, policy: pci.policy });
    expect(JSON.stringify(message)).toContain("It is yours when you accept.");
    return message.allowed_mentions.users ?? [];
  };
  expect(ringing("Severity 1")).toEqual([ada.discord]);
  expect(ringing("Severity 3")).toEqual([]);
});
