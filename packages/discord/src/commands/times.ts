import { settableTimes, type SettableTime } from "@muster/incident";
import type { Choice } from "./choices.ts";
import { optional, order, required, type Family } from "./definition.ts";

const names: Record<SettableTime, string> = {
  started: "It began",
  detected: "It was detected",
  acknowledged: "The response started",
  rootCauseFound: "The root cause was identified",
  mitigated: "It was mitigated",
  resolved: "It was resolved",
};

const whichTimes: Choice[] = settableTimes.map((value) => ({ label: names[value], value, description: "" }));
const howSure: Choice[] = [
  { label: "Known", value: "known", description: "" },
  { label: "About", value: "about", description: "" },
];

/** When it really was. */
export const timesCommands: Family = [
  {
    group: "assess",
    name: "time",
    description: "Say when something really was, such as when it began",
    isAboutIncident: true,
    options: [
      { ...required("which", "choice", "Which time"), choices: () => whichTimes },
      required("at", "line", "In UTC, such as 2026-11-21 14:05", 40),
      {
        ...optional("sure", "choice", "How sure that is; known unless you say otherwise"),
        choices: () => howSure,
      },
    ],
    read: (given) =>
      order({
        do: "set-time",
        // Whoever types something else is told by the core that there is no such time.
        time: given.text("which") as SettableTime,
        at: given.text("at"),
        isAbout: given.optional("sure") === "about",
      }),
  },
];
