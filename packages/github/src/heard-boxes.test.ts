import { describe, expect, test } from "vitest";
import { bo, declared, play } from "@muster/incident/testing";
import { hearBoxes, heardAfterWriting, heardInAll, knownBoxes, withKnown } from "./heard-boxes.ts";

const path = "docs/plan-tracker.md";
const line = (box: string, id = "A1"): string => `- [${box}] check <!-- muster:action=INC-1/${id} -->\n`;
const known = (page: string, heard = {}, asItStands = false) =>
  knownBoxes(page, { path, ref: "INC-1" }, { heard, asItStands });
const { actions } = play(declared(), [3, { do: "add-action", text: "check", owner: bo, due: "9d" }]).incident;

describe("a box that people set", () => {
  test("is known once it was heard, in whatever order the news came", () => {
    expect(known(line("x"))).toEqual({});
    const forth = hearBoxes(hearBoxes({}, path, { A1: "done" }), path, { A1: "open" });
    const back = hearBoxes(hearBoxes({}, path, { A1: "open" }), path, { A1: "done" });
    for (const heard of [forth, back]) {
      expect(known(line("x"), heard)).toEqual({ A1: "done" });
      expect(known(line(" "), heard)).toEqual({ A1: "open" });
      expect(known(line("!"), heard)).toEqual({});
    }
  });

  test("on another page, or of another item, is another one", () => {
    const heard = hearBoxes({}, "incidents/x.md", { A1: "done" });
    expect(known(line("x"), heard)).toEqual({});
    expect(known(line("x", "A2"), hearBoxes({}, path, { A1: "done" }))).toEqual({});
  });

  test("is as good as known where no word is missed, but for a mark that says nothing", () => {
    expect(known(line("M") + line("?", "A2"), {}, true)).toEqual({ A1: "blocked" });
  });
});

test("what was heard is over once the page says what the record says, and not before", () => {
  const heard = hearBoxes({}, path, { A1: "done" });
  const about = { path, ref: "INC-1", items: actions, boxes: "legend" } as const;
  expect(heardAfterWriting(heard, line(" "), about)).toEqual({});
  expect(heardAfterWriting(heard, line("x"), about)).toEqual(heard);
  expect(heardInAll([heard, {}])).toEqual({});
  expect(heardInAll([heard, heard])).toEqual(heard);
});

test("words beside a box stay ours, whoever set the box", () => {
  const written = [{ id: "A1", done: false, status: "open", text: "INC-1/A1 check" }] as const;
  expect(withKnown(written, { A1: "done", A2: "doing" }, { asItStands: false })).toEqual([
    { id: "A1", done: true, status: "done", text: "INC-1/A1 check", ever: [] },
    { id: "A2", done: false, status: "doing", text: undefined, ever: [] },
  ]);
  expect(withKnown(written, { A1: "done" }, { asItStands: true })).toMatchObject([{ ever: ["done"] }]);
  expect(withKnown(null, {}, { asItStands: false })).toBeNull();
});
