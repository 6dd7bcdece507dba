import { declared, examples, play, policy } from "@muster/incident/testing";
import type { IncidentEvent } from "@muster/incident";
import { expect, test } from "vitest";
import { likenessView } from "./likeness.ts";
import type { Saying } from "./part.ts";

const story = play(declared(), [1, examples["note-lookalikes"]]);
const event = story.events.at(-1) as Extract<IncidentEvent, { type: "lookalikes-noted" }>;
const said = (incident = story.incident): Saying =>
  likenessView.words["lookalikes-noted"](event, { incident, policy }) as Saying;

test("B20: the room hears what the incident looks like, with the postmortem, what was to be done and is not, and two buttons", () => {
  expect(said().text).toBe(
    [
      "🔁 **This looks like something that was before.** Nobody has judged that yet.",
      "- **INC-12** Withdrawals stuck, [postmortem](<https://github.com/acme/protocol/pull/9>). In common: the service vault; the words withdrawals, bridge.",
      "  Its open action item: “alert on pool size” (bo, due 2026-01-03).",
    ].join("\n"),
  );
  expect(said().pings).toEqual([]);
  expect(said().rows.map((row) => row.map((one) => ("label" in one ? one.label : "")))).toEqual([
    ["It is INC-12 again", "INC-12 is not related"],
  ]);
});

test("the buttons lead to the link and to the trace that it is not related; a restricted incident is not linked", () => {
  const sight = {} as Parameters<(typeof likenessView.presses)["like-link"] & object>[0];
  expect(likenessView.presses["like-link"]?.(sight, "INC-12", [])).toEqual({
    order: { do: "link-recurrence", of: null, asked: "INC-12" },
  });
  expect(likenessView.presses["like-not"]?.(sight, "INC-12", [])).toEqual({
    order: { do: "reject-lookalike", of: "INC-12" },
  });
  const restricted = play(story, [2, examples.restrict]).incident;
  expect(said(restricted).rows.map((row) => row.length)).toEqual([1]);
});

test("the card names it until somebody has judged it", () => {
  const card = (one: typeof story): string[] =>
    likenessView.card({ incident: one.incident, policy }).map(({ text }) => text);
  expect(card(story)).toEqual([
    "**Looks like**\n**INC-12** Withdrawals stuck, [postmortem](<https://github.com/acme/protocol/pull/9>)",
  ]);
  expect(card(play(story, [2, examples["reject-lookalike"]]))).toEqual([]);
});
