export type { Factor, Reading } from "./factors.ts";
export { likenessFrom, likenessMost, likenessWeights, lookalikesOf } from "./lookalikes.ts";
export type { Asked, DoneItem, PolicyChanged, RunbookChanged, Use } from "./loop.ts";
export { quarterAt, quarterBefore, quartersUntil, readQuarter, type Quarter } from "./quarter.ts";
export { isEmptyReport, learningReport, type LearningReport, type OverdueItem } from "./report.ts";
