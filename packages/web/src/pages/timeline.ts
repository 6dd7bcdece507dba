import type { Incident, TimelineEntry } from "@muster/incident";
import { utcDate } from "@muster/kernel";
import { entryText, timelineOf } from "@muster/templates";
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

/** Everything that happened, in its order, a heading for each day. */
export function timeline(incident: Incident): Html {
  const all = timelineOf(incident);
  const shown = all.slice(-entriesMax);
  const hidden = all.length - shown.length;
  const days = Map.groupBy(shown, ({ at }) => utcDate(new Date(at)));
  return html`<section aria-labelledby="timeline">
    <h2 id="timeline">Timeline</h2>
    ${hidden > 0 && html`<p class="soft">${hidden} earlier entries are not shown here. All of them: muster export ${incident.ref}</p>`}
    ${[...days].map(
      ([date, entries]) =>
        html`<h3>${day(date)}</h3>
          <ol class="timeline">
            ${entries.map((entry) => line(entry, all))}
          </ol>`,
    )}
  </section>`;
}

function line(entry: TimelineEntry, all: readonly TimelineEntry[]): Html {
  const corrected = all.some(({ corrects }) => corrects === entry.seq);
  const kind = kindWords[entry.kind];
  return html`<li id="entry-${entry.seq}" class="kind-${entry.kind}">
    <span class="when">${when(entry)}</span><span class="kind">${kind}</span
    ><span class="what"
      >${wordsOf(entry)}${corrected && html` <span class="soft">(corrected below)</span>`}</span
    >
  </li>`;
}

function when({ at, precision }: TimelineEntry): Part {
  if (precision === "day") return "that day";
  return html`${precision === "approx" && "about "}${clockTime(at)}`;
}

function wordsOf(entry: TimelineEntry): Html {
  const words = entryText(entry);
  return html`${words}${entry.url !== null && html` ${link("Source", entry.url)}`}`;
}
