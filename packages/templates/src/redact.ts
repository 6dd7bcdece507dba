import { personalDetectors, withhold, type Incident } from "@muster/incident";

/*
 * What must not stand in a document that may become public: secrets and card numbers, which `withhold` knows; e-mail and private
 * network addresses, phone numbers.
 * When in doubt it is withheld; the document is a draft, and whoever reads it can put a word back.
 */

export type Withheld = { kind: string; count: number };

/** Something that may be personal, by its offset. `isRole`: a mailbox of a function rather than of a person. */
export type Personal = { kind: string; start: number; isRole: boolean };

/** Addresses that nobody has: the reserved names of RFC 2606, the user of git's own addresses, and GitHub's stand-ins. */
const nobodys =
  /@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|example|invalid|test|localhost)$|^git@|@users\.noreply\.github\.com$/i;
const roleBox =
  /^(?:security|support|help|info|contact|abuse|noreply|no-reply|admin|ops|oncall|legal|privacy|press|hello|team|incident|incidents|status)@/i;

/** What `redactIncident` would withhold as personal, where it stands. */
export function findPersonal(text: string): Personal[] {
  return personalDetectors.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)]
      .filter(([found]) => !nobodys.test(found))
      .map((match) => ({ kind, start: match.index, isRole: roleBox.test(match[0]) })),
  );
}

/** The text with `[withheld: …]` where something was; `seen` gets each value that was found, by its kind. */
function redactText(text: string, seen: Map<string, Set<string>>): string {
  const note = (kind: string, value: string): string => {
    seen.set(kind, (seen.get(kind) ?? new Set()).add(value));
    return `[withheld: ${kind}]`;
  };
  const clean = withhold(text);
  for (const kind of clean.kinds) note(kind.replace(/ \(.*$/, ""), text);
  return personalDetectors.reduce(
    (rest, [kind, pattern]) => rest.replace(pattern, (found) => note(kind, found)),
    clean.text,
  );
}

/** The text as it may stand in a document, or be quoted from one. */
export const redactWords = (text: string): string => redactText(text, new Map());

/** Names of fields whose values are ids, times, digests and addresses on chain, all of which were checked by their shape. They are no words of people, and must stay what they are. */
const isMachine =
  /^(?:id|workspaceId|ref|date|slug|discord|github|sha256|hash|address|origin|destination|fundedBy|policyVersion|key|at|due|kind|status|[a-z]\w*(?:At|Id))$/;

/** The incident as its documents may tell it, and what was left out of it: how many different values of each kind. */
export function redactIncident(incident: Incident): { incident: Incident; withheld: Withheld[] } {
  const seen = new Map<string, Set<string>>();
  const clean = redactValue(incident, seen) as Incident; // Only texts inside it changed.
  const withheld = [...seen].map(([kind, values]) => ({ kind, count: values.size }));
  return { incident: clean, withheld };
}

function redactValue(value: unknown, seen: Map<string, Set<string>>): unknown {
  if (typeof value === "string") return redactText(value, seen);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, seen));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      isMachine.test(name) && typeof item === "string" ? item : redactValue(item, seen),
    ]),
  );
}
