import { runbooksOf, type NamedRunbook, type Policy } from "@muster/policy";
import type { Incident } from "../incident.ts";

/** A runbook with what speaks for it: words of the incident, or the kind that somebody gave it. */
export type Suggestion = { runbook: NamedRunbook; words: string[] };

/** Runbooks of the incident's kind, then those whose keywords stand in the title, the description or an alert. A suggestion, never more. */
export function suggestRunbooks(incident: Incident, policy: Policy): Suggestion[] {
  const text = [incident.title, incident.description ?? "", ...incident.signals.map(({ title }) => title)]
    .join(" ")
    .toLowerCase();
  const words = new Set(text.split(/[^\p{L}\p{N}-]+/u));
  const has = (keyword: string): boolean =>
    /^[\p{L}\p{N}-]+$/u.test(keyword) ? words.has(keyword) : text.includes(keyword);
  const { kind } = incident.assess;
  const ofKind = kind === null ? [] : (policy.kinds[kind.id]?.runbooks ?? []);
  const all = runbooksOf(policy);
  const byKind = all
    .filter(({ id }) => ofKind.includes(id))
    .map((runbook) => ({ runbook, words: kind === null ? [] : [kind.name] }));
  const byWords = all
    .filter(({ id }) => !ofKind.includes(id))
    .map((runbook) => ({ runbook, words: runbook.keywords.filter((keyword) => has(keyword.toLowerCase())) }))
    .filter(({ words: found }) => found.length > 0)
    .sort((a, b) => b.words.length - a.words.length);
  return [...byKind, ...byWords].slice(0, 3);
}
