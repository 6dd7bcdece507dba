import { levelLabel, levelsOf } from "@muster/policy";
import { groupings, type Grouping } from "@muster/insights";
import type { Choice } from "./choices.ts";
import { optional, type Family, type Given, type OptionDefinition } from "./definition.ts";
import type { MetricsAsk } from "./metrics-ask.ts";

const groupingWords: Record<Grouping, string> = {
  severity: "Severity",
  type: "Kind of trouble",
  service: "Service",
  month: "Month",
};

const filters: OptionDefinition[] = [
  optional("since", "line", "From this UTC day on: 2026-11-01, 2026-11, or 90d", 20),
  optional("until", "line", "Up to this UTC day: 2026-11-30, 2026-11, or 30d", 20),
  {
    ...optional("severity", "choice", "Only this level"),
    choices: (policy) =>
      levelsOf(policy).map((level): Choice => ({ label: levelLabel(level), value: level.id })),
  },
  {
    ...optional("type", "choice", "Only this kind of trouble"),
    choices: ({ kinds }) =>
      Object.entries(kinds).map(([id, { name }]): Choice => ({ label: name, value: id })),
  },
  optional("service", "line", "Only what hit this service", 100),
];

const ask = (what: MetricsAsk["what"], { optional: given }: Given): MetricsAsk => ({
  what,
  since: given("since"),
  until: given("until"),
  severity: given("severity"),
  type: given("type"),
  service: given("service"),
  by: given("by"),
  isShared: given("share") === "yes",
});

/** How it goes, in numbers. Only the one who asks sees them, unless they say otherwise. */
export const metricsCommands: Family = [
  {
    group: "metrics",
    name: "show",
    description: "How long things took and how often they were kept, with a chart",
    isAboutIncident: false,
    options: [
      {
        ...optional("by", "choice", "Put side by side"),
        choices: () => groupings.map((value): Choice => ({ label: groupingWords[value], value })),
      },
      ...filters,
      {
        ...optional("share", "choice", "Show it to everybody here; restricted incidents are not in it then"),
        choices: () => [{ label: "Yes, to everybody here", value: "yes" }],
      },
    ],
    read: (given) => ({ ask: "metrics", ...ask("show", given) }),
  },
  {
    group: "metrics",
    name: "load",
    description: "How much each responder carried, so that it can be shared out",
    isAboutIncident: false,
    options: filters,
    read: (given) => ({ ask: "metrics", ...ask("load", given) }),
  },
];
