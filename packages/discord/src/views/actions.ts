import {
  actionPlaceWords,
  actionStatus,
  actionStatusWords,
  isOpenAction,
  type ActionEvent,
  type ActionItem,
  type ActionReminder,
  type ActionStatus,
  type Incident,
  type Person,
  type Said,
} from "@muster/incident";
import { resolvePerson } from "@muster/policy";
import { answerButton } from "./ask-buttons.ts";
import { button, partPress } from "./buttons.ts";
import { inRows, type Row } from "./message.ts";
import { inline } from "./neutralise.ts";
import type { PartView, Saying, Setting } from "./part.ts";
import { leaderOf, mention, name } from "./person.ts";
import { addressed, pinging } from "./pinging.ts";

const doneButtonsMax = 4;
const linesMax = 10;

export const actionMarks: Record<ActionStatus, string> = {
  open: "◻️",
  doing: "🔨",
  blocked: "⛔",
  done: "☑️",
  dropped: "🗑️",
};

/** `◻️ **A1** check return values, @bo, due 2026-12-01 (test)`. */
export function actionRow(item: ActionItem): string {
  const { id, text, owner, due, kind, why, gate, snoozed } = item;
  const status = actionStatus(item);
  const notes = [
    ...(kind === undefined ? [] : [kind]),
    ...(status === "doing" || status === "blocked" || status === "dropped"
      ? [actionStatusWords[status]]
      : []),
    ...(why === undefined ? [] : [inline(why, 120)]),
    ...(gate === true ? ["holds releases"] : []),
    ...(snoozed === undefined ? [] : [`no reminders until ${snoozed.until}`]),
  ];
  const words = notes.length === 0 ? "" : ` (${notes.join("; ")})`;
  return `${actionMarks[status]} **${id}** ${inline(text, 200)}, ${mention(owner)}, due ${due}${words}`;
}

const by = (person: Person, said: Said | undefined): string =>
  said === undefined
    ? `(${name(person)})`
    : `(${name(person)}, in ${said.url === null ? actionPlaceWords[said.where] : `[${actionPlaceWords[said.where]}](<${said.url}>)`})`;

/** Action items, in words. */
export const actionsView: PartView<ActionEvent, ActionReminder> = {
  words: {
    "action-added": ({ action, text, owner, due, kind, dueBeyondDays, by: person, said }) =>
      pinging(
        `📌 **${action}** ${inline(text, 300)}, ${mention(owner)}, due ${due}${kind === undefined ? "" : ` (${kind})`}${said === undefined ? "" : ` ${by(person, said)}`}${dueBeyondDays === undefined ? "" : `\n⚠️ That is later than the ${dueBeyondDays} days that the policy gives. If it can be sooner: /action due.`}`,
        [owner],
      ),
    "action-done": ({ action, by: person, said }, { incident }) =>
      `☑️ **${action}** done ${by(person, said)}: ${textOf(incident, action)}`,
    "action-reopened": ({ action, by: person, said }, { incident }) =>
      `◻️ **${action}** is open again ${by(person, said)}: ${textOf(incident, action)}`,
    "action-moved": ({ action, status, reason, by: person, said }, { incident }) =>
      `${actionMarks[status]} **${action}** is ${actionStatusWords[status]} ${by(person, said)}: ${textOf(incident, action)}${reason === null ? "" : `\nBecause: ${inline(reason, 500)}`}`,
    "action-changed": changed,
    "action-snoozed": ({ action, until, reason, by: person }, { incident }) =>
      `💤 Nobody is reminded of **${action}** until ${until} (${name(person)}): ${textOf(incident, action)}\nBecause: ${inline(reason, 500)}`,
    "action-affirmed": ({ action, by: person, said }) =>
      `**${action}** stands so already ${by(person, said)}.`,
    "action-overruled": ({ action, wanted, stands, by: person, said }, { incident }) => ({
      text: `↩️ **${action}** stays as it is: ${inline(stands, 200)}. ${name(person)} said "${inline(wanted, 200)}" in ${actionPlaceWords[said.where]} at ${said.at.slice(11, 16)} UTC, and somebody said otherwise since. If ${name(person)} is right, say it again.`,
      pings: [],
      rows: [[answerButton(incident, `Change ${action}`, "action.status", "secondary")]],
    }),
    "action-untracked": ({ action, by: person, said }, { incident }) => {
      const what =
        said.where === "issue"
          ? "Its issue was deleted or moved away"
          : `Its line was taken out of ${actionPlaceWords[said.where]}`;
      return `👁️ **${action}** ${textOf(incident, action)}: ${what} (${name(person)}). I do not put it back; the item goes on here. If it is not to be done: /action status, dropped.`;
    },
  },
  reminders: {
    "actions-due": ({ actions }, setting) => asking("📌 Due soon. Will it be in time?", actions, setting),
    "actions-overdue": ({ actions }, setting) =>
      asking("📌 Overdue. Done, or is help needed?", actions, setting),
    "actions-escalated": ({ actions, to }, setting) => {
      const { policy } = setting;
      const isGroup = Object.hasOwn(policy.groups, to);
      const person = isGroup ? null : resolvePerson(policy, to);
      const whom = isGroup ? inline(policy.groups[to]?.name ?? to, 80) : addressed(person).trim();
      const said = asking(
        `📣 ${whom} These stay overdue. What helps: more time, somebody else, or dropping it?`,
        actions,
        setting,
      );
      return { ...said, pings: [person], ...(isGroup ? { groups: [to] } : {}) };
    },
    "actions-missing": ({ withinDays }, setting) => {
      const to = leaderOf(setting);
      return pinging(
        `📌 ${addressed(to)}No action items are named yet; the policy gives ${withinDays} ${withinDays === 1 ? "day" : "days"}. What keeps it from happening again?`,
        [to],
        [[answerButton(setting.incident, "Add action", "action.add")]],
      );
    },
  },
  card: () => [],
  buttons: () => [],
  presses: {
    "action-done": (_sight, action) => ({ order: { do: "complete-action", action } }),
    "action-wait": (_sight, action) => ({ ask: "action.snooze", filled: { action } }),
  },
};

