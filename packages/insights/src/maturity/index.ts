export { attest, explainAttest, findItem, noteMax, type AttestRefusal } from "./attest.ts";
export {
  itemIds,
  maturityItems,
  maturityLabel,
  maturityLevels,
  type ItemId,
  type MaturityItem,
  type MaturityLevel,
} from "./model.ts";
export { sayNeeds, shownMax, type Evidence, type RowReport, type RowState } from "./judge-row.ts";
export type { Attestation, MaturityRecord, PolicyVersionSeen, RecordedIncident } from "./record.ts";
export {
  fewestIncidents,
  maturityReport,
  maturityTrend,
  sayLevel,
  type AttestedLevel,
  type ItemReport,
  type MaturityReport,
  type TrendPoint,
} from "./report.ts";
export { maturityRows, ruleVersion } from "./rows/index.ts";
export type { Row } from "./row.ts";
