import { aftercare } from "./aftercare.ts";
import { assess } from "./assess.ts";
import { calls } from "./calls.ts";
import { checklist } from "./checklist.ts";
import { comms } from "./comms.ts";
import { documents } from "./documents.ts";
import { drills } from "./drills.ts";
import { evidence } from "./evidence.ts";
import { filings } from "./filings.ts";
import { prompts } from "./prompts.ts";
import { restricted } from "./restricted.ts";
import { roles } from "./roles.ts";
import { staffing } from "./staffing.ts";
import { tasks } from "./tasks.ts";
import { work } from "./work.ts";

/** What the preset says about each part of the process, beside its levels and roles. */
export const pciParts = {
  ...roles,
  ...staffing,
  ...tasks,
  ...work,
  ...checklist,
  ...assess,
  ...calls,
  ...comms,
  ...evidence,
  ...filings,
  ...aftercare,
  ...drills,
  ...prompts,
  ...documents,
  ...restricted,
} as const;
