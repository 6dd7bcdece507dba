import { addressStatuses, limits, sayStatus } from "@muster/incident";
import type { Choice } from "./choices.ts";
import { optional, order, required, type Family } from "./definition.ts";

const statusChoices: Choice[] = addressStatuses.map((value) => ({
  label: sayStatus(value),
  value,
  description: "",
}));
const addressMax = 100;
const on = optional("chain", "line", "Which chain, such as ethereum", 40);

/** What happened on chain, for the tables of the incident log. */
export const chainCommands: Family = [
  {
    group: "chain",
    name: "tx",
    description: "Note a transaction and what it did",
    isAboutIncident: true,
    options: [
      required("hash", "line", "The transaction's hash, whole", addressMax),
      required("what", "line", "What it did", limits.reason),
      on,
    ],
    read: (given) =>
      order({
        do: "note-transaction",
        hash: given.text("hash"),
        chain: given.optional("chain"),
        what: given.text("what"),
      }),
  },
  {
    group: "chain",
    name: "address",
    description: "Note an affected address, or how it stands now",
    isAboutIncident: true,
    options: [
      required("address", "line", "The address, whole", addressMax),
      { ...required("status", "choice", "How it stands"), choices: () => statusChoices },
      required("what", "line", "What it is, such as the DAI vault", limits.reason),
      on,
    ],
    read: (given) =>
      order({
        do: "note-address",
        address: given.text("address"),
        chain: given.optional("chain"),
        what: given.text("what"),
        status: given.text("status"),
      }),
  },
  {
    group: "chain",
    name: "funds",
    description: "Note that money moved",
    isAboutIncident: true,
    options: [
      required("from", "line", "The address that it left", addressMax),
      required("to", "line", "The address that it went to", addressMax),
      required("amount", "line", "Amount and asset, such as 11,000,000 DAI", 100),
      optional("hash", "line", "The transaction's hash", addressMax),
      optional("recovery", "line", "What is being done to get it back", limits.reason),
    ],
    read: (given) =>
      order({
        do: "note-movement",
        origin: given.text("from"),
        destination: given.text("to"),
        amount: given.text("amount"),
        hash: given.optional("hash"),
        recovery: given.optional("recovery"),
      }),
  },
  {
    group: "chain",
    name: "attacker",
    description: "Note an address of the attacker and what is known of it",
    isAboutIncident: true,
    options: [
      required("address", "line", "The address, whole", addressMax),
      optional("funded-by", "line", "The address that funded it", addressMax),
      optional("known", "line", "What is known", limits.reason),
    ],
    read: (given) =>
      order({
        do: "note-attacker",
        address: given.text("address"),
        fundedBy: given.optional("funded-by"),
        known: given.optional("known"),
      }),
  },
];
