import { sayStatus, type ChainEvent } from "@muster/incident";
import { inline } from "./neutralise.ts";
import type { PartView } from "./part.ts";
import { name } from "./person.ts";

/** What is read on chain is checked by its shape, so that it can stand in code marks as it is. */
const code = (text: string): string => `\`${text}\``;
const on = (chain: string | null): string => (chain === null ? "" : ` on ${inline(chain, 40)}`);

/** What happened on chain, in words. */
export const chainView: PartView<ChainEvent, never> = {
  words: {
    "transaction-noted": ({ hash, chain, what, by }) =>
      `⛓️ Transaction ${code(hash)}${on(chain)}: ${inline(what, 1_000)} (${name(by)})`,
    "address-noted": ({ address, chain, what, status, from, by }) =>
      `⛓️ Address ${code(address)}${on(chain)} is **${sayStatus(status)}**${from === null || from === status ? "" : `, was ${sayStatus(from)}`}: ${inline(what, 1_000)} (${name(by)})`,
    "movement-noted": ({ origin, destination, amount, recovery, by }) =>
      `⛓️ ${inline(amount, 100)} moved from ${code(origin)} to ${code(destination)} (${name(by)})${recovery === null ? "" : `\nRecovery: ${inline(recovery, 1_000)}`}`,
    "attacker-noted": ({ address, fundedBy, known, by }) =>
      `⛓️ Attacker's address ${code(address)}${fundedBy === null ? "" : `, funded by ${code(fundedBy)}`}${known === null ? "" : `: ${inline(known, 1_000)}`} (${name(by)})`,
  },
  reminders: {},
  card: () => [],
  buttons: () => [],
  presses: {},
};
