import type { NamedScenario, Policy } from "@muster/policy";
import { inline } from "./neutralise.ts";

type About = {
  id: string;
  planned: Policy["drills"]["schedule"][string];
  period: string;
  scenarios: readonly NamedScenario[];
};

const asks = {
  drill: "a drill",
  simulation: "a full simulation, at real speed and with all roles",
  rollcall: "a roll-call: do the people whom the policy names answer?",
} as const;

/** The issue that a period begins with in which something is to be practised. Its hidden mark says which plan and which period it is. */
export function drillIssue({ id, planned, period, scenarios }: About): {
  title: string;
  body: string;
  labels: string[];
} {
  const { kind, every, title, label } = planned;
  const steps =
    kind === "rollcall"
      ? [
          "A roll-call is held in Discord: `/drill rollcall`.",
          "Whoever could not be reached has another way now.",
        ]
      : [
          "A date is set, and whoever takes part knows it.",
          `It is played in Discord: \`/drill start\`${kind === "simulation" ? ", as a full simulation" : ""}, from the alert to the report.`,
          "What was missed is an action item with an owner and a due date: `/drill gaps`.",
          "The report's pull request is merged.",
        ];
  return {
    title: `${title} (${period})`,
    body: [
      `The policy asks for ${asks[kind]} each ${every}. Take it and tick what is done. Once it was held, this closes by itself, unless somebody has written here.`,
      "",
      ...steps.map((step) => `- [ ] ${step}`),
      ...(kind === "rollcall"
        ? []
        : [
            "",
            "Scenarios:",
            "",
            ...scenarios.map(({ name, about }) => `- ${inline(name)}: ${inline(about)}`),
          ]),
      "",
      drillMark(id, period),
    ].join("\n"),
    labels: [label],
  };
}

/** `<!-- muster:drill tabletop 2026-Q4 -->` */
export function drillMark(id: string, period: string): string {
  return `<!-- muster:drill ${id} ${period} -->`;
}

export const drillHeldMark = "<!-- muster:drill-held -->";

/** What is said in that issue once a drill has met its plan. `ref` is null where nothing of a drill leaves its room. */
export function drillHeld({ ref, name, on }: { ref: string | null; name: string; on: string }): string {
  const which = ref === null ? "" : ` as ${ref}: ${inline(name)}`;
  const follows = ref === null ? "" : " Its report and its action items are followed where they stand.";
  return `**Held** on ${on}${which}.${follows} ${drillHeldMark}`;
}
