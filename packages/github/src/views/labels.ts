import type { Status } from "@muster/incident";
import { levelsOf, type Policy } from "@muster/policy";
import { severityLabelPrefix, statusLabelPrefix } from "../labels.ts";

export type Label = { name: string; color: string; description: string };

/** From the highest level down; policies with more levels share the last colour. */
const severityColors = ["b60205", "d93f0b", "fbca04", "c2e0c6", "bfd4f2"];

const statuses: Record<Status, { color: string; description: string }> = {
  open: { color: "d73a4a", description: "The damage goes on" },
  mitigated: { color: "e99695", description: "The damage has stopped, the cause is still there" },
  resolved: { color: "0e8a16", description: "Service is restored" },
  closed: { color: "cccccc", description: "Done, with everything that was owed" },
  dismissed: { color: "eeeeee", description: "Was no incident" },
  merged: { color: "d4c5f9", description: "Part of another incident" },
};

/** Every label that an issue can get under this policy, with its colour. */
export function allLabels(policy: Policy): Label[] {
  const severities = levelsOf(policy).map((level, index): Label => ({
    name: `${severityLabelPrefix}${level.id}`,
    color: severityColors[Math.min(index, severityColors.length - 1)]!,
    description: cut(level.definition),
  }));
  const states = Object.entries(statuses).map(([status, look]): Label => ({
    name: `${statusLabelPrefix}${status}`,
    ...look,
  }));
  return [
    { name: policy.github.label, color: "b60205", description: "An incident. Setting it declares one" },
    ...severities,
    ...states,
  ];
}

/** As GitHub compares them. */
export function isSameLabel(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** GitHub refuses a longer description of a label. https://docs.github.com/en/rest/issues/labels#create-a-label */
const descriptionMax = 100;

function cut(text: string): string {
  return [...text].slice(0, descriptionMax).join("");
}
