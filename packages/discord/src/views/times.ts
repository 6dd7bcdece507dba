import type { IncidentEvent } from "@muster/incident";
import type { PartView } from "./part.ts";
import { name } from "./person.ts";
import { localDateTime } from "./time.ts";

type TimeSet = Extract<IncidentEvent, { type: "time-set" }>;

const words: Record<TimeSet["time"], string> = {
  started: "It began",
  detected: "It was detected",
  acknowledged: "The response started",
  rootCauseFound: "The root cause was identified",
  mitigated: "It was mitigated",
  resolved: "It was resolved",
};

/** Times that people put right, in words. */
export const timesView: PartView<TimeSet, never> = {
  words: {
    "time-set": ({ time, anchor, by }) =>
      `🕒 ${words[time]} ${anchor.precision === "approx" ? "about " : ""}${localDateTime(anchor.at)} (${name(by)})`,
  },
  reminders: {},
  card: () => [],
  buttons: () => [],
  presses: {},
};
