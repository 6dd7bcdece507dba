import { no, utcDate, yes } from "@muster/kernel";
import { readDue } from "../due.ts";
import type { EventBody } from "../event.ts";
import type { Context, Decision, Part } from "../feature.ts";
import type { ActionItem, Incident } from "../incident.ts";
import { newAction } from "../new-action.ts";
import { isSamePerson } from "../person.ts";
import { rolesHeldBy } from "../roles/holders.ts";
import { actionStatus, findAction, isOpenAction, lastMeant } from "./items.ts";
import type {
  ActionChange,
  ActionCommand,
  ActionEvent,
  ActionField,
  ActionRefusal,
  ActionReminder,
  ActionStatus,
  Said,
} from "./vocabulary.ts";

type Decide = Part<ActionCommand, ActionEvent, ActionRefusal, ActionReminder>["decide"];

export const decide: Decide = {
  "add-action": (incident, command, { setting: { policy }, now }) => {
    const added = newAction(incident, command, now);
    if (!added.ok) return added;
    const said = command.said === undefined ? {} : { said: command.said };
    return yes([{ ...added.value, ...beyond(incident, added.value.due, policy, now), ...said }]);
  },
  "complete-action": (incident, command, context) => setStatus(incident, command, "done", context),
  "reopen-action": (incident, command, context) => setStatus(incident, command, "open", context),
  "move-action": (incident, command, context) => setStatus(incident, command, command.status, context),
  "assign-action": (incident, command) => {
    const { owner } = command;
    if (owner === null) return no({ because: "owner-missing" });
    return change(incident, command, { field: "owner", wanted: owner.name, to: { owner } }, (item) => ({
      was: item.owner.name,
      isSo: isSamePerson(item.owner, owner),
    }));
  },
  "schedule-action": (incident, command, { now }) => {
    // What was meant then is read by the calendar of then.
    const due = readDue(command.due, command.said === undefined ? now : new Date(command.said.at));
    if (!due.ok) return due;
    return change(incident, command, { field: "due", wanted: due.value, to: { due: due.value } }, (item) => ({
      was: item.due,
      isSo: item.due === due.value,
    }));
  },
  "reword-action": (incident, command) => {
    const text = command.text.replaceAll(/\s+/gu, " ").trim();
    return change(incident, command, { field: "text", wanted: text, to: { text } }, (item) => ({
      was: item.text,
      isSo: item.text === text,
    }));
  },
  "classify-action": (incident, command) => {
    const { kind } = command;
    return change(incident, command, { field: "kind", wanted: kind, to: { kind } }, (item) => ({
      was: item.kind ?? "",
      isSo: item.kind === kind,
    }));
  },
  "gate-action": (incident, command) => {
    const { gate } = command;
    const words = (is: boolean): string => (is ? "holds releases" : "holds no release");
    return change(incident, command, { field: "gate", wanted: words(gate), to: { gate } }, (item) => ({
      was: words(item.gate === true),
      isSo: (item.gate === true) === gate,
    }));
  },
  "snooze-action": (incident, { action, until: asked, reason }, { now }) => {
    const found = findAction(incident, action);
    if (!found.ok) return found;
    const over = overStatus(found.value);
    if (over !== null) return no({ because: "action-over", action: found.value.id, status: over });
    const until = readDue(asked, now);
    if (!until.ok) return until;
    if (until.value <= utcDate(now)) return no({ because: "snooze-until-past", until: until.value });
    return yes([
      { type: "action-snoozed", action: found.value.id, until: until.value, reason: reason.trim() },
    ]);
  },
  "untrack-action": (incident, { action, said }) => {
    const found = findAction(incident, action);
    if (!found.ok) return found;
    if (found.value.untracked?.includes(said.where) === true) return yes([]);
    return yes([{ type: "action-untracked", action: found.value.id, said }]);
  },
};

type Moving = { action: string; reason?: string | null; said?: Said };

function setStatus(
  incident: Incident,
  { action, reason: given, said }: Moving,
  wanted: ActionStatus,
  { actor }: Context,
): Decision {
  const found = findAction(incident, action);
  if (!found.ok) return found;
  const item = found.value;
  const isOwn = isSamePerson(item.owner, actor.person);
  if (!actor.isResponder && !isOwn && rolesHeldBy(incident, actor.person).length === 0)
    return no({ because: "not-a-responder" });
  const reason = given?.trim() ?? "";
  // A mark in a file has no room for more; whoever says it in words says why.
  if ((wanted === "blocked" || wanted === "dropped") && reason === "" && said === undefined)
    return no({ because: "action-needs-reason", action: item.id, status: wanted });

  const stands = actionStatus(item);
  // Where only open and over are known, "open" says no more of what is in progress or blocked.
  const isSo =
    stands === wanted ||
    (wanted === "open" && said !== undefined && said.where !== "tracker" && isOpenAction(item));
  const heard = weigh(item, { field: "status", said, isSo, wanted, stands });
  if (heard !== null) return yes(heard);
  const about = { action: item.id, ...(said === undefined ? {} : { said }) };
  switch (wanted) {
    case "done":
      return yes([{ type: "action-done", ...about }]);
    case "open":
      return yes([{ type: "action-reopened", ...about }]);
    default:
      return yes([{ type: "action-moved", ...about, status: wanted, reason: reason === "" ? null : reason }]);
  }
}

type Changing = { field: ActionField; wanted: string; to: ActionChange };

function change(
  incident: Incident,
  { action, said }: { action: string; said?: Said },
  { field, wanted, to }: Changing,
  look: (item: ActionItem) => { was: string; isSo: boolean },
): Decision {
  const found = findAction(incident, action);
  if (!found.ok) return found;
  const item = found.value;
  const { was, isSo } = look(item);
  const heard = weigh(item, { field, said, isSo, wanted, stands: was });
  if (heard !== null) return yes(heard);
  return yes([
    { type: "action-changed", action: item.id, change: to, was, ...(said === undefined ? {} : { said }) },
  ]);
}

type Weighed = { field: ActionField; said: Said | undefined; isSo: boolean; wanted: string; stands: string };

/**
 * What news of a word come to beside the change itself; null when they change the item. The latest word counts, whenever it is heard:
 * without that, a webhook that comes late would undo what somebody said since.
 */
function weigh(item: ActionItem, { field, said, isSo, wanted, stands }: Weighed): EventBody[] | null {
  const action = item.id;
  if (said === undefined) return isSo ? [] : null;
  const last = secondOf(lastMeant(item, field));
  const at = secondOf(said.at);
  if (isSo) return at > last ? [{ type: "action-affirmed", action, field, said }] : [];
  return at < last ? [{ type: "action-overruled", action, field, wanted, stands, said }] : null;
}

/** GitHub counts in whole seconds: within one, what is heard later counts. */
const secondOf = (at: string): number => Math.floor(new Date(at).getTime() / 1_000);

function overStatus(item: ActionItem): "done" | "dropped" | null {
  const status = actionStatus(item);
  return status === "done" || status === "dropped" ? status : null;
}

function beyond(
  { severity }: Incident,
  due: string,
  policy: Context["setting"]["policy"],
  now: Date,
): { dueBeyondDays?: number } {
  const days = severity === null ? null : (policy.levels[severity.levelId]?.actionsDoneWithinDays ?? null);
  if (days === null) return {};
  const latest = utcDate(new Date(now.getTime() + days * 86_400_000));
  return due > latest ? { dueBeyondDays: days } : {};
}
