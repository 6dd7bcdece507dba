/** Minutes from one to a year: spans of incidents differ so much that only their order of size can be drawn. */
export const ticks: readonly [minutes: number, words: string][] = [
  [1, "≤ 1 min"],
  [5, "5 min"],
  [15, "15 min"],
  [60, "1 h"],
  [240, "4 h"],
  [1_440, "1 d"],
  [10_080, "1 week"],
  [43_200, "30 d"],
  [525_600, "1 year"],
];

/** A scale on which each factor has the same length. What is below a minute stands at its beginning. */
export type Scale = { ticks: readonly [number, string][]; share(minutes: number): number };

/** The scale that just holds these values, from a minute on. */
export function scaleFor(minutes: readonly number[]): Scale {
  const most = Math.max(1, ...minutes);
  const end = ticks.findIndex(([tick]) => tick >= most);
  const shown = ticks.slice(0, end === -1 ? ticks.length : Math.max(end + 1, 2));
  const last = shown.at(-1)?.[0] ?? 1;
  const share = (value: number): number => Math.min(1, Math.log(Math.max(1, value)) / Math.log(last));
  return { ticks: shown, share };
}
