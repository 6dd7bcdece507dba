import { describe, expect, test } from "vitest";
import { ada, bo, by, clock, cy, declared, eve, examples, type Story } from "../testing.ts";
import { due, fire, settingOf, told, under } from "../testing-policies.ts";

const world = under(settingOf("extends: atrium"));
const written = {
  do: "write-disclosure",
  text: "The relay could be drained; it was fixed in time.",
  on: "10d",
} as const;
const confirm = { do: "confirm-redactions", version: 1 } as const;
const approve = { do: "approve-disclosure", version: 1 } as const;

/** Eve's incident with ada, bo and cy in it, and over. */
const over = (): Story =>
  world.play(
    declared({ level: "P1", restricted: "keys" }, { setting: settingOf("extends: atrium"), actor: by(eve) }),
    ...[bo, cy].map(
      (to) =>
        [1, { do: "give-access", to, reason: null }, by(eve)] as [
          number,
          (typeof examples)["give-access"],
          ReturnType<typeof by>,
        ],
    ),
    [2, examples.resolve, by(eve)],
  );
const read = (): Story => world.play(over(), [3, written, by(eve)]);

describe("B24, S0-80: the public account of a restricted incident", () => {
  test("goes out on its day, once one person confirmed the redactions and another approved it", () => {
    const story = world.play(read(), [4, confirm, by(bo)], [5, approve, by(cy)]);
    // Ten days on, at midnight; the story began at nine.
    expect(due(story, world.policy)["disclose:1"]).toBe(10 * 24 * 60 - 9 * 60);
    expect(told(story, read())).not.toContain("disclosure");
    const out = world.play(story, [10 * 24 * 60, fire("disclose:1"), clock]);
    expect(told(out, story)).toContain("disclosure");
    expect(out.incident.restricted).not.toBeNull();
  });

  test("needs two people beside its writer's words: the writer and the one who confirmed cannot approve", () => {
    expect(world.refusal(read(), approve, by(cy))).toContain("Nobody has confirmed");
    const confirmed = world.play(read(), [4, confirm, by(bo)]);
    expect(world.refusal(confirmed, approve, by(bo))).toContain("Somebody else must approve");
    expect(world.refusal(confirmed, approve, by(eve))).toContain("Somebody else must approve");
    expect(due(confirmed, world.policy)["disclose:1"]).toBeUndefined();
  });

  test("a changed text needs both again; a button under the old one says so", () => {
    const approved = world.play(read(), [4, confirm, by(bo)], [5, approve, by(cy)]);
    const anew = world.play(approved, [6, { ...written, text: "Another text." }, by(ada)]);
    expect(anew.incident.disclosure).toMatchObject({ version: 2, confirmedBy: null, approvedBy: null });
    expect(world.refusal(anew, confirm, by(bo))).toContain("it is 2 now");
    expect(due(anew, world.policy)["disclose:1"]).toBeUndefined();
    const back = world.play(approved, [6, { do: "withdraw-disclosure", reason: "later" }, by(ada)]);
    expect(back.incident.disclosure).toBeNull();
  });

  test("secrets, card numbers, addresses and phone numbers are taken out of it before it is kept", () => {
    const card = ["4111", "1111", "1111", "1111"].join(" ");
    const text = `Written by eve@acme.io from 10.1.2.3, call +49 170 1234567, card ${card}.`;
    const { disclosure, timeline } = world.play(over(), [3, { ...written, text }, by(eve)]).incident;
    expect(disclosure?.text).not.toMatch(/acme\.io|10\.1\.2\.3|170|4111/);
    expect(disclosure?.withheld).toEqual(
      expect.arrayContaining(["e-mail address", "private network address", "phone number"]),
    );
    expect(timeline.at(-1)?.text).toContain("without what was found in it");
  });

  test("an incident that is not restricted has its pull request for that", () => {
    const open = world.play(world.declare("P1"), [1, examples.resolve]);
    expect(world.refusal(open, written)).toContain("not restricted");
  });
});
