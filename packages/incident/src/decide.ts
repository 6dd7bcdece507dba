import { no, yes } from "@muster/kernel";
import { findLevel, highestLevel, levelsOf, type Policy } from "@muster/policy";
import { isAllowed } from "./allowed.ts";
import type { Command, CoreCommand, Order } from "./command.ts";
import type { EventBody } from "./event.ts";
import type { Context, Decision, Gate, View } from "./feature.ts";
import { ladderOf } from "./drill/standing.ts";
import { fireTimer } from "./fire-timer.ts";
import { isDiscreet } from "./found-by.ts";
import type { Incident, SignalState } from "./incident.ts";
import { parts } from "./parts.ts";
import type { Actor, Person } from "./person.ts";
import { rolesHeldBy } from "./roles/holders.ts";
import type { Setting } from "./setting.ts";
import { severityEvents } from "./severity.ts";
import { checkTexts } from "./text.ts";
import { audienceOf, mayKnow } from "./visibility/may-know.ts";
import { withRestriction } from "./visibility/restriction.ts";

/** Commands that the named person may give without being a responder: the offer itself is the permission. */
const openToTheNamed: readonly Command["do"][] = parts.openToTheNamed;

/**
 * What happens because of an order, or why nothing does. An empty list means that the world already is as asked: two people
 * often press the same button at once, and the second press is not an error.
 */
export function decide(incident: Incident, order: Order, setting: Setting, now: Date): Decision {
  return weigh(incident, order, { setting: settingFor(incident, setting), now, gates: parts.gates });
}

/** The same for what is known to have happened: nothing can hold it up any more. */
export function decidePast(incident: Incident, order: Order, setting: Setting, now: Date): Decision {
  return weigh(incident, order, { setting, now, gates: () => null });
}

/** In a drill those who signed up are all whom anything can be offered to by itself. */
function settingFor(incident: Incident, setting: Setting): Setting {
  return incident.isDrill ? { ...setting, onCall: ladderOf(incident, setting.onCall) } : setting;
}

function weigh(
  incident: Incident,
  { command, actor }: Order,
  { setting, now, gates }: { setting: Setting; now: Date; gates: Gate },
): Decision {
  // Doors look up nothing that they may not tell of; this is for the one that forgets.
  if (command.do !== "ask-access" && !mayKnow(incident, audienceOf(actor)))
    return no({ because: "not-found", asked: "" });
  if (!actor.isResponder && !openToTheNamed.includes(command.do) && !isInCharge(incident, actor.person))
    return no({ because: "not-a-responder" });
  if (!isAllowed(command.do, incident.status)) {
    const { ref, status, mergedInto } = incident;
    return no({ because: "wrong-status", ref, status, command: command.do, mergedInto });
  }
  const texts = checkTexts(command);
  if (!texts.ok) return texts;

  const context = { actor, setting, now };
  const heldUp =
    command.do === "fire-timer" ? null : gates(viewOf(incident, setting.policy), command, context);
  if (heldUp !== null) return no(heldUp);

  const ofPart = parts.decide[command.do];
  const decided =
    ofPart === undefined
      ? decideCore(incident, command as CoreCommand, context) // No part has it, so it is the core's.
      : ofPart(incident, command, context);
  return decided.ok ? yes(withRestriction(incident, decided.value, setting.policy)) : decided;
}

/** Whoever was offered a role by a responder, and holds it, responds to this incident whatever their Discord roles are. */
function isInCharge(incident: Incident, person: Person): boolean {
  return rolesHeldBy(incident, person).length > 0;
}

function viewOf(incident: Incident, policy: Policy): View {
  return {
    incident,
    policy,
    level: incident.severity === null ? null : findLevel(policy, incident.severity.levelId),
  };
}

function decideCore(incident: Incident, command: CoreCommand, { actor, setting, now }: Context): Decision {
  switch (command.do) {
    case "change-severity":
      return changeSeverity(incident, command, setting);
    case "note":
      return yes([note(command, actor, now)]);
    case "correct":
      return incident.timeline.some((entry) => entry.seq === command.seq)
        ? yes([{ type: "corrected", of: command.seq, text: command.text.trim() }])
        : no({ because: "unknown-entry", asked: command.seq });
    case "decide":
      return yes([{ type: "decided", text: command.text.trim(), reason: command.reason.trim() }]);
    case "update":
      return yes([{ type: "updated", text: command.text.trim() }]);
    case "find-root-cause":
      return yes([{ type: "root-cause-found", text: command.text.trim() }]);
    case "mitigate":
      return mitigate(incident, command, setting);
    case "resolve":
      return resolve(incident, command, setting, now);
    case "reopen":
      return yes([{ type: "reopened", reason: command.reason.trim(), was: reopenable(incident) }]);
    case "dismiss":
      return yes([{ type: "dismissed", reason: command.reason.trim() }]);
    case "merge":
      if (command.into === null) return no({ because: "not-found", asked: command.asked });
      if (command.into.id === incident.id) return no({ because: "merge-into-itself", ref: incident.ref });
      return yes([{ type: "merged", into: command.into.ref, intoId: command.into.id }]);
    case "absorb":
      if (incident.duplicates.includes(command.ref)) return yes([]);
      return yes([{ type: "duplicate-absorbed", ref: command.ref, title: command.title }]);
    case "request-hotfix":
      return yes(incident.hotfixWanted ? [] : [{ type: "hotfix-requested" }]);
    case "report-signals":
      return yes(reportSignals(incident, command.signals));
    case "publish-postmortem":
      return yes(publish(incident, command, setting.policy));
    case "fire-timer":
      return yes(fireTimer(incident, command.name, setting, now));
  }
}

