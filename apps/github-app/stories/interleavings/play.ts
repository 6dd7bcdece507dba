import { acts } from "./acts.ts";
import { interleave, type Outcome } from "./world.ts";

/** A small generator, so that what was found can be played again by its number. */
function chanceOf(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const stepsOf = 40;

export async function playSeed(seed: number): Promise<Outcome> {
  try {
    return await interleave(chanceOf(seed), acts, stepsOf);
  } catch (error) {
    return { differences: [String(error instanceof Error ? error.stack : error)], acts: [], conflicts: 0 };
  }
}
