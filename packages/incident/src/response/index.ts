import type { EventBody } from "../event.ts";
import type { NextStep, Part, Timer, View } from "../feature.ts";
import { isActive } from "../is-active.ts";
import { metAt } from "./targets.ts";
import { crowdStep } from "./crowd.ts";
import { farewell } from "./guests.ts";
import { targetNames, type ResponseReminder, type TargetName } from "./vocabulary.ts";

/** What was not done in time, in words that blame nobody. */
const words: Record<TargetName, (roleName: string) => string> = {
  ack: (roleName) => `nobody is ${roleName} yet, and the time to answer is over`,
  response: (roleName) => `nobody is ${roleName} yet, and the time to respond is over`,
  firstUpdate: () => "the first update is due",
  resolve: () => "the time in which this level is to be resolved is over",
};

/** How soon somebody answers, and how many are in on it. */
export const response: Part<never, never, never, ResponseReminder> = {
  allowed: {},
  openToTheNamed: [],
  texts: {},
  decide: {},
  apply: {},
  hears: farewell,
  tell: {},
  hearing: {},
  explain: {},
  remind: { target: ({ target, roleName }) => words[target](roleName ?? "in charge") },
  timers: targetTimers,
  fire: { target: missed },
  nextSteps: (view): NextStep[] => [...unansweredStep(view), ...crowdStep(view)],
};

/** For a level without roles and perhaps without a channel: its issue is where people read that nobody answered. */
function unansweredStep({ incident, level }: View): NextStep[] {
  const isTold = incident.reminded["target:ack"] ?? incident.reminded["target:response"];
  const isWaiting = isActive(incident) && level !== null && incident.response.leads === null;
  if (!isWaiting || isTold === undefined || metAt(incident, "response") !== null) return [];
  const text = "Nobody has answered in time. Say who looks at it: /incident update.";
  return [{ when: "now", text }];
}

/** One reminder for each target that was not met. */
function targetTimers({ incident }: View): Timer[] {
  if (!isActive(incident)) return [];
  return targetNames.flatMap((target): Timer[] => {
    const name = `target:${target}`;
    const dueAt = incident.response.dueAt[target];
    if (dueAt === undefined || metAt(incident, target) !== null || incident.reminded[name] !== undefined)
      return [];
    return [{ name, dueAt: new Date(dueAt), manner: "clock" }];
  });
}

function missed({ incident, policy }: View, detail: string, { timer }: { timer: string }): EventBody[] {
  const target = targetNames.find((name) => name === detail);
  const dueAt = target === undefined ? undefined : incident.response.dueAt[target];
  if (target === undefined || dueAt === undefined) return [];
  const { leads } = incident.response;
  const roleName = leads === null ? null : (policy.roles[leads]?.name ?? leads);
  return [{ type: "reminded", timer, of: { about: "target", target, dueAt, roleName } }];
}
