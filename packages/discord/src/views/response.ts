import {
  leaderOf,
  metAt,
  offersOf,
  targetNames,
  type Incident,
  type ResponseReminder,
  type TargetName,
} from "@muster/incident";
import { inline } from "./neutralise.ts";
import type { PartView, Section, Setting } from "./part.ts";
import { addressed, pinging, remindedPerson } from "./pinging.ts";
import { ago, localDateTime } from "./time.ts";
import { isActive } from "./words.ts";

const words: Record<TargetName, string> = {
  ack: "Accepted",
  response: "Response",
  firstUpdate: "First update",
  resolve: "Resolved",
};

/** How soon somebody answers, in words. */
export const responseView: PartView<never, ResponseReminder> = {
  words: {},
  reminders: {
    target: ({ target, dueAt, roleName }, { incident, policy }) => {
      switch (target) {
        case "ack":
        case "response": {
          const asked = Object.keys(incident.roles).flatMap((role) =>
            role === incident.response.leads ? offersOf(incident, role).map(({ to }) => to) : [],
          );
          const role = roleName === null ? "Nobody has taken it on" : `Nobody is **${inline(roleName)}**`;
          return pinging(
            `⏰ ${asked.map((to) => addressed(to)).join("")}${role}, and somebody was to answer by ${localDateTime(dueAt)}. Take it with the button on the status card.`,
            asked,
          );
        }
        case "firstUpdate": {
          const to = remindedPerson(incident, policy, "update");
          return pinging(`⏰ ${addressed(to)}The first update is due: /incident update`, [to]);
        }
        case "resolve": {
          const to = leaderOf(incident, policy);
          return pinging(
            `⏰ ${addressed(to)}This level was to be resolved by ${localDateTime(dueAt)}. Say how it stands, and whether more people are needed: /incident update`,
            [to],
          );
        }
      }
    },
  },
  card: ({ incident }: Setting): Section[] => targetLine(incident),
  buttons: () => [],
  presses: {},
};

function targetLine(incident: Incident): Section[] {
  const { dueAt } = incident.response;
  // Where a level has its own time to accept, that of the response says nothing more.
  const shown = targetNames.filter((target) => target !== "response" || dueAt.ack === undefined);
  const parts = shown.flatMap((target) => {
    const due = dueAt[target];
    if (due === undefined) return [];
    const met = metAt(incident, target);
    if (met !== null) return [`${words[target]} ${met <= due ? "✅" : "⚠️ late"} ${localDateTime(met)}`];
    const isMissed = incident.reminded[`target:${target}`] !== undefined;
    return isActive(incident)
      ? [`${words[target]} ${isMissed ? "⚠️ missed, was due" : "due"} ${ago(due)}`]
      : [];
  });
  return parts.length === 0 ? [] : [{ text: `**Targets** ${parts.join(" · ")}`, least: 250 }];
}
