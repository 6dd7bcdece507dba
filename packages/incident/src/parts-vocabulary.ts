import type { ActionCommand, ActionEvent, ActionRefusal, ActionReminder } from "./actions/vocabulary.ts";
import type { RoleCommand, RoleEvent, RoleRefusal, RoleReminder } from "./roles/vocabulary.ts";
import type { RestoredEvent } from "./restored/vocabulary.ts";
import type { ImportedEvent, ImportedState } from "./imported/vocabulary.ts";
import type { ResponseReminder, ResponseState } from "./response/vocabulary.ts";
import type { ChainCommand, ChainEvent, ChainRefusal, ChainState } from "./chain/vocabulary.ts";
import type { TimeCommand, TimeEvent, TimeRefusal } from "./times/vocabulary.ts";
import type { TaskCommand, TaskEvent, TaskRefusal, TaskReminder, TaskState } from "./tasks/vocabulary.ts";
import type {
  ChecklistCommand,
  ChecklistEvent,
  ChecklistRefusal,
  ChecklistReminder,
  ChecklistState,
} from "./checklist/vocabulary.ts";
import type {
  AssessCommand,
  AssessEvent,
  AssessRefusal,
  AssessReminder,
  AssessState,
} from "./assess/vocabulary.ts";
import type { CallCommand, CallEvent, CallRefusal, CallState } from "./calls/vocabulary.ts";
import type {
  CommsCommand,
  CommsEvent,
  CommsRefusal,
  CommsReminder,
  CommsState,
} from "./comms/vocabulary.ts";
import type {
  EvidenceCommand,
  EvidenceEvent,
  EvidenceRefusal,
  EvidenceReminder,
  EvidenceState,
} from "./evidence/vocabulary.ts";
import type {
  FilingCommand,
  FilingEvent,
  FilingRefusal,
  FilingReminder,
  FilingState,
} from "./filings/vocabulary.ts";
import type {
  AftercareCommand,
  AftercareEvent,
  AftercareRefusal,
  AftercareReminder,
  AftercareState,
} from "./aftercare/vocabulary.ts";
import type {
  PromptCommand,
  PromptEvent,
  PromptRefusal,
  PromptReminder,
  PromptState,
} from "./prompts/vocabulary.ts";
import type { DrillCommand, DrillEvent, DrillRefusal, DrillState } from "./drill/vocabulary.ts";
import type {
  LikenessCommand,
  LikenessEvent,
  LikenessRefusal,
  LikenessState,
} from "./likeness/vocabulary.ts";
import type { WorkCommand, WorkEvent, WorkState } from "./work/vocabulary.ts";

/* The words of all parts together. */
import type {
  DisclosureCommand,
  DisclosureEvent,
  DisclosureRefusal,
  DisclosureState,
} from "./disclosure/vocabulary.ts";
import type {
  VisibilityCommand,
  VisibilityEvent,
  VisibilityRefusal,
  VisibilityStates,
} from "./visibility/vocabulary.ts";

export type PartCommand =
  | DrillCommand
  | VisibilityCommand
  | DisclosureCommand
  | ChainCommand
  | RoleCommand
  | TimeCommand
  | TaskCommand
  | ChecklistCommand
  | AssessCommand
  | CallCommand
  | CommsCommand
  | EvidenceCommand
  | FilingCommand
  | ActionCommand
  | AftercareCommand
  | LikenessCommand
  | PromptCommand
  | WorkCommand;
export type PartEvent =
  | DrillEvent
  | VisibilityEvent
  | DisclosureEvent
  | ChainEvent
  | RoleEvent
  | TimeEvent
  | TaskEvent
  | ChecklistEvent
  | AssessEvent
  | CallEvent
  | CommsEvent
  | EvidenceEvent
  | FilingEvent
  | ActionEvent
  | AftercareEvent
  | LikenessEvent
  | PromptEvent
  | RestoredEvent
  | ImportedEvent
  | WorkEvent;
export type PartRefusal =
  | DrillRefusal
  | VisibilityRefusal
  | DisclosureRefusal
  | ChainRefusal
  | RoleRefusal
  | TimeRefusal
  | TaskRefusal
  | ChecklistRefusal
  | AssessRefusal
  | CallRefusal
  | CommsRefusal
  | EvidenceRefusal
  | FilingRefusal
  | ActionRefusal
  | AftercareRefusal
  | LikenessRefusal
  | PromptRefusal;
export type PartReminder =
  | RoleReminder
  | ResponseReminder
  | TaskReminder
  | ChecklistReminder
  | AssessReminder
  | CommsReminder
  | EvidenceReminder
  | FilingReminder
  | ActionReminder
  | AftercareReminder
  | PromptReminder;

/** What the parts keep with the incident, each under its own name. */
export type PartStates = VisibilityStates & {
  /** Null: this is no drill, or one without a plan. */
  drill: DrillState | null;
  disclosure: DisclosureState;
  chain: ChainState;
  response: ResponseState;
  tasks: TaskState;
  checklist: ChecklistState;
  assess: AssessState;
  calls: CallState;
  comms: CommsState;
  evidence: EvidenceState;
  filings: FilingState;
  aftercare: AftercareState;
  likeness: LikenessState;
  prompts: PromptState;
  work: WorkState;
  imported: ImportedState;
};
