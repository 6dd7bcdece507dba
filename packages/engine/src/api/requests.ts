import type { Actor, Command, Declaration, Incident, IncidentEvent } from "@muster/incident";

/** A private answer that may still be edited for a while: the interaction's token, and until when Discord takes it. */
export type Reply = { applicationId: string; token: string; expiresAt: string };

export type DeclareRequest = {
  workspaceId: string;
  declaration: Declaration;
  actor: Actor;
  /** Unique for each interaction or delivery. The same id again gives the same answer and does nothing. Null: never repeated. */
  requestId: string | null;
  /** What this is about, such as `alert:alertmanager:<key>` or `message:<id>`: an open incident with the same key is joined. */
  sameAs: string | null;
  reply: Reply | null;
};

export type OrderRequest = {
  workspaceId: string;
  incident: { id: string } | { ref: string };
  command: Command;
  actor: Actor;
  requestId: string | null;
};

export type Answer = { incident: Incident; events: IncidentEvent[] };
/** `isNew` is false when an incident that says the same was joined. */
export type Declared = Answer & { isNew: boolean };
