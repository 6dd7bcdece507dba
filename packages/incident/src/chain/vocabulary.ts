import type { Person } from "../person.ts";

/* What happened on chain, as people find it out. Muster reads no chain and signs nothing. */

/** How an address stands. The words are those of SEAL's war room. */
export const addressStatuses = [
  "at-risk",
  "impacted",
  "paused",
  "saved",
  "needs-review",
  "uncertain",
] as const;
export type AddressStatus = (typeof addressStatuses)[number];

export type ChainCommand =
  | { do: "note-transaction"; hash: string; chain: string | null; what: string }
  | { do: "note-address"; address: string; chain: string | null; what: string; status: string }
  | {
      do: "note-movement";
      origin: string;
      destination: string;
      amount: string;
      hash: string | null;
      recovery: string | null;
    }
  | { do: "note-attacker"; address: string; fundedBy: string | null; known: string | null };

export type Noted = { by: Person; at: string };
export type ChainTransaction = { hash: string; chain: string | null; what: string } & Noted;
export type ChainAddress = {
  address: string;
  chain: string | null;
  what: string;
  status: AddressStatus;
} & Noted;
export type ChainMovement = {
  origin: string;
  destination: string;
  amount: string;
  hash: string | null;
  recovery: string | null;
} & Noted;
export type ChainAttacker = { address: string; fundedBy: string | null; known: string | null } & Noted;

export type ChainEvent =
  | { type: "transaction-noted"; hash: string; chain: string | null; what: string }
  | {
      type: "address-noted";
      address: string;
      chain: string | null;
      what: string;
      status: AddressStatus;
      /** How it stood before; null when it is new. */
      from: AddressStatus | null;
    }
  | {
      type: "movement-noted";
      origin: string;
      destination: string;
      amount: string;
      hash: string | null;
      recovery: string | null;
    }
  | { type: "attacker-noted"; address: string; fundedBy: string | null; known: string | null };

export type ChainRefusal =
  | { because: "not-a-transaction"; asked: string }
  | { because: "not-an-address"; asked: string }
  | { because: "unknown-address-status"; asked: string };

/** Plain JSON, as it is stored with the incident. */
export type ChainState = {
  transactions: ChainTransaction[];
  addresses: ChainAddress[];
  movements: ChainMovement[];
  attackers: ChainAttacker[];
};

export const freshChainState: ChainState = { transactions: [], addresses: [], movements: [], attackers: [] };
