import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rescueEdit } from "./rescue-edit.ts";

const base = "# What\r\nRPC is down\n\nOur note  \nlast line";

describe("an edit that was overwritten", () => {
  test("comes back whole when nothing else changed", () => {
    const lost = base.replace("Our note  ", "Our note, corrected");
    expect(rescueEdit({ base, lost, current: base })).toBe(lost);
  });

  test("is not brought back twice", () => {
    const lost = base.replace("RPC", "The RPC");
    expect(rescueEdit({ base, lost, current: lost })).toBe(lost);
  });

  test("and a later edit elsewhere both stand", () => {
    const lost = base.replace("RPC is down", "RPC is down since nine");
    const current = base.replace("last line", "last line\nand one more");
    expect(rescueEdit({ base, lost, current })).toBe(
      "# What\r\nRPC is down since nine\n\nOur note  \nlast line\nand one more",
    );
    expect(rescueEdit({ base, lost: current, current: lost })).toBe(
      "# What\r\nRPC is down since nine\n\nOur note  \nlast line\nand one more",
    );
  });

  test("of the same line as a later one is kept at the end instead of thrown away", () => {
    const lost = base.replace("RPC is down", "RPC is slow");
    const current = base.replace("RPC is down", "RPC is gone");
    const rescued = rescueEdit({ base, lost, current });
    expect(rescued.startsWith(current)).toBe(true);
    expect(rescued).toContain("RPC is slow");
  });
});

const text = fc
  .array(fc.constantFrom("a\n", "b\n", "c\r\n", "d", "\n"), { maxLength: 8 })
  .map((lines) => lines.join(""));

test("no line that a person wrote disappears", () => {
  fc.assert(
    fc.property(text, text, text, (base, addedLost, addedCurrent) => {
      const lost = `${base}\nLOST ${addedLost}`;
      const current = `CURRENT\n${addedCurrent}\n${base}`;
      const rescued = rescueEdit({ base, lost, current });
      expect(rescued).toContain("LOST");
      expect(rescued).toContain("CURRENT\n");
    }),
  );
});

test("without a lost edit the text stays as it is", () => {
  fc.assert(
    fc.property(text, text, (base, current) => {
      expect(rescueEdit({ base, lost: base, current })).toBe(current);
    }),
  );
});
