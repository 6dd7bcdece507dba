import type { Incident, TimelineEntry } from "@muster/incident";
import { utcDate } from "@muster/kernel";
import { timelineOf } from "@muster/templates";
import { html, link, type Html, type Part } from "../html.ts";
import { clockTime, day } from "../pieces.ts";

/** More than anybody reads on one page; the export has all of them. */
const entriesMax = 500;

const kindWords: Record<TimelineEntry["kind"], string> = {
  declared: "Declared",
  severity: "Severity",
  role: "Role",
  task: "Task",
  note: "Note",
  decision: "Decision",
  update: "Update",
  "root-cause": "Root cause",
  mitigation: "Mitigation",
  resolution: "Resolution",
  state: "State",
  alert: "Alert",
  action: "Action item",
  postmortem: "Postmortem",
  correction: "Correction",
  evidence: "Evidence",
  filing: "Report",
  reminder: "Reminder",
  public: "Public words",
  access: "Access",
  work: "Work",
  suspects: "Changes before",
  assessment: "Assessment",
  call: "Call",
  platform: "Platform",
};

/** What such an entry says names the person already. */
const namesThemselves: readonly TimelineEntry["kind"][] = ["role", "call", "access"];

/** Everything that happened, in its order, a heading for each day. */
export function timeline(incident: Incident): Html {
  const all = timelineOf(incident);
  const shown = all.slice(-entriesMax);
  const hidden = all.length - shown.length;
  const corrected = new Set(all.map(({ corrects }) => corrects));
  const days = Map.groupBy(shown, ({ at }) => utcDate(new Date(at)));
  return html`<section aria-labelledby="timeline">
    <h2 id="timeline">Timeline</h2>
    ${hidden > 0 && html`<p class="soft">${hidden} earlier entries are not shown here. All of them: muster export ${incident.ref}</p>`}
    ${[...days].map(
      ([date, entries]) =>
        html`<h3>${day(date)}</h3>
          <ol class="timeline">
            ${entries.map((entry) => line(entry, corrected.has(entry.seq)))}
          </ol>`,
    )}
  </section>`;
}

function line(entry: TimelineEntry, isCorrected: boolean): Html {
  return html`<li id="entry-${entry.seq}" class="kind-${entry.kind}">
    <span class="when">${when(entry)}</span>
    <span class="kind">${kindWords[entry.kind]}</span>
    <div class="what">
      ${wordsOf(entry)} ${isCorrected && html`<span class="soft">(corrected by a later entry)</span>`}
    </div>
  </li>`;
}

function when({ at, precision }: TimelineEntry): Part {
  if (precision === "day") return "that day";
  return html`${precision === "approx" && "about "}${clockTime(at)}`;
}

/** The words without the kind, which stands beside them, and with who said them at the end. */
function wordsOf({ kind, text, by, corrects, url, attachments }: TimelineEntry): Html {
  const label = `${kindWords[kind]}: `;
  const words = text.toLowerCase().startsWith(label.toLowerCase()) ? text.slice(label.length) : text;
  return html`<span class="words">${words}</span>
    ${corrects !== null && html`<a href="#entry-${corrects}">corrects this entry</a>`}
    ${attachments.length > 0 && html`<span class="soft">files: ${attachments.map(({ name }) => name).join(", ")}</span>`}
    ${!namesThemselves.includes(kind) && html`<span class="soft">${by.name}</span>`}
    ${url !== null && link("source", url)}`;
}
