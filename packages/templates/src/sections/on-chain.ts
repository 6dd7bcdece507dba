import type { SlotName } from "@muster/policy";
import { emptyTable, type Slot } from "./slot.ts";

/** What happened on chain, for people to fill in. The columns are those of SEAL's war room. */
export const onChain = {
  transactions: () => emptyTable("Transaction", "Chain", "Time (UTC)", "What it did"),
  addresses: () => emptyTable("Address", "Chain", "What it is", "Status"),
  funds: () => emptyTable("Origin", "Transaction", "Amount and asset", "Destination", "Recovery"),
  attacker: () => emptyTable("Address", "Funded by", "What is known"),
} satisfies Partial<Record<SlotName, Slot>>;
