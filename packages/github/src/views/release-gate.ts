import type { OverdueAction } from "@muster/incident";
import { inline, link } from "@muster/templates";
import { counted, fitted, type CheckRunText } from "./check-run.ts";

export const releaseGateName = "Muster release gate";

/** What holds a release, with where it can be read. */
export type ReleaseHold = OverdueAction & { url: string | null };

/** What people read at a pull request that may have to wait. */
export function releaseGateRun(holds: readonly ReleaseHold[]): CheckRunText {
  if (holds.length === 0) {
    return {
      conclusion: "success",
      title: "No action item holds it",
      summary: "No action item that releases wait for is overdue.",
      annotations: [],
    };
  }
  const lines = holds.map(
    ({ incident, item, days, url }) =>
      `- ${link(`${incident.ref}/${item.id}`, url)} ${inline(item.text)}, ${inline(item.owner.name)}, was due ${item.due} (${counted(days, "day")} ago)`,
  );
  return {
    conclusion: "failure",
    title: `${counted(holds.length, "action item")} overdue`,
    summary: fitted([
      "Releases wait for these. Do them and close their issues, give them another date (`/action due`), or let releases go without (`/action ungate` in a comment, `/action gate` with `holds: no` in Discord). This check follows by itself.",
      lines.join("\n"),
    ]),
    annotations: [],
  };
}
