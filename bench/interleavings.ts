import { playSeed, stepsOf } from "@muster/github-app/interleavings";
import { equal, shown, type Figure } from "./figures.ts";

const runs = 5_000;

/** Whether both sides and the tracker say the same at rest, whatever order people's acts and the news of them came in. */
export async function interleavings(): Promise<Figure[]> {
  let conflicts = 0;
  const apart: number[] = [];
  for (let seed = 0; seed < runs; seed += 1) {
    const played = await playSeed(seed);
    conflicts += played.conflicts;
    if (played.differences.length > 0) apart.push(seed);
  }
  const first = apart.slice(0, 10).join(", ");
  return [
    shown(`random orders of ${stepsOf} acts, news and writes`, runs),
    equal("of them ended equal on all sides", runs - apart.length, runs),
    shown("contradictions and writes that met a person's", conflicts),
    ...(apart.length === 0 ? [] : [shown("the first seeds that did not", first)]),
  ];
}
