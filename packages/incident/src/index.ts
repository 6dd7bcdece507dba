export type { Command, CommandName, Declaration, Order } from "./command.ts";
export {
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
export type { EventBody, EventType, IncidentEvent, LevelTerms, Reminder } from "./event.ts";
export {
  anchorNames,
  statuses,
  type ActionItem,
  type Anchor,
  type AnchorName,
  type Attachment,
  type Incident,
  type RoleState,
  type SignalState,
  type Source,
  type Status,
  type TimelineEntry,
} from "./incident.ts";
export { isSamePerson, muster, type Actor, type Person } from "./person.ts";
export { explain, type Refusal } from "./refusal.ts";
export type { Setting } from "./setting.ts";
