import { no, yes } from "@muster/kernel";
import type { Decision, Part } from "../feature.ts";
import type { Incident, Status } from "../incident.ts";
import { limits } from "../limits.ts";
import {
  addressStatuses,
  type ChainCommand,
  type ChainEvent,
  type ChainRefusal,
  type ChainState,
} from "./vocabulary.ts";

const real: readonly Status[] = ["open", "mitigated", "resolved", "closed"];

/** 32 bytes in hex, or the base58 of Solana and Bitcoin. */
const transaction = /^(?:(?:0x)?[0-9a-f]{64}|[1-9A-HJ-NP-Za-km-z]{40,90})$/i;
/** 20 or 32 bytes in hex, base58, bech32, or a name such as `vault.eth`. */
const address =
  /^(?:0x[0-9a-f]{40}(?:[0-9a-f]{24})?|[1-9A-HJ-NP-Za-km-z]{25,64}|[a-z]{2,12}1[02-9ac-hj-np-z]{20,90}|[\w-]{1,60}\.eth)$/i;

/** Transactions, addresses and money on chain, as people note them. */
export const chain: Part<ChainCommand, ChainEvent, ChainRefusal, never> = {
  allowed: { "note-transaction": real, "note-address": real, "note-movement": real, "note-attacker": real },
  openToTheNamed: [],
  // A hash and an address are checked by their shape below: to be asked for by name is what tells them from keys.
  texts: {
    "note-transaction": ({ what }) => [{ field: "what", text: what, max: limits.reason }],
    "note-address": ({ what }) => [{ field: "what", text: what, max: limits.reason }],
    "note-movement": ({ amount, recovery }) => [
      { field: "amount", text: amount, max: 100 },
      ...(recovery === null ? [] : [{ field: "recovery", text: recovery, max: limits.reason }]),
    ],
    "note-attacker": ({ known }) =>
      known === null ? [] : [{ field: "known", text: known, max: limits.reason }],
  },
  decide: {
    "note-transaction": (_incident, { hash, chain: where, what }) =>
      ifTransaction(hash, () =>
        yes([{ type: "transaction-noted", hash: hash.trim(), chain: tidy(where), what: what.trim() }]),
      ),
    "note-address": (incident, command) =>
      ifAddresses([command.address], () => noteAddress(incident, command)),
    "note-movement": (_incident, { origin, destination, amount, hash, recovery }) =>
      ifAddresses([origin, destination], () =>
        ifTransaction(hash, () =>
          yes([
            {
              type: "movement-noted",
              origin: origin.trim(),
              destination: destination.trim(),
              amount: amount.trim(),
              hash: tidy(hash),
              recovery: tidy(recovery),
            },
          ]),
        ),
      ),
    "note-attacker": (_incident, { address: who, fundedBy, known }) =>
      ifAddresses(fundedBy === null ? [who] : [who, fundedBy], () =>
        yes([{ type: "attacker-noted", address: who.trim(), fundedBy: tidy(fundedBy), known: tidy(known) }]),
      ),
  },
  apply: {
    "transaction-noted": (incident, { hash, chain: where, what, by, at }) =>
      withChain(incident, ({ transactions }) => ({
        transactions: [
          ...transactions.filter((one) => !isSame(one.hash, hash)),
          { hash, chain: where, what, by, at },
        ],
      })),
    "address-noted": (incident, { address: who, chain: where, what, status, by, at }) =>
      withChain(incident, ({ addresses }) => ({
        addresses: [
          ...addresses.filter((one) => !isSame(one.address, who)),
          { address: who, chain: where, what, status, by, at },
        ],
      })),
    "movement-noted": (incident, { origin, destination, amount, hash, recovery, by, at }) =>
      withChain(incident, ({ movements }) => ({
        movements: [...movements, { origin, destination, amount, hash, recovery, by, at }],
      })),
    "attacker-noted": (incident, { address: who, fundedBy, known, by, at }) =>
      withChain(incident, ({ attackers }) => ({
        attackers: [
          ...attackers.filter((one) => !isSame(one.address, who)),
          { address: who, fundedBy, known, by, at },
        ],
      })),
  },
  tell: {
    "transaction-noted": ({ hash, chain: where, what }) => ({
      kind: "note",
      text: `Transaction tx ${hash}${on(where)}: ${what}`,
    }),
    "address-noted": ({ address: who, chain: where, what, status, from }) => {
      const was = from === null || from === status ? "" : `, was ${sayStatus(from)}`;
      return { kind: "note", text: `Address ${who}${on(where)} is ${sayStatus(status)}${was}: ${what}` };
    },
    "movement-noted": ({ origin, destination, amount, hash, recovery }) => {
      const by = hash === null ? "" : ` by tx ${hash}`;
      return {
        kind: "note",
        text: `${amount} moved from ${origin} to ${destination}${by}${recovery === null ? "" : `. Recovery: ${recovery}`}`,
      };
    },
    "attacker-noted": ({ address: who, fundedBy, known }) => ({
      kind: "note",
      text: `Attacker's address ${who}${fundedBy === null ? "" : `, funded by ${fundedBy}`}${known === null ? "" : `: ${known}`}`,
    }),
  },
  hearing: {
    "transaction-noted": "unless-said-there",
    "address-noted": "unless-said-there",
    "movement-noted": "unless-said-there",
    "attacker-noted": "unless-said-there",
  },
  explain: {
    "not-a-transaction": ({ asked }) =>
      `\`${asked.slice(0, 20)}\` is no transaction hash. Paste it whole, such as 0x and 64 digits.`,
    "not-an-address": ({ asked }) =>
      `\`${asked.slice(0, 20)}\` is no address. Paste it whole, such as 0x and 40 digits, or a name like vault.eth.`,
    "unknown-address-status": ({ asked }) =>
      `There is no status \`${asked}\`. Choose one of ${addressStatuses.map((status) => `\`${status}\``).join(", ")}.`,
  },
  remind: {},
  timers: () => [],
  fire: {},
  nextSteps: () => [],
};

/** `at-risk` as people read it. */
export const sayStatus = (status: string): string => status.replace("-", " ");

const tidy = (text: string | null): string | null =>
  text === null || text.trim() === "" ? null : text.trim();
const on = (where: string | null): string => (where === null ? "" : ` on ${where}`);
const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function ifTransaction(hash: string | null, then: () => Decision): Decision {
  if (tidy(hash) === null || transaction.test(hash!.trim())) return then(); // Not null: `tidy` would say so.
  return no({ because: "not-a-transaction", asked: hash!.trim() }); // As above.
}

function ifAddresses(asked: string[], then: () => Decision): Decision {
  const odd = asked.find((one) => !address.test(one.trim()));
  return odd === undefined ? then() : no({ because: "not-an-address", asked: odd.trim() });
}

function noteAddress(incident: Incident, command: Extract<ChainCommand, { do: "note-address" }>): Decision {
  const asked = command.status.trim().toLowerCase().replace(" ", "-");
  const status = addressStatuses.find((one) => one === asked);
  if (status === undefined) return no({ because: "unknown-address-status", asked: command.status });
  const who = command.address.trim();
  const from = incident.chain.addresses.find((one) => isSame(one.address, who))?.status ?? null;
  return yes([
    {
      type: "address-noted",
      address: who,
      chain: tidy(command.chain),
      what: command.what.trim(),
      status,
      from,
    },
  ]);
}

function withChain(incident: Incident, change: (state: ChainState) => Partial<ChainState>): Incident {
  return { ...incident, chain: { ...incident.chain, ...change(incident.chain) } };
}
