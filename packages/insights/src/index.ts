/** What the record teaches: figures, scores and the maturity report, each worked out from events alone. */
export { spanBetween } from "./span.ts";
