import { hoursAfter, minutesAfter } from "@muster/kernel";
import { asksEarly } from "@muster/policy";
import type { NextStep, Timer, View } from "../feature.ts";
import { clocksFor, runningClocks, type FilingClock } from "./clocks-for.ts";
import { minute } from "./words.ts";

const confirm = "Confirm with counsel.";
/** More would push everything else off the card; `/clock list` has them all. */
const stepsMax = 3;

const isActive = ({ incident }: View): boolean =>
  incident.status === "open" || incident.status === "mitigated";

/** Whether somebody must still say if a report is needed. Setting an anchor is an answer too. */
export function isQuestionOpen(view: View): boolean {
  const { incident, policy, level } = view;
  const { answer, anchors } = incident.filings;
  if (level === null || !asksEarly(policy, level) || !isActive(view)) return false;
  return (answer === null || answer.is === "unsure") && Object.keys(anchors).length === 0;
}

export function filingSteps(view: View): NextStep[] {
  const { incident, policy, level } = view;
  const { answer, anchors } = incident.filings;
  const steps: NextStep[] = [];
  const say = (when: NextStep["when"], text: string): void => void steps.push({ when, text });

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

  const running = runningClocks(incident, policy);
  for (const { clock, dueAt } of running.slice(0, stepsMax))
    say("now", `${clock.name}: due ${minute(dueAt)}. /clock draft, then /clock submitted. ${confirm}`);
  if (running.length > stepsMax) say("now", `${running.length - stepsMax} more clocks run: /clock list.`);
  const prompt = clocksFor(incident, policy).filter(
    ({ state, dueAt }) => state === "running" && dueAt === null,
  );
  for (const { clock } of prompt.slice(0, stepsMax))
    say("soon", `${clock.name}: without undue delay. /clock draft, then /clock submitted. ${confirm}`);
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
  const asked = latest(incident.reminded["report-question"], incident.filings.answer?.at);
  const dueAt =
    asked === null
      ? minutesAfter(new Date(declaredAt), askAfterMin)
      : minutesAfter(new Date(asked), askAgainAfterMin);
  return [{ name: "report-question", dueAt, manner: "ask" }];
}

/**
 * The next reminder of one clock: before it is due, when it is due, and then again and again. The law knows no quiet hours, so it waits
 * for none. Each has a name of its own, so that putting one aside leaves the others standing.
 */
function dueTimer({ incident, policy }: View, running: FilingClock & { dueAt: string }): Timer[] {
  const { remindBeforeHours, remindOverdueEveryHours } = policy.filings;
  const due = new Date(running.dueAt);
  const prefix = `report-due:${running.id}/${running.dueAt.slice(0, 16).replaceAll(/[:-]/g, "")}/`;
  const reminded = Object.entries(incident.reminded).flatMap(([name, at]) =>
    name.startsWith(prefix) ? [at] : [],
  );
  const isDueReminded = reminded.some((at) => at >= running.dueAt);
  if (isDueReminded) {
    const dueAt = hoursAfter(new Date(latest(...reminded)!), remindOverdueEveryHours); // There is at least one.
    return [{ name: `${prefix}late${reminded.length}`, dueAt, manner: "ask" }];
  }
  const last = latest(...reminded, running.knownAt) ?? running.dueAt;
  const ahead = remindBeforeHours
    .map((hours) => ({ name: `${prefix}${hours}h`, dueAt: hoursAfter(due, -hours) }))
    .filter(({ dueAt }) => dueAt.toISOString() > last);
  const next = [...ahead, { name: `${prefix}due`, dueAt: due }].sort(
    (a, b) => a.dueAt.getTime() - b.dueAt.getTime(),
  );
  return next.map((timer) => ({ ...timer, manner: "ask" as const }));
}

function latest(...instants: (string | null | undefined)[]): string | null {
  return instants.reduce<string | null>(
    (last, one) => (one != null && (last === null || one > last) ? one : last),
    null,
  );
}
