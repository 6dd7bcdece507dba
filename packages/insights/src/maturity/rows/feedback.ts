import { feedbackOf } from "@muster/incident";
import { runbooksOf, staleFrom } from "@muster/policy";
import type { Case } from "../facts/case.ts";
import { itemsOf, type Item } from "../facts/items.ts";
import { postmortemOf } from "../facts/postmortems.ts";
import { all, daysBetween } from "../facts/times.ts";
import { isWorded } from "../facts/words.ts";
import { each, fact, share, some, type Piece, type Row, type Sight } from "../row.ts";
import { itemPieces } from "./handling.ts";

const item = "feedback";
/** Action items that change how the next incident is met. */
const processKinds = ["runbook", "process", "alert", "doc"] as const;
const soonDays = 30;

export const feedbackRows: readonly Row[] = [
  {
    id: "feedback.used",
    item,
    level: 1,
    lines: ["S2-28", "S2-29"],
    asks: "Something that an incident taught changed a runbook, the process or an alert",
    counted:
      "Action items of the kinds runbook, process, alert and doc that are done and lead to where the work can be seen: a pull request, a commit or an issue.",
    needs: some(1),
    next: "Close one such item by a pull request that names the incident.",
    look: ({ cases }) =>
      changes(cases).map(({ item: one, piece }) => ({
        ...piece,
        what: `${one.id}: ${one.text.slice(0, 80)}`,
      })),
  },
  {
    id: "feedback.captured",
    item,
    level: 1,
    lines: ["S2-29"],
    asks: "What people think should change is asked for and written down",
    counted: "Incidents with a question of the policy that was answered in words after the resolution.",
    needs: some(1),
    next: "Answer the questions after an incident: `/review feedback`.",
    look: ({ cases }) =>
      each(cases, (one) => {
        const said = all(one, "feedback-given").find(
          ({ answer, action }) => action !== null || isWorded(answer),
        );
        return said === undefined ? null : { good: `“${said.name}” was answered` };
      }),
  },
  {
    id: "feedback.asked",
    item,
    level: 2,
    lines: ["S2-30"],
    asks: "After each incident somebody says whether alerts and runbooks must change",
    counted:
      "Incidents with a merged postmortem: every question whose yes becomes work on an alert, a runbook or the process was answered. All of them.",
    needs: share(1),
    next: "Answer what is open: `/review show` lists it.",
    look: ({ cases }) =>
      each(cases, (one) => {
        if (postmortemOf(one) === null) return null;
        const asked = feedbackOf(one.incident, one.policy).filter(({ becomes }) => becomes !== null);
        if (asked.length === 0) {
          const asksAtAll = Object.values(one.policy.aftercare.questions).some(
            ({ becomes }) => becomes !== null,
          );
          // Of a small incident nothing is asked; a policy that never asks has no such way.
          return asksAtAll ? null : { bad: "the policy asks nothing afterwards" };
        }
        const open = asked.filter(({ id, answer }) => answer === null && !isToldByTimes(one, id));
        return open.length === 0
          ? { good: "all answered" }
          : { bad: `not answered: ${open.map(({ name }) => name).join(", ")}` };
      }),
  },
  {
    id: "feedback.done",
    item,
    level: 2,
    lines: ["S2-30"],
    asks: "What came of it is done in time",
    counted:
      "Action items of the kinds runbook, process, alert and doc whose date has passed, or that are done: in time and with a trace. 80 % or more.",
    needs: share(0.8),
    next: "Close what is overdue, by a pull request or on its issue.",
    look: ({ cases, until }) => itemPieces(cases, until, isProcess),
  },
  {
    id: "feedback.soon",
    item,
    level: 3,
    unit: "days",
    lines: ["S2-31"],
    asks: "Runbooks change soon after a postmortem",
    counted:
      "Runbook items that are done with a trace: at least half of them (which is the median) within 30 days after the incident's postmortem.",
    needs: share(0.5),
    next: "Change the runbook while the incident is fresh.",
    look: ({ cases }) =>
      changes(cases)
        .filter(({ item: { kind } }) => kind === "runbook")
        .flatMap(({ item: { of, id, doneAt }, piece }) => {
          const published = postmortemOf(of)?.publishedAt;
          if (published === undefined || doneAt === null) return [];
          const days = Math.round(daysBetween(published, doneAt));
          return [
            {
              ...piece,
              value: days,
              isGood: days <= soonDays,
              what: `${id}: ${days} days after the postmortem`,
            },
          ];
        }),
  },
  {
    id: "feedback.used-again",
    item,
    level: 3,
    lines: ["S2-31"],
    asks: "A runbook that was changed was used later",
    counted:
      "Incidents and drills in which a runbook was opened that a runbook item had named before, done with a trace.",
    needs: some(1),
    next: "Name the runbook in the item that changes it, and open it when such trouble comes: `/runbook open`.",
    look: (sight) => usedAgain(sight),
  },
  {
    id: "feedback.from-others",
    item,
    level: 3,
    lines: ["S2-31"],
    asks: "Others than the responders change the process",
    counted:
      "Process, runbook and doc items that are done with a trace, and that somebody added who did nothing in the incident before its resolution.",
    needs: some(1),
    next: "Ask those who were not there what they would change, and let them add it: `/action add`.",
    look: ({ cases, whoIs }) =>
      changes(cases).flatMap(({ item: one, piece }) => {
        const { of } = one;
        const end = of.events.find(({ type }) => type === "resolved")?.at ?? "9";
        const added = of.events.find(
          (event) => event.type === "action-added" && `${of.ref}/${event.action}` === one.id,
        );
        const who = added === undefined ? null : whoIs(added.by);
        const responded = of.events.some(({ by, at }) => at <= end && whoIs(by) === who);
        return who === null || responded ? [] : [piece];
      }),
  },
  {
    id: "feedback.fresh",
    item,
    level: 3,
    lines: ["S2-31"],
    asks: "Runbooks are up to date",
    counted:
      "Runbooks of the policy in force that have a date after which they count as out of date: nine of ten are not.",
    needs: share(0.9),
    next: "Look through what is out of date, and set `updatedOn`: `/runbook list` shows it.",
    look: ({ policy, until }) =>
      policy === null
        ? []
        : runbooksOf(policy).flatMap((runbook) => {
            const stale = staleFrom(runbook);
            if (stale === null) return [];
            return [
              fact(
                stale.toISOString() > until,
                `${runbook.name}: up to date`,
                `${runbook.name}: out of date`,
              ),
            ];
          }),
  },
];

