import { expect, test } from "vitest";
import { settingOf, under } from "@muster/incident/testing-policies";
import { roomMessage } from "./say.ts";

const text = "extends: atrium\nactions: { escalation: { afterDays: 3, to: TO } }\n";
const day = 24 * 60;

/** An item that stays overdue until somebody else hears of it, and that message. */
function escalated(to: string) {
  const world = under(settingOf(text.replace("TO", to)));
  const bo = { name: "bo", discord: "2", github: "bo" };
  const story = world.play(
    world.declare("P1"),
    [1, { do: "add-action", text: "check *all* return values", owner: bo, due: "2d" }],
    [2, { do: "resolve", summary: "fixed" }],
  );
  const late = world.pass(story, 8 * day);
  const told = late.events.filter(
    (event) => event.type === "reminded" && event.of.about === "actions-escalated",
  );
  const [event] = told;
  if (event === undefined) throw new Error("Nobody heard of it.");
  return {
    count: told.length,
    message: roomMessage([event], { incident: late.incident, policy: world.policy }),
  };
}

test("S0-74: what stays overdue is told once to whom the policy names, with what could help and a button for each", () => {
  const { count, message } = escalated("decision-makers");
  expect(count).toBe(1);
  expect(message.content).toContain(
    "📣 Decision Makers These stay overdue. What helps: more time, somebody else, or dropping it?",
  );
  expect(message.content).toContain("check \\*all\\* return values");
  const shown = JSON.stringify(message.components);
  expect(shown).toContain("A1 is done");
  expect(shown).toContain("Remind later");
  // A group is named; only its role, where there is one, could be rung.
  expect(message.allowed_mentions).toMatchObject({ parse: [], users: [] });
});

test("marking an item for the release gate says so where the policy has no gate", () => {
  const marked = (policy: string): string => {
    const world = under(settingOf(policy));
    const bo = { name: "bo", discord: "2", github: "bo" };
    const story = world.play(
      world.declare("P1"),
      [1, { do: "add-action", text: "check", owner: bo, due: "2d" }],
      [2, { do: "gate-action", action: "A1", gate: true }],
    );
    const event = story.events.findLast(({ type }) => type === "action-changed")!;
    return roomMessage([event], { incident: story.incident, policy: world.policy }).content ?? "";
  };
  expect(marked("extends: atrium\n")).toContain("nothing waits yet");
  expect(marked("extends: atrium\nactions: { releaseGate: {} }\n")).not.toContain("nothing waits yet");
});
