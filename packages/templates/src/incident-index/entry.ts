import { everybody, mayKnow, type Incident } from "@muster/incident";
import { findLevel, levelLabel, type Policy } from "@muster/policy";
import { postmortemPath } from "../documents.ts";
import { durationText } from "../plain-words.ts";
import { readPage } from "../postmortem-check/page.ts";
import { plainName } from "../postmortem-check/synonyms.ts";
import { redactIncident, redactWords } from "../redact.ts";

/** One postmortem of the folder, as the index tells it. What cannot be read of a file is null. */
export type IndexEntry = {
  /** The file's name in the folder. */
  file: string;
  date: string | null;
  ref: string | null;
  title: string;
  severity: string | null;
  duration: string | null;
  /** Known of those that Muster published itself. */
  record: { id: string; publishedAt: string; isPublic: boolean } | null;
};

/** A file of the folder on the default branch. `text` is null when it is too long to be looked into. */
export type FolderFile = { name: string; text: string | null };

/** An incident with the policy that it was declared under. */
export type Recorded = { incident: Incident; policy: Policy };

/**
 * What the index lists: the files that stand in the folder, told from the record where there is one, else from what can be read of them.
 * A file of an incident that not everybody may know of is not there, and leaves no gap.
 */
export function indexEntries(
  files: readonly FolderFile[],
  recorded: readonly Recorded[],
  policy: Policy,
): IndexEntry[] {
  const known = new Map(recorded.map((one) => [fileOf(one), one]));
  return files
    .filter(({ name }) => isPostmortem(name))
    .flatMap((file): IndexEntry[] => {
      const record = known.get(file.name);
      if (record === undefined) return [readEntry(file)];
      return mayKnow(record.incident, everybody) ? [entryOf(file.name, record, policy)] : [];
    })
    .toSorted((a, b) => compare(b.date ?? "", a.date ?? "") || compare(a.file, b.file));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const fileOf = ({ incident, policy }: Recorded): string =>
  postmortemPath(policy, incident).split("/").at(-1)!; // A path has a last part.

const isPostmortem = (name: string): boolean =>
  /\.(?:md|markdown)$/i.test(name) && !/^(?:readme|index|template|_.*|.*template)\.[a-z]+$/i.test(name);

function entryOf(file: string, given: Recorded, now: Policy): IndexEntry {
  const { incident } = redactIncident(given.incident);
  const { severity, postmortem, comms, isDrill } = incident;
  const level = severity === null ? null : findLevel(given.policy, severity.levelId);
  const [duration = ""] = durationText(incident).split(" (");
  const share = comms.report?.share ?? now.communications.reports?.share ?? "public";
  return {
    file,
    date: incident.date,
    ref: incident.ref,
    title: isDrill ? `${incident.title} (drill)` : incident.title,
    severity: level === null ? (severity?.levelId ?? null) : levelLabel(level),
    duration: /^\D*$/.test(duration) ? null : duration,
    record:
      postmortem?.publishedAt == null
        ? null
        : { id: incident.id, publishedAt: postmortem.publishedAt, isPublic: share === "public" && !isDrill },
  };
}

const day = /(?:19|20)\d{2}-\d{2}-\d{2}/;

/** Older files are listed with what they say of themselves. */
function readEntry({ name, text }: FolderFile): IndexEntry {
  const page = text === null ? null : readPage(text);
  const field = (names: RegExp): string | null => {
    const value =
      page?.fields
        .find((one) => names.test(one.name))
        ?.value.replace(/[*_`]/g, "")
        .trim() ?? "";
    return value === "" || value.length > 60 ? null : redactWords(value);
  };
  const heading = page?.sections[0]?.depth === 1 ? page.sections[0].title : null;
  const title = (field(/^title$/) ?? heading ?? name.replace(/\.[^.]+$/, "").replace(/[-_]+/g, " "))
    .replace(/^(?:incident|post-?mortem|incident report)\s*[:–—-]\s*/i, "")
    .replace(/[*_`#]/g, "");
  return {
    file: name,
    date: day.exec(name)?.[0] ?? day.exec(field(/^(?:incident )?date$/) ?? "")?.[0] ?? null,
    ref: field(/^(?:incident|ref|id|incident (?:id|number))$/)?.match(/^[A-Z]+-\d+$/)?.[0] ?? null,
    title: redactWords(title).trim() || plainName(name),
    severity: field(/^(?:severity|sev|level|priority)$/),
    duration:
      field(/^(?:duration|total duration|length|time to (?:resolve|recovery))$/)?.split(" (")[0] ?? null,
    record: null,
  };
}
