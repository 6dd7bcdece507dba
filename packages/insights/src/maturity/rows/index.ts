import type { Row } from "../row.ts";
import { analysisRows } from "./analysis.ts";
import { communityRows } from "./community.ts";
import { crossTeamRows } from "./cross-team.ts";
import { feedbackRows } from "./feedback.ts";
import { handlingRows } from "./handling.ts";
import { reportingRows } from "./reporting.ts";

/** All rows, in the order of the model. */
export const maturityRows: readonly Row[] = [
  ...handlingRows,
  ...crossTeamRows,
  ...reportingRows,
  ...communityRows,
  ...analysisRows,
  ...feedbackRows,
];

/** Changes whenever a row may come to another result for the same record. */
export const ruleVersion = "1";
