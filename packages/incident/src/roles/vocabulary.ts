import type { Person } from "../person.ts";

/* Duties that people take: offered, accepted, handed over, given back. */

export type RoleCommand =
  | { do: "offer-role"; role: string; to: Person }
  | { do: "accept-role"; role: string }
  | { do: "decline-role"; role: string }
  | { do: "take-role"; role: string }
  | { do: "leave-role"; role: string };

export type RoleEvent =
  | {
      type: "role-offered";
      role: string;
      roleName: string;
      to: Person;
      ladderStep: number | null;
      from: Person | null;
      /** Others who are offered the role stay so, because several may hold it. */
      isMany?: true;
      /** They lack the responder role, and are let into the room for this. */
      isGuest?: true;
    }
  | {
      type: "role-accepted";
      role: string;
      roleName: string;
      /** Who held it until now; null when nobody did. */
      from: Person | null;
      /** They gave it away themselves. If not, it was taken over from them. */
      isHandover: boolean;
      /** Whoever holds it already keeps it, because several may. */
      isMany?: true;
    }
  | { type: "role-declined"; role: string; roleName: string }
  | { type: "role-asked-again"; role: string; roleName: string; to: Person }
  | {
      type: "role-offer-lapsed";
      role: string;
      roleName: string;
      to: Person;
      isLadderExhausted: boolean;
      /** Somebody asked for them by name, and is told of the silence. */
      askedBy?: Person;
      /** What the level says for when nobody on call answers. */
      whenUnreachable?: string;
    }
  | { type: "role-left"; role: string; roleName: string };

export type RoleRefusal =
  | { because: "unknown-role"; asked: string; roles: string[] }
  | { because: "role-held"; roleName: string; by: string }
  | { because: "no-offer"; roleName: string }
  | { because: "offer-for-another"; roleName: string; to: string }
  | { because: "offer-to-holder"; roleName: string; to: string }
  | { because: "role-not-held"; roleName: string };

/** Addressed to whoever leads, because handing out roles is theirs. */
export type RoleReminder = { about: "roles-missing"; roleNames: string[] };
