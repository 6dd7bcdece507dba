import type { Incident, Remotes } from "@muster/incident";
import { documentsOf, isSlot, slotPattern, slotWords, type Policy } from "@muster/policy";
import { redactionLine } from "./postmortem-check/redaction.ts";
import { redactIncident, type Withheld } from "./redact.ts";
import { slots, type DocumentView } from "./sections/index.ts";

export type Document = {
  id: string;
  name: string;
  /** Inside the repository. */
  path: string;
  isMain: boolean;
  /** Action items stand in it, so that later ones belong there too. */
  carriesActions: boolean;
  text: string;
};

export type Documents = {
  /** The main one first. */
  documents: Document[];
  /** What was left out because it must not become public. */
  withheld: Withheld[];
};

/** All that the policy wants written about an incident of this level, as the record has it. People complete it; `mergePostmortem` keeps what they wrote. */
export function renderDocuments(given: { incident: Incident; policy: Policy; remotes?: Remotes }): Documents {
  const { policy, remotes = {} } = given;
  const { incident, withheld } = redactIncident(given.incident);
  const listed = documentsOf(policy, incident.severity?.levelId ?? null).map((document) => ({
    ...document,
    path: pathFor(document.path, incident),
  }));
  const view: DocumentView = {
    incident,
    policy,
    remotes,
    pathOf: (id) => listed.find((document) => document.id === id) ?? null,
  };
  const documents = listed.map(({ text, ...document }) => ({
    ...document,
    carriesActions: /\{(?:actions|actionTable)\}/.test(text),
    text: fillSlots(text, view) + (document.isMain ? publication(policy) : ""),
  }));
  return { documents, withheld };
}

/** At the end of the main document: a person must say that all of them may be read by everybody. The policy's headings stay its own. */
const publication = ({ postmortem: { check } }: Policy): string =>
  check.redaction === "off" ? "" : `\n---\n\n${redactionLine}\n`;

/** Which document lies at which path, for one incident. */
export function documentPaths(
  policy: Policy,
  incident: Pick<Incident, "date" | "slug" | "severity">,
): Record<string, string> {
  const listed = documentsOf(policy, incident.severity?.levelId ?? null);
  return Object.fromEntries(listed.map(({ id, path }) => [pathFor(path, incident), id]));
}

/** A template with its slots filled. What is no slot stays as it stands. */
export function fillSlots(template: string, view: DocumentView): string {
  return template.replace(slotPattern, (whole, name: string, words: string) =>
    isSlot(name) ? slots[name](view, ...slotWords(name, words)) : whole,
  );
}

/** Where the postmortem goes: the policy's path with `{date}` and `{slug}` filled in. */
export function postmortemPath(policy: Policy, incident: Pick<Incident, "date" | "slug">): string {
  return pathFor(policy.postmortem.path, incident);
}

/** A document's path for one incident, always inside the repository. */
function pathFor(pattern: string, incident: Pick<Incident, "date" | "slug">): string {
  const path = fillName(pattern, incident);
  const parts = path.split("/");
  const isInside = parts.every((part) => /^[^\\\p{C}]+$/u.test(part) && part !== "." && part !== "..");
  if (!isInside || parts[0] === ".git") throw new Error(`The document's path leaves the repository: ${path}`);
  return path;
}

/** A pattern such as `hotfix/incident-{date}` for one incident. */
export function fillName(pattern: string, { date, slug }: Pick<Incident, "date" | "slug">): string {
  return pattern.replaceAll("{date}", () => date).replaceAll("{slug}", () => slug);
}
