import { button, partPress } from "./buttons.ts";
import { textMessage, type MessageBody } from "./message.ts";
import { codeBlock, inline } from "./neutralise.ts";
import type { Sight } from "./part.ts";

/** Transactions as people write them into the record: a bare hash would be taken for a key. */
const transaction = /\btx\s*:?\s*(0x[0-9a-f]{64})\b/gi;
const transactionsMax = 5;

/** The message to outside help, made of what is on record. Muster never sends it. */
export function packetMessage({ incident, policy, person }: Sight, asked: string | null): MessageBody {
  const found = Object.entries(policy.outside).find(
    ([id, { packet }]) => packet !== null && (asked === null || id === asked),
  );
  if (found === undefined) {
    return textMessage(
      "The policy has no message to outside help. Write one under `outside` in .muster/policy.yaml.",
    );
  }
  const [id, { name, how, packet, notes }] = found;
  const missing = "not known yet";
  const words: Record<string, string> = {
    protocol: policy.protocolName ?? missing,
    transactions: transactionsOf(incident.timeline.map(({ text }) => text)).join(", ") || missing,
    funds: fundsOf(incident.assess.funds) || missing,
    description: [incident.title, incident.description].filter((text) => text !== null).join(". "),
    contact: `${person.name} (${incident.ref})`,
  };
  const text = (packet ?? "").replaceAll(/\{(\w+)\}/g, (whole, word: string) => words[word] ?? whole);
  const where = how === null ? "" : `: ${inline(how, 200)}`;
  const lines = [
    `**${inline(name, 80)}**${where}. I never send this; copy it, complete it, and send it yourself.`,
    ...(notes === null ? [] : [`-# ${inline(notes, 300)}`]),
    codeBlock(text, 2_500),
  ];
  return textMessage(lines.join("\n"), [
    [button("Sent: record it", partPress(incident, `packet-sent/${id}`), "success")],
  ]);
}

function transactionsOf(texts: string[]): string[] {
  const hashes = texts.flatMap((text) => [...text.matchAll(transaction)].map((match) => match[1]!)); // The pattern has one group.
  return [...new Set(hashes)].slice(0, transactionsMax);
}

function fundsOf(funds: { state: string; amount: string; asset: string }[]): string {
  const latest = new Map(funds.map((one) => [`${one.state} ${one.asset}`, one]));
  return [...latest.values()].map(({ state, amount, asset }) => `${amount} ${asset} ${state}`).join(", ");
}
