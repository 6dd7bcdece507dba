import { findLevel, highestLevel } from "@muster/policy";
import type { EventBody } from "./event.ts";
import { isDiscreet } from "./found-by.ts";
import type { Incident } from "./incident.ts";
import { parts } from "./parts.ts";
import type { Setting } from "./setting.ts";
import { severityEvents } from "./severity.ts";
import { timersFor } from "./timers.ts";

/** What a due timer brings. A timer that is not on the incident's list any more, or not due yet, brings nothing. */
export function fireTimer(incident: Incident, name: string, setting: Setting, now: Date): EventBody[] {
  const timer = timersFor(incident, setting.policy).find((candidate) => candidate.name === name);
  if (timer === undefined || timer.dueAt > now) return [];

  const [kind, detail = ""] = splitOnce(name);
  switch (kind) {
    case "unsure": {
      const level = highestLevel(setting.policy);
      const { roles, calls } = incident;
      return severityEvents({
        level,
        from: null,
        reason: "Nobody chose a severity in time.",
        wasUnsure: true,
        roles,
        calls,
        isDiscreet: isDiscreet(incident.source, setting.policy),
        setting,
      });
    }
    case "update":
      return [{ type: "reminded", timer: name, of: updateReminder(incident, setting) }];
    case "postmortem": {
      const dueAt = incident.postmortem!.dueAt; // timersFor lists this timer only while a postmortem is owed.
      return [
        {
          type: "reminded",
          timer: name,
          of: { about: "postmortem", dueAt, isOverdue: new Date(dueAt) <= now },
        },
      ];
    }
    default: {
      const { policy } = setting;
      const level = incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
      return parts.fire[kind]?.({ incident, policy, level }, detail, { timer: name, setting, now }) ?? [];
    }
  }
}

function updateReminder(
  incident: Incident,
  setting: Setting,
): Extract<EventBody, { type: "reminded" }>["of"] {
  const level = incident.severity === null ? null : findLevel(setting.policy, incident.severity.levelId);
  const lastAt = incident.lastUpdateAt ?? incident.anchors.declared?.at ?? "";
  return { about: "update", everyMin: level?.updateEveryMin ?? 0, lastAt };
}

function splitOnce(name: string): [string, string?] {
  const at = name.indexOf(":");
  return at === -1 ? [name] : [name.slice(0, at), name.slice(at + 1)];
}
