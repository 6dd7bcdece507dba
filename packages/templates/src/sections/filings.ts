import { clocksFor, type FilingClock, type Incident } from "@muster/incident";
import { anchorsOf } from "@muster/policy";
import { inline } from "../neutralise.ts";
import { lines, type Slot } from "./slot.ts";

const stamp = (at: string): string => `${at.slice(0, 16).replace("T", " ")} UTC`;
const answered = {
  yes: "A report to an authority is needed",
  no: "No report to an authority is needed",
  unsure: "Not clear whether a report to an authority is needed",
} as const;

/** What was judged, and how each clock stands. Clocks that nothing started are left out: they say nothing about this incident. */
export const filingLines: Slot = (view) => {
  const { incident, policy } = view;
  const clocks = clocksFor(incident, policy).filter(({ state }) => state !== "waiting");
  return lines([
    ...judgedLines(incident, (id) => anchorsOf(policy)[id]?.name ?? id),
    ...clocks.map((one) => `- ${inline(clockWords(one))}`),
  ]);
};

/** The same where no policy is at hand: what people said, clock by clock. */
export function recordedFilings(incident: Incident): string[] {
  const outcomes = Object.entries(incident.filings.outcomes).flatMap(([id, all]) =>
    all.map((outcome) => {
      const what =
        outcome.is === "submitted"
          ? `submitted ${stamp(outcome.submittedAt)}, reference ${outcome.reference}, copy at ${outcome.place ?? "unknown"}`
          : `${outcome.is}: ${outcome.reason}`;
      return `- ${inline(`${id}: ${what} (${outcome.by.name}, ${stamp(outcome.at)})`)}`;
    }),
  );
  const extensions = Object.entries(incident.filings.extensions).map(
    ([id, { authority, reason, until, by }]) =>
      `- ${inline(`${id}: ${authority} gives time until ${stamp(until)}: ${reason} (${by.name})`)}`,
  );
  return [...judgedLines(incident, (id) => id), ...outcomes, ...extensions];
}

function judgedLines({ filings }: Incident, nameOf: (anchor: string) => string): string[] {
  const { answer, anchors } = filings;
  return [
    ...(answer === null
      ? []
      : [`- ${inline(`${answered[answer.is]}: ${answer.reason} (${answer.by.name}, ${stamp(answer.at)})`)}`]),
    ...Object.entries(anchors).map(
      ([id, { at, facts, by }]) => `- ${inline(`${nameOf(id)}: ${stamp(at)} (${by.name}: ${facts})`)}`,
    ),
  ];
}

function clockWords({ clock, state, dueAt, submissions, reason }: FilingClock): string {
  const due = dueAt === null ? "without undue delay" : `due ${stamp(dueAt)}`;
  const reports = submissions.map(
    ({ submittedAt, reference, place }) =>
      `${stamp(submittedAt)}, reference ${reference}${place === null ? "" : `, copy at ${place}`}`,
  );
  if (state === "submitted") return `${clock.name}: submitted ${reports.join("; then ")}`;
  if (state === "running") return `${clock.name}: ${due}, open`;
  return `${clock.name}: ${state === "missed" ? "missed" : "not applicable"}${reason === null ? "" : `, because ${reason}`}`;
}
