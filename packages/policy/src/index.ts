export { alertLevel, externalAfterMin, externalPostsFor, highestAlertLevel } from "./alert-level.ts";
export { checkPolicy } from "./check.ts";
export { anchorsInUse, anchorsOf, catalogue, clocksOf } from "./clocks/catalogue.ts";
export type { AnchorTerms, Clock, Deadline, Offset } from "./clocks/clock.ts";
export { offsetAfter, sayOffset } from "./clocks/offset.ts";
export { criteriaOf, type Criterion } from "./criteria.ts";
export { diffPolicies, type PolicyChange } from "./diff.ts";
export { asksEarly, deadlineInWords } from "./explain/filings.ts";
export {
  documentSlots,
  documentTimes,
  isSlot,
  slotPattern,
  slotProblems,
  slotWords,
  type SlotName,
  type SlotNames,
} from "./document-slots.ts";
export { documentsOf, type PolicyDocument } from "./documents.ts";
export { diffSentences, type SaidDifferently } from "./diff-sentences.ts";
export { explainPolicy, explainSections } from "./explain-policy.ts";
export { partsOfLevel, partsOfPolicy } from "./explain/index.ts";
export { factNames, isFact, type Fact, type FactName } from "./fact-names.ts";
export { isoWeekOf } from "./iso-week.ts";
export { policyJsonSchema } from "./json-schema.ts";
export {
  findLevel,
  highestLevel,
  levelLabel,
  levelsOf,
  severityOf,
  severityPrefix,
  type NamedLevel,
  type Severity,
} from "./levels.ts";
export { loadPolicy, type LoadedPolicy, type LoadOptions } from "./load.ts";
export {
  onCallAt,
  parseOnCall,
  resolvePerson,
  whoIsOnCall,
  type OnCallDocument,
  type OnCallWeek,
  type ResolvedPerson,
} from "./on-call.ts";
export { phasesOf, type NamedPhase, type NamedStep, type Phase, type Step } from "./phases.ts";
export { atrium } from "./presets/atrium.ts";
export { presets } from "./presets/index.ts";
export { asksQuestions } from "./explain/aftercare.ts";
export {
  drillMoves,
  type DrillMove,
  type Inject,
  type InjectSource,
  type Scenario,
} from "./scenarios/scenario.ts";
export { findScenario, scenariosOf, type NamedScenario } from "./scenarios-of.ts";
export { actionKinds, type ActionKind } from "./parts/aftercare.ts";
export { findRunbook, runbooksOf, staleFrom, stepsOfRunbook, type NamedRunbook } from "./runbooks-of.ts";
export { runbookTemplate } from "./runbooks/template.ts";
export { type Runbook, type RunbookStep } from "./runbook.ts";
export { secretName } from "./secret-names.ts";
export { sayProblem, type Problem } from "./problem.ts";
export { policyBytesMax } from "./read-yaml.ts";
export { nextPeriodAt, periodOf, type Review } from "./review-period.ts";
export { fallbackCard, policyPages } from "./pages/index.ts";
export {
  policySchema,
  type ExternalPost,
  type Level,
  type MitigationStep,
  type Policy,
  type Role,
} from "./schema.ts";
export { policyDocuments, type Starting } from "./starter/policy-documents.ts";
export { policyPath } from "./starter/policy-path.ts";
export { securityPageGap, securityPaths } from "./starter/security-page.ts";
export { staleContacts } from "./stale-contacts.ts";
