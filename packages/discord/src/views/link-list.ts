import type { Policy } from "@muster/policy";
import { textMessage, type MessageBody } from "./message.ts";
import { inline } from "./neutralise.ts";

const hash = /^0x[0-9a-f]{64}$/i;
/** What may stand in a path of an explorer without being able to lead elsewhere. */
const reference = /^[\w:.-]{3,120}$/;

/** Where people look during an incident: dashboards, logs, diagrams, and block explorers for an address or a transaction. */
export function linkList(policy: Policy, asked: string | null): MessageBody {
  const links = Object.values(policy.links);
  const filled = links.flatMap(({ name, about, url }) =>
    url === null
      ? []
      : [`▸ ${inline(name, 80)}: ${inline(url, 400)}${about === null ? "" : ` · ${inline(about, 150)}`}`],
  );
  const empty = links.filter(({ url }) => url === null);
  const own = empty.flatMap(({ name, about }) =>
    about === null ? [] : [`▸ ${inline(name, 80)}: ${inline(about, 200)}`],
  );
  const missing = empty.filter(({ about }) => about === null).map(({ name }) => inline(name, 80));
  const lines = [
    ...explorerLines(policy, asked),
    ...filled,
    ...own,
    ...(missing.length === 0
      ? []
      : [
          `Not filled in yet: ${missing.join(", ")}. Write their \`url\` under \`links\` in .muster/policy.yaml.`,
        ]),
  ];
  return textMessage(
    lines.length === 0
      ? "The policy has no links. Write them under `links` in .muster/policy.yaml."
      : lines.join("\n"),
  );
}

function explorerLines({ explorers }: Policy, asked: string | null): string[] {
  const wanted = asked?.trim().replace(/^tx\s*:?\s*/i, "") ?? "";
  if (wanted === "") return [];
  if (!reference.test(wanted))
    return ["That is neither a transaction nor an address. Paste just the one, such as `0x…`."];
  const isTransaction = hash.test(wanted) || /^tx\b/i.test(asked ?? "");
  const found = Object.values(explorers).flatMap(({ name, tx, address }) => {
    const template = isTransaction ? tx : address;
    if (template === null) return [];
    const link = template.replace(isTransaction ? "{tx}" : "{address}", encodeURIComponent(wanted));
    return [`▸ ${inline(name, 80)}: ${inline(link, 500)}`];
  });
  return found.length > 0
    ? found
    : ["The policy names no explorer for that. Write one under `explorers` in .muster/policy.yaml."];
}
