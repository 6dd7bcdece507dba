import { hoursAfter, minutesAfter } from "@muster/kernel";
import { asksEarly, type Policy } from "@muster/policy";
import type { Incident } from "../incident.ts";
import type { NextStep, Timer, View } from "../feature.ts";
import { clocksFor, openedByRules, runningClocks, type FilingClock } from "./clocks-for.ts";
import type { FilingAnswer } from "./vocabulary.ts";
import { minute } from "./words.ts";

const confirm = "Confirm with counsel.";

const isActive = ({ incident }: View): boolean =>
  incident.status === "open" || incident.status === "mitigated";

/** What was said last of whether a report is needed, here or to the policy's own question that asks the same. */
export function reportAnswer(
  { filings, assess }: Incident,
  { filings: { askedBy } }: Policy,
): { is: FilingAnswer; at: string } | null {
  const here = filings.answer;
  const there = askedBy === null ? undefined : assess.answers[askedBy]?.at(-1);
  if (there === undefined || (here !== null && here.at >= there.at)) return here;
  const is = there.answer === "yes" || there.answer === "no" ? there.answer : "unsure";
  return { is, at: there.at };
}

/** Whether somebody must still say if a report is needed. Setting an anchor is an answer too. */
export function isQuestionOpen(view: View): boolean {
  const { incident, policy, level } = view;
  const { anchors } = incident.filings;
  const answer = reportAnswer(incident, policy);
  if (level === null || incident.isDrill || !isActive(view)) return false;
  if (!asksEarly(policy, level) && openedByRules(incident, policy).length === 0) return false;
  return (answer === null || answer.is === "unsure") && Object.keys(anchors).length === 0;
}

export function filingSteps(view: View): NextStep[] {
  const { incident, policy, level } = view;
  const { anchors } = incident.filings;
  const answer = reportAnswer(incident, policy);
  const steps: NextStep[] = [];
  const say = (when: NextStep["when"], text: string): void =>
    void steps.push({ when, text, staysInside: true });

  if (isQuestionOpen(view))
    say("now", `Is a report to an authority needed? /clock decide: yes, no or unsure. ${confirm}`);
  const raiseTo = policy.levels[policy.filings.raiseTo ?? ""];
  const mayBeNeeded = answer?.is === "yes" || Object.keys(anchors).length > 0;
  if (mayBeNeeded && isActive(view) && raiseTo !== undefined && level !== null && raiseTo.rank < level.rank)
    say(
      "now",
      `A report may be needed, so this is ${policy.filings.raiseTo} by the policy: /incident severity.`,
    );
  if (answer?.is === "yes" && Object.keys(anchors).length === 0)
    say("now", `A report is needed: say since when, with /clock anchor, and the clocks start. ${confirm}`);

  const [first, ...others] = runningClocks(incident, policy);
  if (first !== undefined) {
    const more = others.length === 0 ? "" : ` ${others.length} more: /clock list.`;
    say(
      "now",
      `${first.clock.name}: due ${minute(first.dueAt)}. /clock draft, then /clock submitted.${more} ${confirm}`,
    );
  }
  const prompt = clocksFor(incident, policy)
    .filter(({ state, dueAt }) => state === "running" && dueAt === null)
    .map(({ clock }) => clock.name);
  if (prompt.length > 0)
    say("soon", `Without undue delay: ${prompt.join("; ")}. /clock draft, then /clock submitted. ${confirm}`);
  return steps;
}

export function filingTimers(view: View): Timer[] {
  return [
    ...questionTimer(view),
    ...runningClocks(view.incident, view.policy).flatMap((running) => dueTimer(view, running)),
  ];
}

function questionTimer(view: View): Timer[] {
  const { incident, policy } = view;
  const declaredAt = incident.anchors.declared?.at;
  if (declaredAt === undefined || !isQuestionOpen(view)) return [];
  const { askAfterMin, askAgainAfterMin } = policy.filings;
  const asked = latest(incident.reminded["report-question"], reportAnswer(incident, policy)?.at);
  const dueAt =
    asked === null
      ? minutesAfter(new Date(declaredAt), askAfterMin)
      : minutesAfter(new Date(asked), askAgainAfterMin);
  return [{ name: "report-question", dueAt, manner: "ask" }];
}

/**
 * The reminders of one clock: before it is due, when it is due, and then again and again. Those before stand first among what
 * people are asked; the one at the hour waits for nothing and cannot be put aside. Each has a name of its own, so that putting
 * one aside leaves the others standing.
 */
export function dueTimer({ incident, policy }: View, running: FilingClock & { dueAt: string }): Timer[] {
  const { remindBeforeHours, remindOverdueEveryHours } = policy.filings;
  const due = new Date(running.dueAt);
  const prefix = `report-due:${running.id}/${running.dueAt.slice(0, 16).replaceAll(/[:-]/g, "")}/`;
  const reminded = Object.entries(incident.reminded).flatMap(([name, at]) =>
    name.startsWith(prefix) ? [at] : [],
  );
  const isDueReminded = reminded.some((at) => at >= running.dueAt);
  if (isDueReminded) {
    const dueAt = hoursAfter(new Date(latest(...reminded)!), remindOverdueEveryHours); // There is at least one.
    return [{ name: `${prefix}late${reminded.length}`, dueAt, manner: "urgent" }];
  }
  const last = latest(...reminded, running.knownAt) ?? running.dueAt;
  const ahead = remindBeforeHours
    .map((hours): Timer => ({ name: `${prefix}${hours}h`, dueAt: hoursAfter(due, -hours), manner: "urgent" }))
    .filter(({ dueAt }) => dueAt.toISOString() > last);
  const atTheHour: Timer = { name: `${prefix}due`, dueAt: due, manner: "clock" };
  return [...ahead.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime()), atTheHour];
}

function latest(...instants: (string | null | undefined)[]): string | null {
  return instants.reduce<string | null>(
    (last, one) => (one != null && (last === null || one > last) ? one : last),
    null,
  );
}
