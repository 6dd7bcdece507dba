export {
  findLevel,
  highestLevel,
  levelLabel,
  levelsOf,
  severityOf,
  type NamedLevel,
  type Severity,
} from "./levels.ts";
export { atrium } from "./presets/atrium.ts";
export { policySchema, type Level, type MitigationStep, type Policy, type Role } from "./schema.ts";
