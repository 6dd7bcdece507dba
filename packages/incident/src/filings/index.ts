import type { Part } from "../feature.ts";
import { statuses, type Status } from "../incident.ts";
import { limits } from "../limits.ts";
import { applyFilings } from "./apply.ts";
import { runningClocks, type FilingClock } from "./clocks-for.ts";
import { decideFilings } from "./decide.ts";
import { dueTimer, filingSteps, filingTimers, isQuestionOpen } from "./reminding.ts";
import type { FilingCommand, FilingEvent, FilingRefusal, FilingReminder, ReportDue } from "./vocabulary.ts";
import { explainFilings, remindFilings, tellFilings } from "./words.ts";

/** Reports are due whatever becomes of the incident: closed, dismissed or merged. */
const always: readonly Status[] = statuses;

const named = (field: string, text: string, max: number = limits.reason) => ({ field, text, max });
const given = (field: string, text: string | null, max?: number) =>
  text === null ? [] : [named(field, text, max)];

/** Reports that the law asks for, with their clocks. */
export const filings: Part<FilingCommand, FilingEvent, FilingRefusal, FilingReminder> = {
  allowed: {
    "set-anchor": always,
    "decide-report": always,
    "watch-clock": always,
    "submit-report": always,
    "close-report": always,
    "extend-report": always,
  },
  openToTheNamed: [],
  texts: {
    "set-anchor": ({ facts }) => [named("facts", facts)],
    "decide-report": ({ reason }) => [named("reason", reason)],
    "watch-clock": () => [],
    "submit-report": ({ reference, place, reason }) => [
      named("reference", reference, 300),
      ...given("place", place, 300),
      ...given("reason", reason),
    ],
    "close-report": ({ reason }) => [named("reason", reason)],
    "extend-report": ({ authority, reason }) => [named("authority", authority, 200), named("reason", reason)],
  },
  decide: decideFilings,
  apply: applyFilings,
  tell: tellFilings,
  hearing: {
    "anchor-set": "unless-said-there",
    "report-decided": "unless-said-there",
    "clock-watched": "unless-said-there",
    "report-submitted": "unless-said-there",
    "report-closed": "unless-said-there",
    "report-extended": "unless-said-there",
  },
  explain: explainFilings,
  remind: remindFilings,
  timers: filingTimers,
  fire: {
    "report-question": (view, _detail, { timer }) => {
      const { owner } = view.policy.filings;
      const of = { about: "report-question" as const, owner };
      return isQuestionOpen(view) ? [{ type: "reminded", timer, of }] : [];
    },
    "report-due": (view, detail, { timer, now }) => {
      const { incident, policy } = view;
      const [id] = detail.split("/");
      const all = runningClocks(incident, policy);
      const running = all.find((one) => one.id === id);
      if (running === undefined) return [];
      const also = all.flatMap((other) => {
        const due = other === running ? undefined : dueTimer(view, other).find(({ dueAt }) => dueAt <= now);
        return due === undefined ? [] : [{ ...saying(other, now), timer: due.name }];
      });
      const of = {
        about: "report-due" as const,
        ...saying(running, now),
        ...(also.length === 0 ? {} : { also }),
      };
      return [{ type: "reminded", timer, of }];
    },
  },
  // Those that were told along are told.
  hears: (incident, event) =>
    event.type === "reminded" && event.of.about === "report-due" && event.of.also !== undefined
      ? {
          ...incident,
          reminded: {
            ...incident.reminded,
            ...Object.fromEntries(event.of.also.map(({ timer }) => [timer, event.at])),
          },
        }
      : incident,
  nextSteps: filingSteps,
};

function saying({ id, clock, dueAt }: FilingClock & { dueAt: string }, now: Date): ReportDue {
  return { clock: id, name: clock.name, dueAt, isOverdue: new Date(dueAt) < now };
}
