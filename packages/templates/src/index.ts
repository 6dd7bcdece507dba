export { actionLine, actionMark, actionText, plainActionText } from "./action-line.ts";
export {
  bodyMax,
  explainIssue,
  issueBody,
  movedOut,
  issueMark,
  readIssueMark,
  issueTitle,
  newIssueBody,
  putIssueBlock,
  type IssueProblem,
  type IssueView,
} from "./issue.ts";
export { readIssue, type ToldByIssue } from "./read-issue.ts";
export { answersMark, putAnswer, type Answer } from "./answers.ts";
export { issueLabels, mergeLabels } from "./issue-labels.ts";
export { explainBlock, readBlock, writeBlock, type Block, type BlockProblem } from "./managed-block.ts";
export { marksOf, type Mark } from "./markdown.ts";
export { ownLines, type OwnLine } from "./own-lines.ts";
export { block, inline, link, linkTarget, plain, visible } from "./neutralise.ts";
export {
  anchorText,
  anchorWords,
  durationText,
  entryText,
  hoursText,
  rolesOf,
  severityText,
  spanText,
  statusText,
  statusWords,
  timelineOf,
  timeText,
} from "./plain-words.ts";
export {
  explainItem,
  itemsSaying,
  planItems,
  readItems,
  wordsOf,
  type ItemProblem,
  type ItemsToWrite,
  type TrackedItem,
  type WrittenItem,
} from "./action-items.ts";
export {
  actionIssueBlock,
  actionIssueBody,
  actionIssueMark,
  actionIssueTitle,
  dueInBody,
  readActionIssueMark,
  textOfTitle,
  type ActionIssueView,
} from "./action-issue.ts";
export {
  anchoredKeys,
  handWrittenInPostmortem,
  handWrittenInTracker,
  newHandWritten,
  type HandWritten,
  type NewHandWritten,
} from "./hand-written-items.ts";
export { actionStatusOf, type ItemStatus } from "./item-boxes.ts";
export { itemChanges, type ItemChange, type ItemWording } from "./item-changes.ts";
export { readItemWords, sameOwner, sameText, type ItemWords } from "./item-words.ts";
export {
  explainTracker,
  putIncident,
  trackerWritten,
  trackerText,
  type TrackerProblem,
  type TrackerSection,
} from "./plan-tracker.ts";
export { takeOut } from "./take-out.ts";
export { tickItems, withBoxes, withWords } from "./tick-items.ts";
export { exportMarkdown } from "./export-markdown.ts";
export { mergePostmortem, type PostmortemVersions } from "./merge-postmortem.ts";
export {
  documentPaths,
  fillName,
  postmortemPath,
  renderDocuments,
  type Document,
  type Documents,
} from "./documents.ts";
export { blamelessHints, type BlamelessHint } from "./blameless.ts";
export { peopleIn } from "./sections/index.ts";
export { explainStatus, putStatus, statusPaths } from "./status-page.ts";
export { drillHeld, drillHeldMark, drillIssue, drillMark } from "./drill-issue.ts";
export { reviewIssue, reviewMark } from "./review-issue.ts";
export {
  checkPostmortem,
  answersOnPage,
  readMerged,
  findingsMax,
  postmortemFolder,
  redactionLine,
  whichDocument,
  type About,
  type Finding,
  type Topic,
} from "./postmortem-check/index.ts";
export { boxesChanged, boxesIn, editedInside, issueBlock, type Box } from "./boxes.ts";
export { atomFeed, indexEntries, putIndex, type FolderFile, type Recorded } from "./incident-index/index.ts";
export { learningMarkdown } from "./learning-report.ts";
export { maturityMarkdown } from "./maturity-report.ts";
