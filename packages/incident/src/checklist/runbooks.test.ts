import { describe, expect, test } from "vitest";
import { runbooksOf } from "@muster/policy";
import { at, by, bo, declared, examples, type Story } from "../testing.ts";
import { ring, settingOf, under } from "../testing-policies.ts";
import { openRunbooks, standingOf, tickable } from "./standing.ts";
import { timers } from "./timers.ts";
import { suggestRunbooks } from "./suggest.ts";
import { fillIn } from "./variables.ts";

const setting = settingOf("extends: seal");
const seal = under(setting);
const open = (runbook: string) => ({ do: "open-runbook", runbook }) as const;
const said = (title: string): string[] => {
  const { incident } = declared({ title, level: "P1" }, { setting });
  return suggestRunbooks(incident, seal.policy).map(({ runbook }) => runbook.id);
};

test("S0-60: every kind of trouble has a runbook that opens as a checklist in the incident", () => {
  for (const { id, steps, resolution } of runbooksOf(seal.policy)) {
    const story = seal.play(seal.declare("P1"), [3, open(id)]);
    const own = tickable({ incident: story.incident, policy: seal.policy }).filter(({ step }) =>
      step.id.startsWith(`${id}.`),
    );
    expect(own).toHaveLength(Object.keys(steps).length + Object.keys(resolution).length);
    expect(story.incident.timeline.at(-1)!.text).toMatch(/^Runbook in use: /);
  }
});

test("its steps keep who, when and what they are asked for, also after it was put away", () => {
  const step = "ddos-attack.confirm-ddos";
  const story = seal.play(seal.declare("P2"), [3, open("DDoS attack")]);
  const tick = { ...examples["tick-steps"], steps: [step] };
  expect(seal.refusal(story, tick)).toContain("Write down what shows that it is one.");
  const ticked = seal.play(story, [4, { ...tick, note: "90,000 requests a second" }, by(bo)]);
  expect(standingOf(ticked.incident, { id: step })).toMatchObject({ is: "ticked", by: bo });
  const away = seal.play(ticked, [9, { do: "close-runbook", runbook: "ddos-attack" }]);
  expect(openRunbooks({ incident: away.incident, policy: seal.policy })).toEqual([]);
  expect(standingOf(away.incident, { id: step })).toMatchObject({ note: "90,000 requests a second" });
  expect(seal.refusal(away, { ...tick, note: "x" })).toContain("There is no step");
  expect(seal.refusal(story, open("tea"))).toContain("There is no runbook `tea`. Choose one of");
});

test("one that is opened twice is open once", () => {
  const story = seal.play(seal.declare("P2"), [3, open("ddos-attack")]);
  expect(seal.play(story, [4, open("ddos-attack"), by(bo)]).events).toHaveLength(story.events.length);
});

test.each([
  ["ddos-attack", 30, /^Reminder: DDoS attack: .*tell the team/],
  ["third-party-outage", 20, /^Reminder: Third-party outage: Look again at the provider/],
])(
  "while %s is in use people are asked every %i min, until it is put away or over",
  (id, everyMin, words) => {
    const name = `runbook:${id}`;
    const next = ({ incident }: Story): number | undefined => {
      const listed = timers({ incident, policy: seal.policy, level: null });
      const timer = listed.find((one) => one.name === name);
      return timer === undefined ? undefined : minuteOf(timer.dueAt);
    };
    const story = seal.play(seal.declare("P2"), [3, open(id)]);
    expect(next(story)).toBe(3 + everyMin);
    const asked = ring(seal, story, name, 3 + everyMin);
    const ask = asked.incident.timeline.findLast(({ text }) => words.test(text))!;
    expect(next(asked)).toBe(minuteOf(new Date(ask.at)) + everyMin);
    expect(next(seal.play(asked, [170, { do: "close-runbook", runbook: id }]))).toBeUndefined();
    expect(next(seal.play(asked, [170, examples.resolve]))).toBeUndefined();
  },
);

const minuteOf = (date: Date): number => (date.getTime() - at(0).getTime()) / 60_000;

describe("a runbook is suggested by what people said", () => {
  test.each([
    ["Vault is being drained by an attacker", "smart-contract-exploit"],
    ["Deployer key leaked into a log", "key-compromise"],
    ["DNS of app.example points elsewhere", "dns-hijack"],
    ["RPC provider is down", "third-party-outage"],
    ["Rate limit hit: botnet traffic", "ddos-attack"],
  ])("%s", (title, id) => {
    expect(said(title)[0]).toBe(id);
  });

  test("or by the kind that somebody gave it, which comes first", () => {
    const [kind, { name, runbooks }] = Object.entries(seal.policy.kinds).find(([, one]) =>
      one.runbooks.includes("ddos-attack"),
    )!;
    const told = seal.play(declared({ title: "Key leaked", level: "P1" }, { setting }), [
      2,
      { do: "set-kind", kind },
    ]);
    const [first, second] = suggestRunbooks(told.incident, seal.policy);
    expect([first!.runbook.id, first!.words]).toEqual([runbooks[0], [name]]);
    expect(second!.runbook.id).toBe("key-compromise");
  });

  test("and not where nothing speaks for it", () => {
    expect(said("Typo on the start page")).toEqual([]);
    // A word that only contains another one is not that word.
    expect(said("Monkeys on the start page")).toEqual([]);
  });
});

describe("commands are shown with what is public filled in", () => {
  const { policy } = under(
    settingOf(
      "extends: atrium\nvariables: { POSTERN_KILL_SWITCH: '0x00000000000000000000000000000000000000aa' }",
    ),
  );
  const { incident } = declared({ title: "Withdrawals fail" });

  test("S1-23: the hotfix branch carries the day of the incident", () => {
    expect(fillIn("git checkout -b $HOTFIX_BRANCH # ${INCIDENT_REF}", incident, policy)).toBe(
      "git checkout -b hotfix/incident-2026-01-05 # INC-1",
    );
  });

  test("S1-22: a name that looks secret stays a name, and so does one that nobody knows", () => {
    const [first] = policy.levels["P0"]!.mitigation;
    expect(fillIn(first!.command!, incident, policy)).toBe(
      'cast send 0x00000000000000000000000000000000000000aa "revokeAll(address)" $COMPROMISED_ACCOUNT',
    );
    const leaky = { ...policy, variables: { MULTISIG_KEY_1: "0xdead", DEPLOY_TOKEN: "t", SEED: "s" } };
    const command = "x --private-key $MULTISIG_KEY_1 --t ${DEPLOY_TOKEN} $SEED";
    expect(fillIn(command, incident, leaky)).toBe(command);
  });
});
