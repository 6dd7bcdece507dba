import { runbooksOf, type NamedRunbook, type Policy } from "@muster/policy";
import type { Incident } from "../incident.ts";

/** A runbook with the words of the incident that speak for it. */
export type Suggestion = { runbook: NamedRunbook; words: string[] };

/** Runbooks whose keywords stand in the title, the description or an alert, the most telling first. A suggestion, never more. */
export function suggestRunbooks(incident: Incident, policy: Policy): Suggestion[] {
  const text = [incident.title, incident.description ?? "", ...incident.signals.map(({ title }) => title)]
    .join(" ")
    .toLowerCase();
  const words = new Set(text.split(/[^\p{L}\p{N}-]+/u));
  const has = (keyword: string): boolean =>
    /^[\p{L}\p{N}-]+$/u.test(keyword) ? words.has(keyword) : text.includes(keyword);
  return runbooksOf(policy)
    .map((runbook) => ({ runbook, words: runbook.keywords.filter((keyword) => has(keyword.toLowerCase())) }))
    .filter(({ words: found }) => found.length > 0)
    .sort((a, b) => b.words.length - a.words.length)
    .slice(0, 3);
}
