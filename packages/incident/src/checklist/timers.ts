import { minutesAfter } from "@muster/kernel";
import type { EventBody } from "../event.ts";
import type { Timer, TimerContext, View } from "../feature.ts";
import { hasGates, openGates } from "./gates.ts";
import { openRunbooks, progressOf, windowEnd } from "./standing.ts";

/** How many open steps an ask names. */
const named = 6;

export function timers(view: View): Timer[] {
  return [...phaseTimer(view), ...runbookTimers(view), ...closeTimer(view)];
}

const isActive = ({ incident: { status } }: View): boolean => status === "open" || status === "mitigated";

/** One ask at the end of the current phase's window, naming what is open. It blocks nothing. */
function phaseTimer(view: View): Timer[] {
  const { incident } = view;
  const progress = progressOf(view);
  if (progress === null || !isActive(view)) return [];
  const { phase, windowEndsAt, steps } = progress.phases[progress.current]!; // `current` is within the list.
  const name = `phase:${phase.id}`;
  const isDone = steps.every(({ standing }) => standing.is !== "open");
  if (windowEndsAt === null || isDone || incident.reminded[name] !== undefined) return [];
  return [{ name, dueAt: windowEndsAt, manner: "ask" }];
}

/** What a runbook in use asks so often, such as an update or another look at the provider. */
function runbookTimers(view: View): Timer[] {
  if (!isActive(view)) return [];
  const { checklist, reminded } = view.incident;
  return openRunbooks(view).flatMap(({ id, ask }): Timer[] => {
    const opened = checklist.runbooks.find((open) => open.id === id);
    if (ask === null || opened === undefined) return [];
    const name = `runbook:${id}`;
    const last = [opened.at, reminded[name] ?? ""].sort().at(-1)!; // One is always there.
    return [{ name, dueAt: minutesAfter(new Date(last), ask.everyMin), manner: "ask" }];
  });
}

/** An incident whose postmortem was published while a step held it open closes as soon as nothing does. */
function closeTimer(view: View): Timer[] {
  const { status, postmortem, anchors } = view.incident;
  const publishedAt = postmortem?.publishedAt;
  if (status !== "resolved" || publishedAt == null || publishedAt < (anchors.resolved?.at ?? "")) return [];
  if (!hasGates(view, "close") || openGates(view, "close").length > 0) return [];
  return [{ name: "checklist-close", dueAt: new Date(publishedAt), manner: "clock" }];
}

export const fire: Record<string, (view: View, detail: string, context: TimerContext) => EventBody[]> = {
  phase: (view, id, { timer }) => {
    const state = progressOf(view)?.phases.find(({ phase }) => phase.id === id);
    const toMin = state?.phase.window?.toMin;
    if (state === undefined || toMin == null || windowEnd(view.incident, state.phase) === null) return [];
    const open = state.steps.filter(({ standing }) => standing.is === "open").map(({ step }) => step.text);
    const more = Math.max(0, open.length - named);
    const { name } = state.phase;
    return [
      {
        type: "reminded",
        timer,
        of: { about: "phase-over", phase: id, name, toMin, open: open.slice(0, named), more },
      },
    ];
  },
  runbook: (view, id, { timer }) => {
    const runbook = openRunbooks(view).find((open) => open.id === id);
    if (runbook === undefined || runbook.ask === null) return [];
    const { name, ask } = runbook;
    return [{ type: "reminded", timer, of: { about: "runbook", runbook: id, name, text: ask.text } }];
  },
  "checklist-close": () => [{ type: "closed" }],
};
