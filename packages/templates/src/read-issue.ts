import type { Anchor, AnchorName } from "@muster/incident";
import { issueBlock } from "./boxes.ts";
import { readIssueMark } from "./issue.ts";
import { readBlock } from "./managed-block.ts";

/** What the body of an incident's issue still tells of it, for when the record is lost. Null: it does not say. */
export type ToldByIssue = {
  incidentId: string;
  ref: string;
  title: string;
  isDrill: boolean;
  anchors: Partial<Record<AnchorName, Anchor>>;
  reporter: string | null;
  mitigation: { what: string; verified: string } | null;
  outcome: string | null;
  mergedInto: string | null;
  room: { date: string; slug: string } | null;
  actions: { id: string; text: string; owner: string; due: string; done: boolean }[];
  /** The last lines of the timeline, without their bullets. */
  latest: string[];
};

/** Null for an issue that is no incident's, or whose part of ours is not clear. */
export function readIssue({ title, body }: { title: string; body: string }): ToldByIssue | null {
  const block = readBlock(body, issueBlock);
  const incidentId = block.ok ? readIssueMark(block.value.text) : null;
  if (!block.ok || incidentId === null) return null;
  const lines = block.value.text.split(/\r?\n/);
  const value = (name: string): string | null => {
    const start = `- **${name}:** `;
    return lines.find((line) => line.startsWith(start))?.slice(start.length) ?? null;
  };
  const named = /^(Drill )?([A-Z]+-[0-9A-Z]+): (.*)$/s.exec(title);
  const ref = value("Incident") ?? named?.[2];
  if (ref === undefined) return null;

  const declared = value("Declared");
  const mitigated = /^(.*? UTC|unknown): (.*) \(verified: (.*)\)$/.exec(value("Mitigated") ?? "");
  const anchors: ToldByIssue["anchors"] = {
    ...anchor("detected", value("Detected")),
    ...anchor("declared", declared),
    ...anchor("mitigated", mitigated?.[1] ?? null),
  };
  const room = /\[incident-(\d{4}-\d{2}-\d{2})-([^\]]+)\]/.exec(value("Channel") ?? "");
  const outcome = value("Outcome");
  return {
    incidentId,
    ref: plainText(ref),
    // A title breaks mentions with a character that nobody sees.
    title: (named?.[3] ?? title).replaceAll("\u200b", ""),
    isDrill: named?.[1] !== undefined,
    anchors,
    reporter: / UTC by (.+)$/.exec(declared ?? "")?.[1] ?? null,
    mitigation:
      mitigated === null ? null : { what: plainText(mitigated[2]!), verified: plainText(mitigated[3]!) },
    outcome: outcome === null ? null : plainText(outcome),
    mergedInto: /^Merged into ([A-Z]+-[0-9A-Z]+)$/.exec(value("Status") ?? "")?.[1] ?? null,
    room: room === null ? null : { date: room[1]!, slug: plainText(room[2]!) },
    actions: section(lines, "Action items").flatMap((line) => readAction(line) ?? []),
    latest: section(lines, "Latest").map((line) => plainText(line.replace(/^- /, ""))),
  };
}

/** Told to the minute, which is all that an issue shows. */
function anchor(name: AnchorName, text: string | null): Partial<Record<AnchorName, Anchor>> {
  const read = /^(about )?(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) UTC/.exec(text ?? "");
  if (read === null) return {};
  const at = `${read[2]}T${read[3]}:00.000Z`;
  return { [name]: { at, precision: read[1] === undefined ? "minute" : "approx", basis: "recorded" } };
}

function section(lines: readonly string[], title: string): string[] {
  const from = lines.indexOf(`### ${title}`);
  if (from === -1) return [];
  const rest = lines.slice(from + 1);
  const next = rest.findIndex((line) => line.startsWith("### "));
  return (next === -1 ? rest : rest.slice(0, next)).filter((line) => line.startsWith("- "));
}

function readAction(line: string): ToldByIssue["actions"][number] | null {
  const read =
    /^- \[([ xX])\] (.*), ([^,]+), (\d{4}-\d{2}-\d{2}).*<!-- muster:action=[^/\s]+\/(\S+) -->/.exec(line);
  if (read === null) return null;
  const [, box, text, owner, due, id] = read;
  return { id: id!, text: plainText(text!), owner: plainText(owner!), due: due!, done: box !== " " };
}

/** Words as they were before `inline` made them harmless. */
function plainText(text: string): string {
  return text
    .replaceAll("&#8203;", "")
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&")
    .replace(/\\([\\`*[\]|~_{#>+=:.)-])/g, "$1")
    .trim();
}
