import { describe, expect, test } from "vitest";
import { ada, at, by, clock, declared, examples, play, policy, type Story } from "@muster/incident/testing";
import { settingOf, under } from "@muster/incident/testing-policies";
import { asksView } from "./asks.ts";
import { partViews } from "./parts.ts";
import { reviewView } from "./review.ts";
import { roomMessage } from "./say.ts";

const asked = play(declared(), [30, { do: "fire-timer", name: "update" }, clock]);
const labels = (message: { components: unknown[] }): string[] =>
  [...JSON.stringify(message.components).matchAll(/"label":"([^"]+)"/g)].map(([, label]) => label!);
const card = (story: Story): string =>
  partViews
    .card({ incident: story.incident, policy })
    .map(({ text }) => text)
    .join("\n");

test("an ask begins with the button that answers it, and ends with the ways to put it off", () => {
  const message = roomMessage([asked.events.at(-1)!], { incident: asked.incident, policy });
  expect(labels(message)).toEqual(["Write update", "In 30 min", "In 2 h", "Tomorrow", "Not needed"]);
  expect(message.content).toContain("one is due every 30 min. What is known, what is being done?");
});

test("B11: an update that is overdue stands on the card, with by how much, until it is written", () => {
  expect(card(declared())).not.toContain("overdue");
  const late = play(declared(), [42, { do: "fire-timer", name: "update" }, clock]);
  const dueAt = at(30).getTime() / 1_000;
  expect(card(late)).toContain(`⏰ **Update overdue** by 12 min when last asked; it was due <t:${dueAt}:R>`);
  expect(card(play(late, [43, examples.update]))).not.toContain("overdue");
  expect(card(play(late, [43, examples.resolve]))).not.toContain("overdue");
});

describe("what was asked", () => {
  const sight = (story: Story) => ({
    incident: story.incident,
    policy,
    remotes: {},
    person: ada,
    isResponder: true,
    groups: [],
    now: at(60),
  });

  test("lists each ask with how it stands and the way back, and a stranger's words pull no strings", () => {
    const dismissed = play(asked, [31, { do: "dismiss-ask", ask: "Q1", reason: "@everyone knows" }, by(ada)]);
    const message = asksView(dismissed.incident);
    expect(message.content).toContain(
      "**Q1** no update for 30 min · 🔕 not asked again (ada: @\u200beveryone knows)",
    );
    expect(labels(message)).toEqual(["Ask Q1 again"]);
    expect(asksView(declared().incident).content).toBe("Nothing was asked in **INC-1** yet.");
  });

  test("its buttons give just the orders that they promise", () => {
    const press = (what: string) => {
      const [name = "", ...arg] = what.split("/");
      return partViews.presses[name]!(sight(asked), arg.join("/"), []);
    };
    expect(press("ask-snooze/Q1/tomorrow")).toEqual({
      order: { do: "snooze-ask", ask: "Q1", span: "tomorrow" },
    });
    expect(press("ask-dismiss/Q1")).toEqual({ order: { do: "dismiss-ask", ask: "Q1", reason: null } });
    expect(press("ask-back/Q1")).toEqual({ order: { do: "restore-ask", ask: "Q1" } });
    expect(press("still-on")).toMatchObject({ order: { do: "note", text: "Still being worked on." } });
    expect(press("quiet")).toEqual({ order: { do: "confirm-quiet", note: null } });
    expect(press("feedback/response")).toEqual({ ask: "review.feedback", filled: { question: "response" } });
  });
});

describe("what follows", () => {
  const watching = under(
    settingOf("extends: atrium\nlevels: { P1: { watchDays: 7, meetingWithinHours: 48 } }"),
  );
  const over = watching.play(watching.declare("P1"), [60, examples.resolve]);
  const heard = (story: Story) =>
    roomMessage([story.events.at(-1)!], { incident: story.incident, policy: watching.policy });

  test("B10: the daily question is answered with one press", () => {
    const day = watching.play(over, [1_500, { do: "fire-timer", name: "watch" }, clock]);
    expect(heard(day).content).toContain("Day 1 of 7 of the watch: is it quiet so far?");
    expect(labels(heard(day)).slice(0, 2)).toEqual(["All quiet", "It is back"]);
  });

  test("B20: the end of the watch asks what the policy still wants to know", () => {
    const end = watching.play(over, [60 + 7 * 1_440, { do: "fire-timer", name: "watch-end" }, clock]);
    expect(heard(end).content).toContain("The watch is over");
    expect(labels(heard(end))).toEqual(["Slow detection", "Unclear response"]);
  });

  test("B20: the review shows the questions with what the record says, and answers with who gave them", () => {
    const answered = watching.play(over, [61, examples["give-feedback"]]);
    const sight = { incident: answered.incident, policy: watching.policy };
    const message = reviewView(sight as never);
    const text = JSON.stringify(message);
    expect(text).toContain("When it began is not known");
    expect(text).toContain("☑️ **Unclear response**: yes (A1), ada");
    expect(labels(message)).toEqual(["Slow detection", "Schedule the review"]);
  });
});
