import { holdersOf, offersOf } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { textMessage, type MessageBody } from "./message.ts";
import { inline } from "./neutralise.ts";
import type { Sight } from "./part.ts";
import { mention } from "./person.ts";
import { levelOf } from "./words.ts";

/** What to do in a role, line by line. */
export function roleSheet(policy: Policy, role: string): MessageBody {
  const terms = policy.roles[role];
  if (terms === undefined)
    return textMessage("This policy has no such role any more. /incident roles lists those it has.");
  return textMessage(sheetLines(terms).join("\n"));
}

function sheetLines({ name, duty, sheet, isMany, fixes }: Policy["roles"][string]): string[] {
  return [
    `**${inline(name)}**: ${inline(duty, 500)}`,
    ...sheet.map((line) => `▸ ${inline(line, 500)}`),
    ...(fixes ? [] : ["▸ Does not fix things meanwhile."]),
    ...(isMany ? ["▸ Several people may hold it at once."] : []),
  ];
}

/** Who does what in this incident, every role of the policy with its duty, and who is asked. */
export function roster({ incident, policy }: Sight): MessageBody {
  const wanted = levelOf(incident, policy)?.roles ?? [];
  const all = [...new Set([...wanted, ...Object.keys(policy.roles)])];
  const lines = all.flatMap((role) => {
    const terms = policy.roles[role];
    if (terms === undefined) return [];
    const who = [
      ...holdersOf(incident, role).map(
        ({ person, since }) => `${mention(person)} since ${since.slice(11, 16)} UTC`,
      ),
      ...offersOf(incident, role).map(({ to }) => `${mention(to)} is asked`),
    ];
    const state = who.length > 0 ? who.join(", ") : wanted.includes(role) ? "**MISSING**" : "nobody";
    return [`**${inline(terms.name)}**: ${state}\n-# ${inline(terms.duty, 160)}`];
  });
  const { detector } = policy;
  const reporter = `**${inline(detector.name)}**: ${mention(incident.reporter)}${detector.duty === null ? "" : `\n-# ${inline(detector.duty, 200)}`}`;
  const text = [
    reporter,
    ...lines,
    "A whole sheet: /incident sheet · give a role back: /incident leave",
  ].join("\n");
  return textMessage(text);
}
