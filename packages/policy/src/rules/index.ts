import { actionsErrors } from "./actions.ts";
import { aftercareErrors, aftercareWarnings } from "./aftercare.ts";
import { assessErrors, assessWarnings } from "./assess.ts";
import { callsErrors, callsWarnings } from "./calls.ts";
import { checklistErrors, checklistWarnings } from "./checklist.ts";
import { commsErrors, commsWarnings } from "./comms.ts";
import { documentsErrors, documentsWarnings } from "./documents.ts";
import { drillsErrors, drillsWarnings } from "./drills.ts";
import { evidenceErrors, evidenceWarnings } from "./evidence.ts";
import { filingsErrors, filingsWarnings } from "./filings.ts";
import { learningErrors } from "./learning.ts";
import { promptsErrors, promptsWarnings } from "./prompts.ts";
import { restrictedErrors, restrictedWarnings } from "./restricted.ts";
import { rolesErrors } from "./roles.ts";
import { staffingErrors, staffingWarnings } from "./staffing.ts";
import { tasksErrors, tasksWarnings } from "./tasks.ts";
import { workErrors } from "./work.ts";

export const partErrors = {
  ...rolesErrors,
  ...staffingErrors,
  ...tasksErrors,
  ...checklistErrors,
  ...assessErrors,
  ...callsErrors,
  ...commsErrors,
  ...evidenceErrors,
  ...filingsErrors,
  ...actionsErrors,
  ...aftercareErrors,
  ...drillsErrors,
  ...promptsErrors,
  ...documentsErrors,
  ...restrictedErrors,
  ...workErrors,
  ...learningErrors,
};

export const partWarnings = {
  ...staffingWarnings,
  ...tasksWarnings,
  ...checklistWarnings,
  ...assessWarnings,
  ...callsWarnings,
  ...commsWarnings,
  ...evidenceWarnings,
  ...filingsWarnings,
  ...aftercareWarnings,
  ...drillsWarnings,
  ...promptsWarnings,
  ...documentsWarnings,
  ...restrictedWarnings,
};
