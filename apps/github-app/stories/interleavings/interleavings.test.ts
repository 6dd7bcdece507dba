import { expect, test } from "vitest";
import { playSeed } from "./play.ts";

/** `INTERLEAVINGS=5000 vitest run interleavings` tries as many; `SEED=17` plays one again and tells it. */
const runs = Number(process.env["INTERLEAVINGS"] ?? 60);
const only = process.env["SEED"];

test("B19, S1-39: whatever people do in Discord and on GitHub at once, both sides and the tracker end equal, and no word of theirs is lost", async () => {
  const seeds = only === undefined ? Array.from({ length: runs }, (_, seed) => seed) : [Number(only)];
  for (const seed of seeds) {
    const { differences, acts } = await playSeed(seed);
    expect({ seed, differences, acts: differences.length === 0 ? [] : acts }).toEqual({
      seed,
      differences: [],
      acts: [],
    });
  }
}, 600_000);
