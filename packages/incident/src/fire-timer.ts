import { named } from "@muster/kernel";
import { findLevel, highestLevel } from "@muster/policy";
import type { EventBody } from "./event.ts";
import { isDiscreet } from "./found-by.ts";
import type { Incident } from "./incident.ts";
import { parts } from "./parts.ts";
import { toFire } from "./prompts/spacing.ts";
import type { Setting } from "./setting.ts";
import { severityEvents } from "./severity.ts";
import { timersFor } from "./timers.ts";

/** What a due timer brings. A timer that is not on the incident's list any more, or not due yet, brings nothing. */
export function fireTimer(incident: Incident, name: string, setting: Setting, now: Date): EventBody[] {
  const timers = timersFor(incident, setting.policy);
  const woken = timers.find((candidate) => candidate.name === name);
  if (woken === undefined || woken.dueAt > now) return [];
  const timer = toFire(woken, timers, { incident, policy: setting.policy, now });
  if (timer === null) return [];
  const events = fire(incident, timer.name, setting, now);
  return timer.manner === "clock" ? events.map(asClock) : events;
}

function asClock(event: EventBody): EventBody {
  return event.type === "reminded" ? { ...event, isClock: true } : event;
}

function fire(incident: Incident, name: string, setting: Setting, now: Date): EventBody[] {
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
      return [{ type: "reminded", timer: name, of: updateReminder(incident, setting, now) }];
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
      return (
        named(parts.fire, kind)?.({ incident, policy, level }, detail, { timer: name, setting, now }) ?? []
      );
    }
  }
}

function updateReminder(
  incident: Incident,
  setting: Setting,
  now: Date,
): Extract<EventBody, { type: "reminded" }>["of"] {
  const level = incident.severity === null ? null : findLevel(setting.policy, incident.severity.levelId);
  const lastAt = incident.lastUpdateAt ?? incident.anchors.declared?.at ?? "";
  const everyMin = level?.updateEveryMin ?? 0;
  const silentMin = (now.getTime() - new Date(lastAt).getTime()) / 60_000;
  const missed = everyMin === 0 ? 1 : Math.max(1, Math.floor(silentMin / everyMin));
  return { about: "update", everyMin, lastAt, missed };
}

function splitOnce(name: string): [string, string?] {
  const at = name.indexOf(":");
  return at === -1 ? [name] : [name.slice(0, at), name.slice(at + 1)];
}
