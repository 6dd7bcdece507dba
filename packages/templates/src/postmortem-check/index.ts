export { checkPostmortem, findingsMax } from "./check-postmortem.ts";
export type { Finding, Topic } from "./finding.ts";
export type { About } from "./reading.ts";
export { answersOnPage } from "./feedback.ts";
export { readMerged } from "./read-merged.ts";
export { redactionLine } from "./redaction.ts";
export { postmortemFolder, whichDocument } from "./which-document.ts";
