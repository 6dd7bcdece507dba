import {
  actionStatuses,
  actionStatusWords,
  isOpenAction,
  limits,
  type ActionItem,
  type ActionStatus,
  type Command,
  type Incident,
} from "@muster/incident";
import { actionKinds, type ActionKind } from "@muster/policy";
import type { Choice } from "./choices.ts";
import {
  optional,
  order,
  required,
  type CommandDefinition,
  type Family,
  type OptionDefinition,
} from "./definition.ts";

const kindWords: Record<ActionKind, string> = {
  fix: "Make the mitigation last",
  alert: "Be told of it sooner",
  test: "Catch it before it ships",
  runbook: "Write down what to do",
  process: "Change how we work",
  control: "Keep it from happening",
  doc: "Bring documentation up to date",
};
const kindChoices = (): Choice[] =>
  actionKinds.map((kind) => ({ label: kind, value: kind, description: kindWords[kind] }));
const kindOf = (text: string | null): ActionKind | undefined =>
  actionKinds.find((kind) => kind === text?.trim());

const statusChoices = (): Choice[] =>
  actionStatuses.map((status) => ({
    label: status,
    value: status,
    description: actionStatusWords[status],
  }));
const statusOf = (text: string): ActionStatus =>
  actionStatuses.find((status) => status === text.trim().toLowerCase()) ?? "open";

const which = (wanted: (item: ActionItem) => boolean): OptionDefinition => ({
  ...required("action", "pick", "Its number, for example A1", 40),
  suggest: ({ incident }: { incident: Incident }): Choice[] =>
    incident.actions.filter(wanted).map(({ id, text, owner }) => ({
      label: `${id} ${text} (${owner.name})`,
      value: id,
      description: "",
    })),
});
const anyItem = which(() => true);
const openItem = which(isOpenAction);
const dueOption = required("due", "line", "By when: 2026-12-01, or days from now like 3d", 20);

type About = Pick<CommandDefinition, "name" | "description" | "options" | "read">;
const about = (command: About): CommandDefinition => ({
  group: "action",
  isAboutIncident: true,
  ...command,
});

/** Action items: none without an owner and a due date, each followed to its end. */
export const acting: Family = [
  about({
    name: "add",
    description: "Add an action item with an owner and a due date",
    options: [
      required("text", "paragraph", "What is to be done", limits.action),
      required("owner", "person", "Who does it"),
      dueOption,
      { ...optional("kind", "choice", "What kind of work it is"), choices: kindChoices },
    ],
    read(given) {
      const kind = kindOf(given.optional("kind"));
      return order({
        do: "add-action",
        text: given.text("text"),
        owner: given.person("owner"),
        due: given.text("due"),
        ...(kind === undefined ? {} : { kind }),
      });
    },
  }),
  about({
    name: "done",
    description: "Tick an action item off",
    options: [required("action", "action", "Its number, for example A1", 40)],
    read: (given) => order({ do: "complete-action", action: given.text("action") }),
  }),
  about({
    name: "reopen",
    description: "There is more to do for an action item",
    options: [which((item) => !isOpenAction(item))],
    read: (given) => order({ do: "reopen-action", action: given.text("action") }),
  }),
  about({
    name: "status",
    description: "Say where an action item stands: in progress, blocked, dropped …",
    options: [
      anyItem,
      { ...required("status", "choice", "Where it stands"), choices: statusChoices },
      optional("reason", "line", "Why it is blocked or dropped", limits.reason),
    ],
    read: (given) =>
      order(moving(given.text("action"), statusOf(given.text("status")), given.optional("reason"))),
  }),
  about({
    name: "assign",
    description: "Give an action item to somebody else",
    options: [openItem, required("owner", "person", "Who does it from now on")],
    read: (given) =>
      order({ do: "assign-action", action: given.text("action"), owner: given.person("owner") }),
  }),
  about({
    name: "due",
    description: "Change the due date of an action item",
    options: [openItem, dueOption],
    read: (given) => order({ do: "schedule-action", action: given.text("action"), due: given.text("due") }),
  }),
  about({
    name: "reword",
    description: "Say an action item better",
    options: [anyItem, required("text", "paragraph", "What is to be done", limits.action)],
    read: (given) => order({ do: "reword-action", action: given.text("action"), text: given.text("text") }),
  }),
  about({
    name: "kind",
    description: "Say what kind of work an action item is",
    options: [anyItem, { ...required("kind", "choice", "What kind of work it is"), choices: kindChoices }],
    read: (given) =>
      order({
        do: "classify-action",
        action: given.text("action"),
        kind: kindOf(given.text("kind")) ?? "fix",
      }),
  }),
  about({
    name: "gate",
    description: "Let releases wait while an action item is overdue, or not any more",
    options: [
      openItem,
      {
        ...optional("holds", "choice", "Left out: releases wait for it"),
        choices: (): Choice[] => [
          { label: "yes", value: "yes", description: "Releases wait for it" },
          { label: "no", value: "no", description: "They do not" },
        ],
      },
    ],
    read: (given) =>
      order({
        do: "gate-action",
        action: given.text("action"),
        gate: given.optional("holds")?.trim().toLowerCase() !== "no",
      }),
  }),
  about({
    name: "snooze",
    description: "Remind nobody of an action item for a while; its due date stays",
    options: [
      openItem,
      required("until", "line", "Until when: 2026-12-01, or days from now like 3d", 20),
      required("reason", "line", "Why it can wait", limits.reason),
    ],
    read: (given) =>
      order({
        do: "snooze-action",
        action: given.text("action"),
        until: given.text("until"),
        reason: given.text("reason"),
      }),
  }),
  about({
    name: "list",
    description: "The action items of an incident",
    options: [],
    read: () => ({ ask: "actions" }),
  }),
];

function moving(action: string, status: ActionStatus, reason: string | null): Command {
  if (status === "done") return { do: "complete-action", action };
  if (status === "open") return { do: "reopen-action", action };
  return { do: "move-action", action, status, reason };
}
