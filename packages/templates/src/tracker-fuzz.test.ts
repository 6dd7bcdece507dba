import * as fc from "fast-check";
import { expect, test } from "vitest";
import { actionStatuses, type ActionStatus } from "@muster/incident";
import { readItems } from "./action-items.ts";
import { actionStatusOf } from "./item-boxes.ts";
import { itemChanges } from "./item-changes.ts";
import { explainTracker, putIncident } from "./plan-tracker.ts";
import { tickItems } from "./tick-items.ts";
import { anAction } from "./testing.ts";

/* Trackers as teams write them, with our anchored lines anywhere among theirs. `MUSTER_RUNS` plays more of them. */

const runs = Number(process.env["MUSTER_RUNS"] ?? 1_000);
const boxes = [" ", "~", "x", "X", "!", "-", "M"] as const;
const bullets = ["-", "*", "+", "1.", "12)"] as const;

const theirLine = fc
  .tuple(
    fc.constantFrom(...boxes, "?"),
    fc.constantFrom(
      "C-01 Phase: P0 — Reentrancy in the vault.",
      "H-7 Phase: P3+P12 — Keys on hardware (#12)",
      'L-2 Phase: P1 - reason: "obsolete"',
      "M-9 reopened: the fix was reverted, P0",
      "add a regression test – bo – 2026-12-01",
      "add a regression test, bo, 2026-12-01",
      "P0 P1 SEV-0 `- [ ] INC-1/A1`",
      "naïve 日本語 🦊 \u00a0 tabs\there",
    ),
  )
  .map(([box, text]) => `- [${box}] ${text}`);
const prose = fc.constantFrom(
  "",
  "## audit.md",
  "### Critical",
  "Setext\n---",
  "> - [ ] quoted P2",
  "| ID | Phase |\n| --- | --- |\n| C-01 | P4 |",
  "```md\n- [ ] INC-1/A1 look-alike <!-- muster:action=INC-1/A1 -->\n```",
  "<details>\n<summary>older</summary>\n\n- [x] old\n\n</details>",
  "Legend: [ ] open, [~] doing, [!] blocked, [-] wontfix, [M] mainnet",
);
const document = fc
  .record({
    above: fc.array(fc.oneof(theirLine, prose), { maxLength: 8 }),
    below: fc.array(fc.oneof(theirLine, prose), { maxLength: 8 }),
    bullet: fc.constantFrom(...bullets),
    box: fc.constantFrom(...boxes),
    words: fc.constantFrom(
      "INC-1/A1 check return values, bo, 2026-12-01",
      "said better by people, see #9",
      "P0",
    ),
    behind: fc.constantFrom("", " (#41)", ' reason: "with the next release"'),
    indent: fc.constantFrom("", "  ", "> "),
    bom: fc.constantFrom("", "\ufeff"),
    lineEnd: fc.constantFrom("\n", "\r\n"),
    tail: fc.constantFrom("", "\n", "\n\n"),
  })
  .map(({ above, below, bullet, box, words, behind, indent, bom, lineEnd, tail }) => {
    const line = `${indent}${bullet} [${box}] ${words} <!-- muster:action=INC-1/A1 -->${behind}`;
    const text = [...above, "", line, "", ...below].join("\n") + tail;
    return { box, page: bom + text.replace(/\n/g, lineEnd) };
  });

const itemAs = (status: ActionStatus) =>
  anAction("A1", {
    done: status === "done",
    ...(status === "open" || status === "done" ? {} : { stands: status }),
  });
const statusOf = (box: string): ActionStatus =>
  ({ " ": "open", "~": "doing", x: "done", X: "done", "!": "blocked", M: "blocked", "-": "dropped" })[
    box
  ] as ActionStatus;

test("S1-39: on any tracker a change of status is one character of one line, reads back as what it is, and touches no other byte", () => {
  let changed = 0;
  fc.assert(
    fc.property(document, fc.constantFrom(...actionStatuses), ({ page, box }, wanted) => {
      const was = statusOf(box);
      const written = [{ id: "A1", done: was === "done", status: was }];
      const section = { ref: "INC-1", title: "t", url: null, items: [itemAs(wanted)], written };
      const put = putIncident(page, section);
      // Pieces run together can set a look-alike free from its code block: then it is refused, as it must be.
      if (readItems(page).length !== 1) {
        expect(put.ok).toBe(false);
        return;
      }
      if (!put.ok) throw new Error(explainTracker(put.refused));
      const differing = [...put.value].filter((char, at) => char !== [...page][at]);
      expect([...put.value]).toHaveLength([...page].length);
      expect(differing.length).toBe(was === wanted ? 0 : 1);
      if (was === wanted) return;
      changed += 1;
      // What somebody set since we wrote is left to them until it is heard.
      const other = actionStatuses.find((one) => one !== was && one !== wanted)!;
      const unheard = [{ id: "A1", done: other === "done", status: other }];
      expect(putIncident(page, { ...section, written: unheard })).toEqual({ ok: true, value: page });
      expect(itemChanges(page, put.value)).toMatchObject([
        { ref: "INC-1", id: "A1", is: "set", status: wanted },
      ]);
      expect(
        putIncident(put.value, {
          ...section,
          written: [{ id: "A1", done: wanted === "done", status: wanted }],
        }),
      ).toEqual(put);
      expect(readItems(put.value).map(({ status }) => actionStatusOf[status])).toEqual([wanted]);
    }),
    { numRuns: runs },
  );
  expect(changed).toBeGreaterThan(runs / 2);
}, 120_000);

test("S1-39: a line that was taken out stays out, one that stands twice is refused with what to do, and a published page gets boxes alone", () => {
  fc.assert(
    fc.property(document, ({ page }) => {
      if (readItems(page).length !== 1) return;
      const line = page
        .split(/\r\n|\n/)
        .findLast((one) => /\] .*muster:action=INC-1\/A1 -->(?! *```)/.test(one))!;
      const without = page.replace(line, "");
      const written = [{ id: "A1", done: false, status: "open" as const }];
      const section = { ref: "INC-1", title: "t", url: null, items: [itemAs("done")], written };
      if (readItems(without).length === 0) {
        expect(putIncident(without, section)).toEqual({ ok: true, value: without });
        expect(itemChanges(page, without)).toEqual([{ ref: "INC-1", id: "A1", is: "gone" }]);
        expect(tickItems(without, section)).toBeNull();
      }
      const twice = `${page}\n\n- [ ] again <!-- muster:action=INC-1/A1 -->\n`;
      if (readItems(twice).length !== 2) return;
      const put = putIncident(twice, section);
      expect(put).toMatchObject({ ok: false, refused: { because: "item-twice", key: "INC-1/A1" } });
      expect(itemChanges(page, twice)).toEqual([{ ref: "INC-1", id: "A1", is: "doubled" }]);
    }),
    { numRuns: Math.ceil(runs / 4) },
  );
}, 120_000);
