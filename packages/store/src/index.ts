export { putBlob, readBlob } from "./blobs.ts";
export { canonical } from "./canonical.ts";
export { chainOf, genesis, nextHash, verifyChain, type ChainedEvent, type ChainVerdict } from "./chain.ts";
export { complete } from "./complete.ts";
export type { Db } from "./connection.ts";
export { countFrom, lastNumber, nextNumber } from "./counters.ts";
export { putDocument, readDocument, removeDocument, type Document } from "./documents.ts";
export { claimEffects, leaseMs, nextLook, renewEveryMs, renewLeases, type Claim } from "./effects/claim.ts";
export {
  awaitsMs,
  effectKey,
  enqueuing,
  lockEffects,
  retryGivenUp,
  touchEffects,
  touchNotices,
  type NewEffect,
} from "./effects/enqueue.ts";
export { knowRemote, lookFirst } from "./effects/look-first.ts";
export { effectsOf, lags, laneLoads, remotesOf, waitingBehind, type LaneLoad } from "./effects/look.ts";
export {
  lockByRemote,
  recordGivenUp,
  recordLater,
  recordSent,
  recordTold,
  releaseLease,
  writeRemote,
} from "./effects/record.ts";
export type { EffectRow } from "./effects/row.ts";
export {
  claimErrand,
  endErrand,
  errandLoads,
  forgetErrands,
  nextErrandMs,
  openErrands,
  putErrands,
  renewErrand,
  retryErrands,
  type ErrandEnding,
  type ErrandRow,
} from "./errands.ts";
export { appending, readChain } from "./events.ts";
export {
  claimDeliveries,
  deliveryDone,
  deliveryLater,
  forgetDeliveries,
  inboxLoad,
  parkDelivery,
  parkedDeliveries,
  renewDeliveries,
  sortDeliveries,
  storeDelivery,
  unknownDeliveries,
  unsortedDeliveries,
  type NewDelivery,
} from "./inbox.ts";
export { countFigures, countLoad, type FigureQuery } from "./figures.ts";
export { listPast, pastBehind, putPast, type PastRow } from "./past.ts";
export {
  headOf,
  idByRef,
  incidentById,
  incidentByRef,
  incidentByRemote,
  inserting,
  lastWithKey,
  lockIfFree,
  lockIncidents,
  lockKey,
  releaseKey,
  takenSlugs,
  updating,
  type Locked,
} from "./incidents.ts";
export {
  listDrills,
  listIncidents,
  listOpenActions,
  listPublic,
  listRestricted,
  type Page,
} from "./list-incidents.ts";
export {
  countTries,
  endLink,
  endOffer,
  insertLink,
  insertOffer,
  insertTry,
  linkOfDiscord,
  linkOfGithub,
  listEverLinked,
  listLinks,
  lockOffer,
  openQuestions,
  renameLink,
  replaceOffers,
  type StoredOffer,
} from "./links.ts";
export { SchemaError } from "./migrate.ts";
export { openStore, type Store, type StoreOptions } from "./open-store.ts";
export { listPeople, putPerson } from "./people.ts";
export {
  listPolicies,
  policyAt,
  policyInForce,
  putPolicy,
  type PolicyVersion,
  type StoredPolicy,
} from "./policies.ts";
export {
  cloneDatabase,
  databaseUrl,
  dropDatabase,
  PostgresStartError,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from "./postgres/index.ts";
export type { HeldLock } from "./lock.ts";
export { answerRequest, forgetRequests, takeRequest } from "./requests.ts";
export { countDueTimers, dueTimers, nextTimerAt, putOffTimer, replacing, timersOf } from "./timers.ts";
export { atOneMoment, databaseErrorCode, inTransaction, isPassing } from "./transaction.ts";
export type { Topic, Wake } from "./wake.ts";
export type { Found, InboxEntry, PolicyProblem, Reply } from "./words.ts";
export {
  listWorkspaces,
  lockWorkspace,
  putWorkspace,
  workspaceById,
  type KnownWorkspace,
} from "./workspaces.ts";
export { checkpointFault, readCheckpoint, type Checkpoint } from "./record/checkpoint.ts";
export {
  lastCheckpoint,
  listCheckpoints,
  takeCheckpoint,
  vouchedFor,
  type StoredCheckpoint,
} from "./record/checkpoints.ts";
export { createRecordCheck, linesOf, type CheckOptions, type RecordVerdict } from "./record/check-record.ts";
export { createSealer, readLine, recordFormat, type RecordEntry, type Vouched } from "./record/entries.ts";
export { exportRecord, type ExportOptions } from "./record/export-record.ts";
export { rootBy } from "./record/merkle.ts";
export { readSigners, signingKeyFile } from "./record/read-signers.ts";
export { isEmpty, restoreRow, restoreVouched } from "./record/restore-rows.ts";
export { keepSigner, keyName, publicPem, readPublicPem, signerOf, type Signer } from "./record/signer.ts";
export { together } from "./together.ts";
export { appendAttestation, listAttestations, type StoredAttestation } from "./attestations.ts";
export { readWholeRecords, type WholeRecord } from "./whole-records.ts";
