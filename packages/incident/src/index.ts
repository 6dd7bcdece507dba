export { allowedIn, commandsFor, isAllowed } from "./allowed.ts";
export type { Command, CommandName, Declaration, Order } from "./command.ts";
export { decide } from "./decide.ts";
export { cleanDeclaration, declare, type Identity } from "./declare.ts";
export { postmortemParts, type PostmortemPart, type ReadPostmortem } from "./read-postmortem.ts";
export { readDue } from "./due.ts";
export {
  awayAfterMs,
  lanes,
  placeLane,
  surfaces,
  type Deliver,
  type Delivery,
  type Effect,
  type Lane,
  type Place,
  type Remote,
  type Remotes,
  type Surface,
  type Verdict,
  type Workspace,
} from "./effect.ts";
export { answerErrand } from "./answer-errand.ts";
export {
  errandLane,
  type AnswerOnIssue,
  type DoErrand,
  type Errand,
  type ErrandDelivery,
  type ErrandVerdict,
  type NewErrand,
  type PolicyNews,
  type PrivateReply,
} from "./errand.ts";
export {
  codeLength,
  codeLetters,
  codeLivesMin,
  explainLink,
  judgeCode,
  judgeLink,
  questionLivesHours,
  questionsMax,
  readLinkWord,
  readLogin,
  showCode,
  triesMax,
  type DiscordAccount,
  type GithubAccount,
  type Link,
  type LinkOffer,
  type LinkRefusal,
} from "./identity/link.ts";
export type {
  CoreEvent,
  CoreReminder,
  EventBody,
  EventType,
  IncidentEvent,
  LevelTerms,
  Reminder,
} from "./event.ts";
export { suggestRunbooks, type Suggestion } from "./checklist/suggest.ts";
export {
  findStep,
  openRunbooks,
  overrunsOf,
  progressOf,
  standingOf,
  tickable,
  visitsOf,
  type PhaseState,
  type Progress,
  type Standing,
  type StandingStep,
} from "./checklist/standing.ts";
export { fillIn } from "./checklist/variables.ts";
export { errandsAfter } from "./errands-after.ts";
export { evolve } from "./evolve.ts";
export {
  anchorNames,
  statuses,
  type ActionItem,
  type Anchor,
  type AnchorName,
  type Attachment,
  type Incident,
  type Offer,
  type RoleState,
  type SignalState,
  type Source,
  type Status,
  type TimelineEntry,
} from "./incident.ts";
export { callable } from "./calling.ts";
export { foundBy } from "./found-by.ts";
export { waysToFind, type WayToFind } from "./origin.ts";
export { isInGroup, peopleOf } from "./groups.ts";
export { openQuestions, questionsOf, type Asked as AskedQuestion } from "./assess/questions.ts";
export { fundsStates } from "./assess/vocabulary.ts";
export { limits } from "./limits.ts";
export { nextSteps } from "./next-steps.ts";
export { metricsErrands } from "./metrics-errand.ts";
export { isActive } from "./is-active.ts";
export { pastOf, type Past } from "./imported/past-of.ts";
export { retell } from "./imported/retell.ts";
export type { ImportedEvent, ImportedFile, ImportedState } from "./imported/vocabulary.ts";
export type { RestoredEvent } from "./restored/vocabulary.ts";
export { isSamePerson, muster, unknownPerson, type Actor, type Person } from "./person.ts";
export { react } from "./react.ts";
export { planRollcall, planScenario, rollcallTargets, speeds } from "./drill/plan.ts";
export { drillDone, drillErrands, drillReminders } from "./drill/schedule.ts";
export {
  drillOver,
  hasJoined,
  isReported,
  isRollcall,
  isWaitingToBegin,
  reachable,
} from "./drill/standing.ts";
export { fitsDrill } from "./drill/gates.ts";
export { sourceWords } from "./drill/words.ts";
export type * from "./drill/vocabulary.ts";
export { checkpointErrand } from "./checkpoint-errand.ts";
export { learningErrands } from "./learning-errand.ts";
export { reviewErrands } from "./review-errands.ts";
export { explain } from "./explain.ts";
export type { Refusal } from "./refusal.ts";
export { peopleIn } from "./response/crowd.ts";
export { metAt } from "./response/targets.ts";
export { findRole } from "./roles/decide.ts";
export {
  holdersOf,
  holdsRole,
  leaderOf,
  leadingRole,
  offersOf,
  rolesHeldBy,
  roleState,
} from "./roles/holders.ts";
export { offerRings } from "./roles/ladder.ts";
export { trainingOf, type Training } from "./roles/training.ts";
export { heldByOne } from "./roles/separate.ts";
export { openTasks, taskOf, tasksAtHand } from "./tasks/lists.ts";
export { personalDetectors, withholdAll } from "./personal.ts";
export { findSecrets, withhold } from "./secrets.ts";
export type { Setting } from "./setting.ts";
export { slugify, withSuffix } from "./slug.ts";
export { stillWanted } from "./still-wanted.ts";
export { timersFor } from "./timers.ts";
export type { Hearing, Timer, View } from "./feature.ts";
export { openHolds } from "./evidence/items.ts";
export { custodyOf, keepUntil, type CustodyRow } from "./evidence/ledger.ts";
export { clocksFor, runningClocks, type FilingClock } from "./filings/clocks-for.ts";
export { answers, closings } from "./filings/decide.ts";
export { draftOf } from "./filings/draft.ts";
export { unpreservedAt } from "./evidence/index.ts";
export { isQuestionOpen, reportAnswer } from "./filings/reminding.ts";
export { freshParts } from "./fresh-parts.ts";
export { actionPlaces, actionStatuses } from "./actions/vocabulary.ts";
export type * from "./actions/vocabulary.ts";
export { actionStatus, findAction, isOpenAction, openActions } from "./actions/items.ts";
export {
  digestErrands,
  overdueActions,
  releaseHolds,
  weekdayOf,
  type OverdueAction,
} from "./actions/overdue.ts";
export { ownIssueUrl } from "./actions/own-issue.ts";
export { isOverdue } from "./actions/timers.ts";
export { actionPlaceWords, actionStatusWords, sayActionChange } from "./actions/words.ts";
export { calendarOf, dayIn, daysAfter, endOfDay, morningFrom } from "./actions/working-days.ts";
export type * from "./aftercare/vocabulary.ts";
export { lookalikesMax, openLookalikes } from "./likeness/index.ts";
export type * from "./likeness/vocabulary.ts";
export type * from "./assess/vocabulary.ts";
export type * from "./calls/vocabulary.ts";
export type * from "./checklist/vocabulary.ts";
export type * from "./comms/vocabulary.ts";
export { claimsIn, personalDataIn, unconfirmed } from "./comms/claims.ts";
export { filled, fittingTemplate, openSlots, publicStatus, tidyText } from "./comms/compose.ts";
export { downSince, downtimeMin } from "./comms/downtime.ts";
export {
  labelOfDraft,
  newestAt,
  openDrafts,
  publicationsOf,
  statusOfDraft,
  type DraftStatus,
  type Publication,
} from "./comms/drafts.ts";
export { publicDues, type PublicDue } from "./comms/due.ts";
export { sayInstant } from "./comms/instant.ts";
export {
  approversNow,
  approversOf,
  mayApprove,
  placesFor,
  publicationAt,
  sayApprovers,
  type Approvers,
} from "./comms/matrix.ts";
export type * from "./evidence/vocabulary.ts";
export type * from "./filings/vocabulary.ts";
export type * from "./prompts/vocabulary.ts";
export type * from "./roles/vocabulary.ts";
export { spans } from "./prompts/vocabulary.ts";
export { meetingDueAt, meetingOf } from "./aftercare/meeting.ts";
export { feedbackOf, type Question } from "./aftercare/questions.ts";
export { watchOf } from "./aftercare/watch.ts";
export { addressStatuses } from "./chain/vocabulary.ts";
export { sayStatus } from "./chain/index.ts";
export type * from "./chain/vocabulary.ts";
export type * from "./tasks/vocabulary.ts";
export type * from "./disclosure/vocabulary.ts";
export type * from "./visibility/vocabulary.ts";
export { membersOf, type Members } from "./visibility/members.ts";
export { audienceOf, everybody, inside, knownTo, mayKnow, type Audience } from "./visibility/may-know.ts";
export { showingWords } from "./visibility/index.ts";
export { pullOf } from "./work/decide.ts";
export type * from "./work/vocabulary.ts";
export { pullsAtHand, sayPull, sayWork } from "./work/words.ts";
export type * from "./response/vocabulary.ts";
export { targetNames } from "./response/vocabulary.ts";
export { taskKinds } from "./tasks/vocabulary.ts";
export { whatIf, type Case } from "./what-if/index.ts";
export { settableTimes, type SettableTime } from "./times/vocabulary.ts";
export { playReplay, readReplay, type Replay, type Replayed } from "./replay/index.ts";
export { exits, guardOfCommand, guardOfComment, type Guard } from "./visibility/exits.ts";
