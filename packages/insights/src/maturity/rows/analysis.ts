import { isSamePerson } from "@muster/incident";
import type { Case } from "../facts/case.ts";
import { itemsOf } from "../facts/items.ts";
import { gapsOf, postmortemDue, postmortemOf } from "../facts/postmortems.ts";
import { all } from "../facts/times.ts";
import { isWorded } from "../facts/words.ts";
import { each, share, some, type Row } from "../row.ts";
import { itemPieces } from "./handling.ts";

const item = "analysis";
const preventive = ["test", "control", "process", "alert"] as const;

export const analysisRows: readonly Row[] = [
  {
    id: "analysis.held",
    item,
    level: 1,
    lines: ["S2-23", "S2-25"],
    asks: "A retrospective was held",
    counted:
      "Incidents with a review that names two who attended and says what was talked over, or whose merged postmortem one person wrote and another approved.",
    needs: some(1),
    next: "Hold a review of the last incident and record it: `/review held`.",
    look: ({ cases }) =>
      each(cases, (one) => {
        if (wasHeld(one)) return { good: "a review was held" };
        return isReviewed(one) ? { good: "its postmortem was written and approved", ...pageOf(one) } : null;
      }),
  },
  {
    id: "analysis.documented",
    item,
    level: 1,
    lines: ["S2-24", "S2-25"],
    asks: "It is written down, with its course, its cause and what was learned",
    counted:
      "Merged postmortems in which people wrote at least 80 words, and something on the timeline, the cause and the lessons. Read when they are merged.",
    needs: some(1),
    next: "Fill in the postmortem's pull request before you merge it: the check says what it lacks.",
    look: ({ cases }) =>
      each(cases, (one) => {
        const postmortem = postmortemOf(one);
        if (postmortem === null) return null;
        const gaps = gapsOf(postmortem, ["timeline", "cause", "lessons"]);
        const said = gaps.length === 0 ? { good: "course, cause and lessons" } : { bad: gaps.join(", ") };
        return { ...said, ...pageOf(one) };
      }),
  },
  {
    id: "analysis.in-time",
    item,
    level: 2,
    lines: ["S2-26"],
    asks: "Postmortems that are owed come in time",
    counted:
      "Incidents whose level asks for a postmortem and whose date has passed: one with enough in it was merged by then. 90 % or more. Where the policy says no time, 30 days count.",
    needs: share(0.9),
    next: "Merge what is overdue, and book the review when you resolve.",
    look: ({ cases, until }) =>
      each(cases, (one) => {
        const due = postmortemDue(one);
        const postmortem = postmortemOf(one);
        if (due === null || (postmortem === null && due > until)) return null;
        if (postmortem === null) return { bad: "is overdue" };
        if (postmortem.publishedAt > due) return { bad: "came late" };
        const gaps = gapsOf(postmortem, ["timeline", "cause", "lessons"]);
        return gaps.length === 0
          ? { good: "came in time" }
          : { bad: `came in time and says too little: ${gaps.join(", ")}` };
      }),
  },
  {
    id: "analysis.leads-to-work",
    item,
    level: 2,
    lines: ["S2-26"],
    asks: "Each postmortem leads to work with an owner and a date",
    counted: "Incidents with a merged postmortem: at least one action item. All of them.",
    needs: share(1),
    next: "Write down at least one thing that will be different: `/action add`.",
    look: ({ cases }) =>
      each(cases, (one) => {
        if (postmortemOf(one) === null) return null;
        const items = itemsOf(one).filter(({ text }) => isWorded(text));
        return items.length > 0 ? { good: `${items.length} action items` } : { bad: "no action item" };
      }),
  },
  {
    id: "analysis.deeper",
    item,
    level: 2,
    lines: ["S2-26"],
    asks: "It asks what contributed, and where you were lucky",
    counted: "Merged postmortems: people wrote something on contributing factors and on luck. All of them.",
    needs: share(1),
    next: "Add headings for contributing factors and for luck to your template (`documents` in the policy).",
    look: ({ cases }) =>
      each(cases, (one) => {
        const postmortem = postmortemOf(one);
        if (postmortem === null) return null;
        const gaps = gapsOf(postmortem, ["factors", "luck"]);
        const said = gaps.length === 0 ? { good: "factors and luck" } : { bad: gaps.join(", ") };
        return { ...said, ...pageOf(one) };
      }),
  },
  {
    id: "analysis.reviewed",
    item,
    level: 2,
    lines: ["S2-26"],
    asks: "Somebody other than its authors reviewed it",
    counted: "Merged postmortems that somebody approved who wrote nothing in them. All of them.",
    needs: share(1),
    next: "Let somebody who did not write it approve the pull request before it is merged.",
    look: ({ cases }) =>
      each(cases, (one) => {
        if (postmortemOf(one) === null) return null;
        const said = isReviewed(one) ? { good: "approved by another" } : { bad: "nobody else approved it" };
        return { ...said, ...pageOf(one) };
      }),
  },
  {
    id: "analysis.recurring",
    item,
    level: 3,
    lines: ["S2-27"],
    asks: "What comes back is looked for",
    counted:
      "Incidents that people linked to an earlier one, by its number and in another incident than the linked one was declared in. Two or more.",
    needs: some(2),
    next: "When something comes back, link it: `/review recurrence`.",
    look: ({ cases }) =>
      each(cases, ({ incident }) =>
        incident.aftercare.recurrenceOf.length === 0
          ? null
          : { good: `linked to ${incident.aftercare.recurrenceOf.slice(0, 3).join(", ")}` },
      ),
  },
  {
    id: "analysis.prevention",
    item,
    level: 3,
    lines: ["S2-27"],
    asks: "Work that prevents is done in time",
    counted:
      "Action items of the kinds test, control, process and alert whose date has passed, or that are done: in time and with a trace of the work. 80 % or more.",
    needs: share(0.8),
    next: "Say of each action item what kind it is (`/action kind`), and close it by a pull request or on its issue.",
    look: ({ cases, until }) =>
      itemPieces(cases, until, ({ kind }) => preventive.some((wanted) => wanted === kind)),
  },
  {
    id: "analysis.returns",
    item,
    level: 3,
    lines: ["S2-27"],
    asks: "Incidents do not come back",
    counted:
      "Incidents of the second half of the window: nine of ten were no return of an earlier one and did not come back. (That the share falls is not asked: it could be had by adding bad ones before. The learning report of each quarter shows it beside the quarter before.)",
    needs: share(0.9),
    next: "Do the action items of what came back first.",
    look: ({ cases, from, until }) => {
      const middle = new Date((Date.parse(from) + Date.parse(until)) / 2).toISOString();
      return each(
        cases.filter(({ declaredAt }) => declaredAt >= middle),
        ({ incident: { aftercare } }) =>
          aftercare.recurrenceOf.length > 0
            ? { bad: `the return of ${aftercare.recurrenceOf[0] ?? ""}` }
            : aftercare.recurrences.length > 0
              ? { bad: "came back" }
              : { good: "did not come back" },
      );
    },
  },
  {
    id: "analysis.facilitated",
    item,
    level: 3,
    lines: ["S2-27"],
    asks: "Reviews are led by somebody who did not respond",
    counted:
      "Reviews that were held: half or more were led by a named person who did nothing in the incident before its resolution.",
    needs: share(0.5),
    next: "Ask somebody who was not there to lead the next review: `/review meeting` with `facilitator`.",
    look: ({ cases }) =>
      each(cases, (one) => {
        const { meeting } = one.incident.aftercare;
        if (meeting?.held == null) return null;
        const { facilitator } = meeting;
        if (facilitator === null) return { bad: "nobody is named who led it" };
        const end = one.events.find(({ type }) => type === "resolved")?.at ?? "9";
        const took = one.events.some(({ by, at }) => at <= end && isSamePerson(by, facilitator));
        return took
          ? { bad: "led by somebody who responded" }
          : { good: "led by somebody who did not respond" };
      }),
  },
];

/** Where its postmortem can be read. */
function pageOf(one: Case): { url?: string } {
  const url = postmortemOf(one)?.url;
  return url === undefined ? {} : { url };
}

/** Two who attended and some words: a date in a calendar is no review. */
function wasHeld(one: Case): boolean {
  return all(one, "meeting-held").some(
    ({ attendees, points }) =>
      attendees.split(/[,;&\n]|\band\b/).filter((who) => who.trim() !== "").length >= 2 &&
      isWorded(points, 5),
  );
}

export function isReviewed(one: Case): boolean {
  const read = postmortemOf(one)?.read ?? null;
  return (
    read !== null && read.authors.length > 0 && read.approvedBy.some((who) => !read.authors.includes(who))
  );
}
