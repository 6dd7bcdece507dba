import type { NextStep, Part, View } from "../feature.ts";
import type {
  ActionChange,
  ActionCommand,
  ActionEvent,
  ActionPlace,
  ActionRefusal,
  ActionReminder,
  ActionStatus,
  Said,
} from "./vocabulary.ts";

type Actions = Part<ActionCommand, ActionEvent, ActionRefusal, ActionReminder>;

export const actionStatusWords: Record<ActionStatus, string> = {
  open: "open",
  doing: "in progress",
  blocked: "blocked",
  done: "done",
  dropped: "dropped",
};

export const actionPlaceWords: Record<ActionPlace, string> = {
  issue: "its issue",
  "incident-issue": "the incident's issue",
  tracker: "the tracker",
  postmortem: "the postmortem",
};

const from = (said: Said | undefined): string =>
  said === undefined ? "" : ` (${actionPlaceWords[said.where]})`;
const listed = (words: string[]): string => words.map((word) => `\`${word}\``).join(", ");

export function sayActionChange(change: ActionChange, was: string): string {
  if ("owner" in change) return `goes from ${was} to ${change.owner.name}`;
  if ("due" in change) return `is due ${change.due} instead of ${was}`;
  if ("text" in change) return `reads: ${change.text}`;
  if ("kind" in change) return `is of the kind ${change.kind}`;
  return change.gate ? "is to hold releases while it is overdue" : "holds no release any more";
}

export const tell: Actions["tell"] = {
  "action-added": ({ action, text, owner, due, kind, said }) => ({
    kind: "action",
    text: `Action ${action}: ${text}, ${owner.name}, ${due}${kind === undefined ? "" : ` (${kind})`}${from(said)}`,
  }),
  "action-done": ({ action, said }) => ({ kind: "action", text: `Action ${action} done${from(said)}` }),
  "action-reopened": ({ action, said }) => ({
    kind: "action",
    text: `Action ${action} open again${from(said)}`,
  }),
  "action-moved": ({ action, status, reason, said }) => ({
    kind: "action",
    text: `Action ${action} ${actionStatusWords[status]}${from(said)}${reason === null ? "" : `, because ${reason}`}`,
  }),
  "action-changed": ({ action, change, was, said }) => ({
    kind: "action",
    text: `Action ${action} ${sayActionChange(change, was)}${from(said)}`,
  }),
  "action-snoozed": ({ action, until, reason }) => ({
    kind: "action",
    text: `Nobody is reminded of action ${action} until ${until}, because ${reason}`,
  }),
  "action-affirmed": ({ action, said }) => ({
    kind: "action",
    text: `Action ${action}: said again as it stands${from(said)}`,
  }),
  "action-overruled": ({ action, wanted, stands, said }) => ({
    kind: "action",
    text: `Action ${action} stays as it is (${stands}): "${wanted}" was said earlier, in ${actionPlaceWords[said.where]}`,
    at: said.at,
  }),
  "action-untracked": ({ action, said }) => ({
    kind: "action",
    text: `Action ${action} was taken out of ${said.where === "issue" ? "the issues" : actionPlaceWords[said.where]} and is not put back`,
  }),
};

export const explain: Actions["explain"] = {
  "due-unreadable": ({ asked }) =>
    `I cannot read the due date \`${asked}\`. Write it as \`2026-12-01\`, or as days from now like \`3d\`.`,
  "due-past": ({ due }) => `${due} is in the past. Choose today or a later day.`,
  "owner-missing": () => "An action item needs an owner, a person who will do it. Choose one with `owner`.",
  "unknown-action": ({ asked, actions }) =>
    actions.length === 0
      ? `There is no action item \`${asked}\`; none has been added yet. Add one with /action add.`
      : `There is no action item \`${asked}\`. Choose one of ${listed(actions)}.`,
  "action-over": ({ action, status }) =>
    `${action} is ${status}, so nobody is reminded of it. If there is more to do: /action status action:${action} status:open.`,
  "action-needs-reason": ({ action, status }) =>
    `Say why ${action} is ${status}, for whoever reads it later: add \`reason\`.`,
  "snooze-until-past": ({ until }) =>
    `${until} is not ahead. Choose tomorrow or a later day, or days from now like \`3d\`.`,
};

export const remind: Actions["remind"] = {
  "actions-due": ({ actions }) => `due soon: ${actions.join(", ")}`,
  "actions-overdue": ({ actions }) => `overdue: ${actions.join(", ")}`,
  "actions-escalated": ({ actions, to }) =>
    `${to} is told that ${actions.join(", ")} ${actions.length === 1 ? "is" : "are"} overdue`,
  "actions-missing": () => "no action items are named yet",
};

export function nextSteps({ incident, level }: View): NextStep[] {
  const days = level?.actionsNamedWithinDays ?? null;
  if (incident.status !== "resolved" || incident.actions.length > 0) return [];
  if (incident.postmortem === null && days === null) return [];
  const within =
    days === null ? "" : ` The policy gives ${days} ${days === 1 ? "day" : "days"} for naming them.`;
  return [
    { when: "later", text: `No action items yet: /action add, each with an owner and a due date.${within}` },
  ];
}
