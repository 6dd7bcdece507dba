/** What the record teaches: figures, scores and the maturity report, each worked out from events alone. */
export {
  pastAnchors,
  pastIncident,
  type PastAction,
  type PastAnchor,
  type PastIncident,
  type PastMoment,
} from "./past-incident.ts";
export type { Cadence } from "./past/cadence.ts";
export type { Responder } from "./past/responders.ts";
export * from "./charts/index.ts";
export * from "./metrics/index.ts";
export { spanBetween } from "./span.ts";
export * from "./maturity/index.ts";
export * from "./drills/index.ts";
export * from "./learning/index.ts";
