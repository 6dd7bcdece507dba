import { feedbackOf, meetingOf } from "@muster/incident";
import type { SlotName } from "@muster/policy";
import { inline } from "../neutralise.ts";
import { anchorText, timeText, unknown } from "../plain-words.ts";
import { evidenceList, evidenceTables } from "./evidence.ts";
import { filingLines } from "./filings.ts";
import { lines, type DocumentView, type Slot } from "./slot.ts";

const stamp = (at: string): string => anchorText({ at, precision: "second", basis: "recorded" });

/** Each question that the policy asks afterwards, with what the record says of it and the answer. */
function feedback({ incident, policy }: DocumentView): string {
  const asked = feedbackOf(incident, policy).map(({ ask, hint, answer }) => {
    const facts = hint === null ? "" : ` ${hint}`;
    if (answer === null) return `- ${inline(`${ask}${facts}`)} Answer: ${unknown}`;
    const item = answer.action === null ? "" : `, action item ${answer.action}`;
    const when = `${answer.by.name}, ${timeText(answer.at, incident.date)} UTC`;
    return `- ${inline(`${ask}${facts} ${answer.answer} (${when}${item})`)}`;
  });
  return lines(asked, "_Was detection slow? Was the response unclear? No answers recorded._");
}

/** When the review meets, who leads it and who came, and what was said. */
function meeting({ incident }: DocumentView): string {
  const found = meetingOf(incident);
  if (found === null) return `Scheduled: ${unknown}`;
  const { at, facilitator, attendees, held } = found;
  const led = facilitator === null ? "" : `, led by ${facilitator.name}`;
  if (held === null) {
    const invited = attendees.length === 0 ? "" : `, invited: ${attendees.join(", ")}`;
    return inline(`Scheduled: ${stamp(at)}${led}${invited}`);
  }
  const came = held.attendees.trim() === "" ? unknown : held.attendees;
  return inline(`Held: ${stamp(held.at)}${led}, attendees: ${came}. ${held.points}`);
}

/** Action items that are fixes: what makes the mitigation last. */
function fix({ incident }: DocumentView): string {
  const fixes = incident.actions.filter(({ kind }) => kind === "fix");
  const words = fixes.map(
    ({ text, owner, due, done }) => `${text} (${owner.name}, ${done ? "done" : `due ${due}`})`,
  );
  return inline(words.join("; ")) || unknown;
}

/** What is kept of it, what is owed for it, and what was learnt. */
export const after = {
  evidence: evidenceTables,
  evidenceList: evidenceList,
  filings: filingLines,
  feedback,
  meeting,
  fix,
} satisfies Partial<Record<SlotName, Slot>>;
