export { lookWithoutSigningIn, type GithubLeak, type Secret } from "./deliver/privacy.ts";
export { actionIssueActs, type ActionIssueAct, type Deed } from "./action-issue-acts.ts";
export {
  ranOverActionWords,
  readActionIssues,
  rescueActionWords,
  sawActionBody,
  type ActionIssue,
} from "./action-issue-memory.ts";
export { seenIn as seenActionIssue } from "./deliver/action-issues.ts";
export { releasePull, releasePulls } from "./deliver/release-pulls.ts";
export { releaseGateName, releaseGateRun, type ReleaseHold } from "./views/release-gate.ts";
export { sayNobodyLeft } from "./views/action-answers.ts";
export { loginOf } from "./views/assignees.ts";
export { readPullBranch, type OurPull } from "./branches.ts";
export { answerOnIssue } from "./deliver/answer-on-issue.ts";
export { publishCheckpoints, readLatestCheckpoint } from "./deliver/checkpoints.ts";
export {
  readMarkedIssues,
  readPostmortemPulls,
  type MarkedIssue,
  type PostmortemPull,
} from "./deliver/read-back.ts";
export { readFiledIncidents, type Filed } from "./deliver/filed-incidents.ts";
export { connectGithub, type Github, type GithubSettings } from "./deliver/connect.ts";
export { createGithubDeliver, type GithubDeliverParts } from "./deliver/create-deliver.ts";
export type { BranchOwner } from "./deliver/hotfix-branch.ts";
export { seenIn } from "./deliver/issue.ts";
export { placedId } from "./deliver/placement.ts";
export { judgeCall } from "./deliver/judge-call.ts";
export { closeDrillIssue, openDrillIssue, openReviewIssue } from "./deliver/review-issue.ts";
export { ensureLabels } from "./deliver/labels.ts";
export { neededEvents, neededPermissions } from "./deliver/permissions.ts";
export { openPullAt, pullFiles, putCheckRun } from "./deliver/check-run.ts";
export { learningBranch, proposeFiles, type Proposal } from "./deliver/propose-files.ts";
export { keepIndex } from "./deliver/incident-index.ts";
export { readMergedPostmortem, type MergedPostmortem } from "./deliver/read-merged-postmortem.ts";
export { checkPostmortems } from "./deliver/check-postmortems.ts";
export { NotText, readDefaultHead, readText } from "./deliver/repository.ts";
export { commentCommands } from "./intake/comments/commands/all.ts";
export {
  isForAnyIssue,
  keyOf,
  type Asked,
  type CommentCommand,
  type Look,
} from "./intake/comments/grammar.ts";
export { commandsMax, readComment, type Said } from "./intake/comments/read-comment.ts";
export type {
  ChangedPages,
  GithubUser,
  HeardComment,
  Intent,
  SeenIssue,
  SeenPull,
  SeenRevert,
  SeenWorkPull,
} from "./intake/intent.ts";
export { levelOfLabels } from "./intake/issues.ts";
export { readEvents, readWebhook, type UnreadableWebhook } from "./intake/read-webhook.ts";
export type { IntakeSetting } from "./intake/setting.ts";
export { actorOf, personOf } from "./intake/user.ts";
export { changesBefore } from "./deliver/changes-before.ts";
export { checksOf, holdsCommit } from "./deliver/checks-of.ts";
export { issueStateOf } from "./views/issue-state.ts";
export { readHistory, lastWords } from "./deliver/issue-history.ts";
export { issueActs, type HistoryLine, type IssueAct } from "./issue-acts.ts";
export { hasHeard, hearBoxes, readHeard } from "./heard-boxes.ts";
export { hasHeardWords, hearWords, readHeardWords } from "./heard-words.ts";
export { readPullMemory } from "./pull-memory.ts";
export { ranOverWords, readIssueMemory } from "./issue-memory.ts";
export {
  actedUntil,
  forgetLabel,
  insistOnState,
  isSeen,
  isTie,
  noticeIssue,
  noticeIssueGone,
} from "./notice-issue.ts";
export {
  sayBoxBack,
  sayDuplicate,
  sayLabelBack,
  sayMoved,
  sayOvertaken,
  sayRefused,
  sayStatusLabel,
  sayStillHolds,
  sayUnknownAssignee,
} from "./views/issue-answers.ts";
export { readReviewers } from "./pull-memory.ts";
export { wantedReviewers } from "./reviewers.ts";
export { noticePull, pullSurface } from "./notice-pull.ts";
export * as answers from "./views/comment-answers.ts";
export { lookText } from "./views/look-text.ts";
export { publishedUrl } from "./views/published-url.ts";
export type { Octokit } from "@octokit/rest";
export { policyCheckName, policyCheckRun, type HappenedOtherwise } from "./views/policy-check.ts";
export { postmortemCheckName, postmortemCheckRun } from "./views/postmortem-check.ts";
export {
  itemChanges,
  readActionIssueMark as readActionMark,
  type ItemChange,
  type ItemWording,
} from "@muster/templates";
export {
  anchoredKeys,
  handWrittenInPostmortem,
  handWrittenInTracker,
  newHandWritten,
  sameOwner,
  sameText,
  type NewHandWritten,
} from "@muster/templates";
export { sayAnswersOpen, sayPageProblems, type PageProblem } from "./views/page-answers.ts";
export { boxesChanged, editedInside, type Box } from "@muster/templates";
export { readIssue, readItems, type ToldByIssue, type TrackedItem } from "@muster/templates";