function changeSeverity(
  incident: Incident,
  command: Extract<Command, { do: "change-severity" }>,
  setting: Setting,
): Decision {
  const wasUnsure = command.level.trim().toLowerCase() === "unsure";
  const level = wasUnsure ? highestLevel(setting.policy) : findLevel(setting.policy, command.level);
  const from = incident.severity;
  if (level === null) {
    return no({
      because: "unknown-level",
      asked: command.level,
      levels: levelsOf(setting.policy).map(({ id }) => id),
    });
  }
  if (from?.levelId === level.id) return no({ because: "same-level", level: level.id });

  const reason = command.reason?.trim() ?? "";
  const isLowered = from !== null && level.rank > from.rank;
  if (isLowered && reason === "")
    return no({ because: "lowering-needs-reason", from: from.levelId, to: level.id });
  const { roles, calls } = incident;
  return yes(
    severityEvents({
      level,
      from,
      reason: reason === "" ? null : reason,
      wasUnsure,
      roles,
      calls,
      isDiscreet: isDiscreet(incident.source, setting.policy),
      setting,
    }),
  );
}

function note(command: Extract<Command, { do: "note" }>, actor: Actor, now: Date): EventBody {
  const saidAt = command.saidAt ?? now.toISOString();
  return {
    type: "noted",
    text: command.text.trim(),
    saidBy: command.saidBy ?? actor.person,
    saidAt,
    ...(command.precision === undefined ? {} : { precision: command.precision }),
    basis: command.saidAt === null ? "recorded" : "message",
    url: command.url,
    attachments: command.attachments,
  };
}

function mitigate(
  incident: Incident,
  command: Extract<Command, { do: "mitigate" }>,
  setting: Setting,
): Decision {
  const level = incident.severity === null ? null : findLevel(setting.policy, incident.severity.levelId);
  const offersHotfix = level?.offersHotfix === true && !incident.hotfixWanted;
  return yes([
    { type: "mitigated", what: command.what.trim(), verified: command.verified.trim(), offersHotfix },
  ]);
}

function resolve(
  incident: Incident,
  command: Extract<Command, { do: "resolve" }>,
  setting: Setting,
  now: Date,
): Decision {
  // Without a severity nobody can say whether a postmortem is owed.
  if (incident.severity === null) return no({ because: "severity-missing", ref: incident.ref });
  return yes([
    {
      type: "resolved",
      summary: command.summary.trim(),
      postmortemDueAt: postmortemDue(incident, setting, now),
    },
  ]);
}

function postmortemDue(incident: Incident, setting: Setting, now: Date): string | null {
  // A drill has its report instead.
  if (incident.postmortemDueHours === null || incident.isDrill) return null;
  const { dueFrom } = setting.policy.postmortem;
  const anchor = dueFrom === "resolved" ? undefined : incident.anchors[dueFrom];
  const from = anchor === undefined ? now : new Date(anchor.at);
  return new Date(from.getTime() + incident.postmortemDueHours * 3_600_000).toISOString();
}

/** `allowedIn` lets `reopen` through in just these statuses. */
function reopenable(incident: Incident): "mitigated" | "resolved" | "closed" | "dismissed" {
  const { status } = incident;
  if (status === "open" || status === "merged") throw new Error(`reopen was allowed while ${status}`);
  return status;
}

function reportSignals(incident: Incident, reported: SignalState[]): EventBody[] {
  const changed = reported.filter((signal) => {
    const known = incident.signals.find(({ key }) => key === signal.key);
    // Deliveries come out of order: what began earlier than what we know is old news.
    if (known !== undefined && signal.startedAt < known.startedAt) return false;
    return known === undefined || known.state !== signal.state || known.startedAt !== signal.startedAt;
  });
  if (changed.length === 0) return [];
  return [{ type: "signals-changed", signals: changed, summary: signalSummary(changed) }];
}

function signalSummary(changed: SignalState[]): string {
  const say = (state: SignalState["state"], words: string): string[] => {
    const titles = changed.filter((signal) => signal.state === state).map(({ title }) => title);
    if (titles.length === 0) return [];
    const more = titles.length > 3 ? ` and ${titles.length - 3} more` : "";
    return [`${words}: ${titles.slice(0, 3).join("; ")}${more}`];
  };
  return [...say("firing", "Alert firing"), ...say("over", "Alert over")].join(". ");
}

function publish(
  incident: Incident,
  { url, read }: Extract<Command, { do: "publish-postmortem" }>,
  policy: Policy,
): EventBody[] {
  if (incident.postmortem?.publishedAt != null) return [];
  const published: EventBody = {
    type: "postmortem-published",
    url,
    ...(read === undefined ? {} : { read }),
  };
  const closes = incident.status === "resolved" && !parts.holdOpen(viewOf(incident, policy));
  return closes ? [published, { type: "closed" }] : [published];
}
