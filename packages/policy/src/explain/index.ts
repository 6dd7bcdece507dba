import { actionsOfLevel, actionsOfPolicy } from "./actions.ts";
import { aftercareOfLevel, aftercareOfPolicy } from "./aftercare.ts";
import { assessOfLevel, assessOfPolicy } from "./assess.ts";
import { callsOfLevel, callsOfPolicy } from "./calls.ts";
import { checklistOfLevel, checklistOfPolicy } from "./checklist.ts";
import { commsOfLevel, commsOfPolicy } from "./comms.ts";
import { documentsOfLevel, documentsOfPolicy } from "./documents.ts";
import { drillsOfLevel, drillsOfPolicy } from "./drills.ts";
import { evidenceOfLevel, evidenceOfPolicy } from "./evidence.ts";
import { filingsOfLevel, filingsOfPolicy } from "./filings.ts";
import { learningOfLevel, learningOfPolicy } from "./learning.ts";
import { promptsOfLevel, promptsOfPolicy } from "./prompts.ts";
import { restrictedOfLevel, restrictedOfPolicy } from "./restricted.ts";
import { rolesOfLevel, rolesOfPolicy } from "./roles.ts";
import { staffingOfLevel, staffingOfPolicy } from "./staffing.ts";
import { tasksOfLevel, tasksOfPolicy } from "./tasks.ts";
import { workOfLevel, workOfPolicy } from "./work.ts";
import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

const ofLevel = [
  rolesOfLevel,
  staffingOfLevel,
  tasksOfLevel,
  checklistOfLevel,
  assessOfLevel,
  callsOfLevel,
  commsOfLevel,
  evidenceOfLevel,
  filingsOfLevel,
  actionsOfLevel,
  aftercareOfLevel,
  drillsOfLevel,
  promptsOfLevel,
  documentsOfLevel,
  restrictedOfLevel,
  workOfLevel,
  learningOfLevel,
];
const ofPolicy = [
  rolesOfPolicy,
  staffingOfPolicy,
  tasksOfPolicy,
  checklistOfPolicy,
  assessOfPolicy,
  callsOfPolicy,
  commsOfPolicy,
  evidenceOfPolicy,
  filingsOfPolicy,
  actionsOfPolicy,
  aftercareOfPolicy,
  drillsOfPolicy,
  promptsOfPolicy,
  documentsOfPolicy,
  restrictedOfPolicy,
  workOfPolicy,
  learningOfPolicy,
];

/** What the parts of the process ask for at a level, one plain sentence each. */
export function partsOfLevel(policy: Policy, level: NamedLevel): string[] {
  return ofLevel.flatMap((explain) => explain(policy, level));
}

/** What they ask for at every level. */
export function partsOfPolicy(policy: Policy): string[] {
  return ofPolicy.flatMap((explain) => explain(policy));
}
