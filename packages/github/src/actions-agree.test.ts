import * as fc from "fast-check";
import { expect, test } from "vitest";
import { actionStatuses } from "@muster/incident";
import { actionWorld } from "../test/action-world.ts";

const places = ["discord", "issue", "tracker", "postmortem"] as const;
const runs = Number(process.env["MUSTER_RUNS"] ?? 300);

const move = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      is: fc.constant("do" as const),
      place: fc.constantFrom(...places),
      status: fc.constantFrom(...actionStatuses),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ is: fc.constant("hear" as const), which: fc.nat(9), isAgain: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ is: fc.constant("write" as const), place: fc.constantFrom(...places.slice(1)) }),
  },
);

test("B19: whatever people do in Discord, on the issue, in the tracker and in the postmortem, and whenever it is heard, all end as the last one meant", () => {
  fc.assert(
    fc.property(fc.array(move, { minLength: 2, maxLength: 14 }), (moves) => {
      const world = actionWorld();
      for (const one of moves) {
        if (one.is === "do") world.doIt(one);
        else if (one.is === "hear") world.hearOne(one.which, one.isAgain);
        else if (one.place !== "discord") world.write(one.place);
      }
      world.settle();
      const { last, core, issue, tracker, isTicked } = world.look();
      const isOver = core === "done" || core === "dropped";
      expect({ tracker, issue, isTicked }).toEqual({
        tracker: core,
        issue: isOver ? core : "open",
        isTicked: isOver,
      });
      if (last === null) return;
      // An issue and a plain box know open and over alone: what is in progress or blocked is open there.
      const meant = last.status;
      const isVague = last.place === "issue" || last.place === "postmortem";
      const meantOver =
        last.place === "postmortem" ? meant === "done" : meant === "done" || meant === "dropped";
      if (isVague) expect(isOver).toBe(meantOver);
      else expect(core).toBe(meant);
    }),
    { numRuns: runs },
  );
}, 120_000);
