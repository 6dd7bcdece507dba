import { actionsFields, actionsLevelFields } from "./actions.ts";
import { aftercareFields, aftercareLevelFields } from "./aftercare.ts";
import { assessFields, assessLevelFields } from "./assess.ts";
import { callsFields, callsLevelFields } from "./calls.ts";
import { checklistFields, checklistLevelFields } from "./checklist.ts";
import { commsFields, commsLevelFields } from "./comms.ts";
import { drillsFields, drillsLevelFields } from "./drills.ts";
import { documentsFields, documentsLevelFields } from "./documents.ts";
import { evidenceFields, evidenceLevelFields } from "./evidence.ts";
import { filingsFields, filingsLevelFields } from "./filings.ts";
import { learningFields, learningLevelFields } from "./learning.ts";
import { promptsFields, promptsLevelFields } from "./prompts.ts";
import { restrictedFields, restrictedLevelFields } from "./restricted.ts";
import { rolesFields, rolesLevelFields } from "./roles.ts";
import { staffingFields, staffingLevelFields } from "./staffing.ts";
import { tasksFields, tasksLevelFields } from "./tasks.ts";
import { workFields, workLevelFields } from "./work.ts";

/** The fields that the parts of the process add to a policy. */
export const partFields = {
  ...rolesFields,
  ...staffingFields,
  ...tasksFields,
  ...checklistFields,
  ...assessFields,
  ...callsFields,
  ...commsFields,
  ...evidenceFields,
  ...filingsFields,
  ...actionsFields,
  ...aftercareFields,
  ...drillsFields,
  ...promptsFields,
  ...documentsFields,
  ...restrictedFields,
  ...workFields,
  ...learningFields,
};

/** The fields that they add to each level. */
export const partLevelFields = {
  ...rolesLevelFields,
  ...staffingLevelFields,
  ...tasksLevelFields,
  ...checklistLevelFields,
  ...assessLevelFields,
  ...callsLevelFields,
  ...commsLevelFields,
  ...evidenceLevelFields,
  ...filingsLevelFields,
  ...actionsLevelFields,
  ...aftercareLevelFields,
  ...drillsLevelFields,
  ...promptsLevelFields,
  ...documentsLevelFields,
  ...restrictedLevelFields,
  ...workLevelFields,
  ...learningLevelFields,
};
