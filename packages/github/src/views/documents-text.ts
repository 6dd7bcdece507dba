import type { Incident } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { blamelessHints, inline, peopleIn, type BlamelessHint, type Documents } from "@muster/templates";

/** More hints than this are a talk, not a list. */
const hintsMax = 8;

/** What people must know and do before they merge the documents: a paragraph each, in Markdown. */
export function documentsText(given: Documents & { incident: Incident; policy: Policy }): string[] {
  const { documents, withheld, incident, policy } = given;
  return [
    ["**Documents**", ...documents.map(({ name, path }) => `- ${inline(name)}: \`${path}\``)].join("\n"),
    beforeMerging(given),
    withheldText(withheld),
    ...hintsText(hintsIn(given)),
    publicationText(policy, incident),
    ...(incident.isDrill ? ["This was a drill."] : []),
  ];
}

/** Merging is the decision. The policy says which way it leans. */
function publicationText({ communications: { reports } }: Policy, { restricted }: Incident): string {
  const recorded = "Who merged, and when, goes into the incident's record.";
  if (restricted !== null)
    return `This incident is restricted: merging tells nobody outside this private repository. What the public may read is a text of its own, with its day: \`/access disclose\` in the incident's room. ${recorded}`;
  if (reports === null)
    return `Merging publishes them to everybody who can read this repository. ${recorded}`;
  const redact = reports.redact === null ? "" : ` Take out first: ${inline(reports.redact)}`;
  return reports.share === "public"
    ? `This policy publishes them unless there is a reason not to; merging is that decision.${redact} ${recorded}`
    : `This policy keeps them inside: merge only if everybody who can read this repository may know.${redact} ${recorded}`;
}

function beforeMerging({ incident, documents }: Documents & { incident: Incident }): string {
  const names = peopleIn({ incident }).map((name) => inline(name));
  const readers = names.length === 0 ? "everyone who took part" : names.join(", ");
  return [
    "**Before merging**",
    `- [ ] The timeline was read by ${readers}`,
    "- [ ] Root causes and lessons are written down",
    "- [ ] Every action item has an owner and a date",
    `- Redaction confirmed: nothing there is a secret, personal data, or of use to an attacker. Tick its box at the end of \`${documents[0]?.path ?? ""}\`, in the file itself`,
  ].join("\n");
}

function withheldText(withheld: Documents["withheld"]): string {
  if (withheld.length === 0)
    return "Nothing had to be withheld; Muster knows patterns, not meaning, so look yourself.";
  const list = withheld.map(({ kind, count }) => `${count} × ${inline(kind)}`).join(", ");
  return `Withheld from the documents: ${list}. The words stand as \`[withheld: …]\`; the record inside Muster has them.`;
}

type Placed = BlamelessHint & { path: string };

function hintsIn({ documents, incident }: Documents & { incident: Incident }): Placed[] {
  const names = peopleIn({ incident });
  const found = documents.flatMap(({ path, text }) =>
    blamelessHints(text, names).map((hint) => ({ ...hint, path })),
  );
  // The same words stand in several documents; once is enough.
  return [...new Map(found.map((hint) => [hint.words.toLowerCase(), hint])).values()];
}

function hintsText(hints: Placed[]): string[] {
  if (hints.length === 0) return [];
  const shown = hints
    .slice(0, hintsMax)
    .map(({ path, line, words, instead }) => `- \`${path}\` line ${line}: “${inline(words)}”. ${instead}`);
  const more = hints.length > hintsMax ? [`- and ${hints.length - hintsMax} more`] : [];
  return [
    ["**Words that may read as blame** (hints, nothing depends on them)", ...shown, ...more].join("\n"),
  ];
}
