import { sayStatus } from "@muster/incident";
import type { SlotName } from "@muster/policy";
import { anchorText } from "../plain-words.ts";
import { emptyTable, table, type Slot } from "./slot.ts";

/** A table of what was noted; without anything, an empty row for people to fill in. */
function filled(head: string[], rows: string[][]): string {
  return rows.length === 0 ? emptyTable(...head) : table(head, rows);
}

const stamp = (at: string): string => anchorText({ at, precision: "second", basis: "recorded" });

/** What happened on chain. The columns are those of SEAL's war room. */
export const onChain = {
  transactions: ({ incident }) =>
    filled(
      ["Transaction", "Chain", "Noted", "What it did"],
      incident.chain.transactions.map(({ hash, chain, at, what }) => [hash, chain ?? "", stamp(at), what]),
    ),
  addresses: ({ incident }) =>
    filled(
      ["Address", "Chain", "What it is", "Status"],
      incident.chain.addresses.map(({ address, chain, what, status }) => [
        address,
        chain ?? "",
        what,
        sayStatus(status),
      ]),
    ),
  funds: ({ incident }) =>
    filled(
      ["Origin", "Transaction", "Amount and asset", "Destination", "Recovery"],
      incident.chain.movements.map(({ origin, hash, amount, destination, recovery }) => [
        origin,
        hash ?? "",
        amount,
        destination,
        recovery ?? "",
      ]),
    ),
  attacker: ({ incident }) =>
    filled(
      ["Address", "Funded by", "What is known"],
      incident.chain.attackers.map(({ address, fundedBy, known }) => [address, fundedBy ?? "", known ?? ""]),
    ),
} satisfies Partial<Record<SlotName, Slot>>;