/** Whoever said when it began or was noticed has said how long the detection took, and is asked no more. */
function isToldByTimes(one: Case, question: string): boolean {
  if (one.policy.aftercare.questions[question]?.about !== "detection") return false;
  return all(one, "time-set").some(({ time }) => time === "started" || time === "detected");
}

const isProcess = ({ kind }: Item): boolean => processKinds.some((wanted) => wanted === kind);

function changes(cases: readonly Case[]): { item: Item; piece: Piece }[] {
  return cases.flatMap((one) =>
    one.standing.is !== "counts"
      ? []
      : itemsOf(one)
          .filter((candidate) => isProcess(candidate) && candidate.trace !== null)
          .map((found) => ({
            item: found,
            piece: {
              isGood: true,
              what: `${found.id}: ${found.text.slice(0, 80)}`,
              url: found.trace,
              of: one,
            },
          })),
  );
}

function usedAgain({ cases, drills }: Sight): Piece[] {
  const changed = changes(cases).filter(({ item: { kind } }) => kind === "runbook");
  return each([...cases, ...drills], (one) => {
    for (const opened of all(one, "runbook-opened")) {
      const names = [opened.runbook, opened.name].map((name) => name.toLowerCase().replaceAll("-", " "));
      const before = changed.find(
        ({ item: { of, doneAt, text } }) =>
          of.ref !== one.ref &&
          doneAt !== null &&
          doneAt < opened.at &&
          names.some((name) => text.toLowerCase().replaceAll("-", " ").includes(name)),
      );
      if (before !== undefined) return { good: `${opened.name} was opened after ${before.item.id}` };
    }
    return null;
  });
}
