export type {
  Answer,
  Declared,
  DeclareRequest,
  EffectState,
  Engine,
  FoundIncident,
  EngineParts,
  FoundText,
  ImportConflict,
  Imported,
  InboxHandler,
  InboxOptions,
  Log,
  NewInboxEntry,
  OrderRequest,
  Pending,
  PolicyInForce,
  Reply,
  Restored,
  Worker,
} from "./api.ts";
export { createEngine } from "./engine.ts";
export { NotEmpty } from "./restore.ts";
