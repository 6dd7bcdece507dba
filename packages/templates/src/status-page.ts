import { publicationAt, publicationsOf, type Incident, type Publication } from "@muster/incident";
import { no, utcDate, utcTime, yes, type Result } from "@muster/kernel";
import type { Policy } from "@muster/policy";
import {
  beginMark,
  endMark,
  explainBlock,
  readBlock,
  writeBlock,
  type BlockProblem,
} from "./managed-block.ts";
import { block } from "./neutralise.ts";

/*
 * A page of the repository that tells the public how things stand. Each incident has its own part, the newest incident first and in it
 * the newest notice first. The page names no incident: the public knows it by its words.
 */

const partName = (incident: Pick<Incident, "id">): string => `status-${incident.id}`;
const anyPart = /^<!-- muster:begin status-[\w-]+ -->$/m;

/** The paths of status pages that hold something of this incident, by the policy's places. */
export function statusPaths(incident: Incident, policy: Policy): string[] {
  const paths = publicationsOf(incident).flatMap((notice) => pathOf(policy, notice) ?? []);
  return [...new Set(paths)];
}

/** The page with this incident's notices as they are now; every other byte as it was. */
export function putStatus(
  page: string | null,
  { incident, policy, path }: { incident: Incident; policy: Policy; path: string },
): Result<string, BlockProblem> {
  const notices = publicationsOf(incident).filter((notice) => pathOf(policy, notice) === path);
  const text = statusPart(incident, notices);
  const name = partName(incident);
  const whole = page ?? "# Status\n";
  const known = readBlock(whole, name);
  if (known.ok)
    return known.value.text === text ? yes(whole) : writeBlock(whole, { name, text, isAppended: false });
  if (known.refused.because !== "block-missing") return no(known.refused);
  const first = anyPart.exec(whole);
  if (first === null) return writeBlock(whole, { name, text, isAppended: true });
  const lineEnd = whole.includes("\r\n") ? "\r\n" : "\n";
  const part = [beginMark(name), ...text.split("\n"), endMark(name), "", ""].join(lineEnd);
  return yes(whole.slice(0, first.index) + part + whole.slice(first.index));
}

export const explainStatus = explainBlock;

function statusPart(incident: Incident, notices: Publication[]): string {
  const parts = notices.toReversed().map(({ at, text }) => {
    const time = new Date(at);
    return `**${utcDate(time)} ${utcTime(time)} UTC**\n\n${block(text)}`;
  });
  return [`## ${incident.date}`, ...parts].join("\n\n");
}

function pathOf(policy: Policy, { where, kind }: Publication): string | null {
  return kind === "github-file" ? publicationAt(policy, where).path : null;
}