/** Marking says what shall be; whether anything looks at it, the policy says. */
const noGate =
  "\n⚠️ This policy has no release gate, so nothing waits yet. Whoever keeps the policy adds `actions: { releaseGate: {} }` to .muster/policy.yaml.";

function changed({ action, change, was, by: person, said }: Changed, { incident, policy }: Setting): Saying {
  const what = textOf(incident, action);
  const who = by(person, said);
  if ("owner" in change)
    return pinging(
      `👤 **${action}** goes from ${inline(was, 80)} to ${mention(change.owner)} ${who}: ${what}`,
      [change.owner],
    );
  if ("due" in change)
    return pinging(`📅 **${action}** is due ${change.due} instead of ${inline(was, 20)} ${who}: ${what}`, []);
  if ("text" in change) return pinging(`✏️ **${action}** ${who}: ${inline(change.text, 300)}`, []);
  if ("kind" in change) return pinging(`🏷️ **${action}** is of the kind ${change.kind} ${who}: ${what}`, []);
  return pinging(
    change.gate
      ? `🚧 Releases wait while **${action}** is overdue ${who}: ${what}${policy.actions.releaseGate === null ? noGate : ""}`
      : `🚧 **${action}** holds no release any more ${who}: ${what}`,
    [],
  );
}
type Changed = Extract<ActionEvent, { type: "action-changed" }> & { by: Person };

function asking(head: string, actions: readonly string[], { incident }: Setting): Saying {
  const items = incident.actions.filter(({ id }) => actions.includes(id));
  const lines = items.slice(0, linesMax).map(actionRow);
  const more = items.length > linesMax ? [`… ${items.length - linesMax} more in /action list`] : [];
  return {
    text: [head, ...lines, ...more].join("\n"),
    pings: items.map(({ owner }) => owner),
    rows: inRows(buttonsFor(incident, items)),
  };
}

function buttonsFor(incident: Incident, items: readonly ActionItem[]): Row {
  const open = items.filter(isOpenAction);
  const [only] = open;
  return [
    ...open
      .slice(0, doneButtonsMax)
      .map(({ id }) => button(`${id} is done`, partPress(incident, `action-done/${id}`), "success")),
    ...(open.length === 1 && only !== undefined
      ? [button("Remind later", partPress(incident, `action-wait/${only.id}`))]
      : []),
  ];
}

function textOf(incident: Incident, action: string): string {
  return inline(incident.actions.find(({ id }) => id === action)?.text ?? "", 300);
}
