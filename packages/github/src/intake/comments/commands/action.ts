import { actionKinds } from "@muster/policy";
import { because, day, family, order, person, text, word, type Asked, type Given } from "../grammar.ts";

const move = (given: Given, status: "doing" | "blocked" | "dropped"): Asked =>
  order({
    do: "move-action",
    action: given.text("action"),
    status,
    reason: status === "doing" ? null : given.text("reason"),
  });

/** What is to be done afterwards. */
export const actionCommands = [
  ...family("action", [
    {
      name: "add",
      about: "Add an action item with an owner and a due date",
      fields: [
        text("text"),
        person("owner", { after: ["owner"] }),
        day("due", { also: ["by"], after: ["by", "due"] }),
      ],
      example: "/action add Write a runbook for the indexer @bo 2026-12-01",
      read: (given) =>
        order({
          do: "add-action",
          text: given.text("text"),
          owner: given.person("owner"),
          due: given.text("due"),
        }),
    },
    {
      name: "done",
      also: ["complete", "tick"],
      about: "Tick an action item off",
      fields: [word("action")],
      example: "/action done A1",
      read: (given) => order({ do: "complete-action", action: given.text("action") }),
    },
    {
      name: "reopen",
      about: "An action item is not done after all",
      fields: [word("action")],
      example: "/action reopen A1",
      read: (given) => order({ do: "reopen-action", action: given.text("action") }),
    },
    {
      name: "doing",
      also: ["start"],
      about: "An action item is in progress",
      fields: [word("action")],
      example: "/action doing A1",
      read: (given) => move(given, "doing"),
    },
    {
      name: "blocked",
      also: ["block"],
      about: "An action item cannot go on, and why",
      fields: [word("action"), because(true)],
      example: "/action blocked A1 because the audit is not back",
      read: (given) => move(given, "blocked"),
    },
    {
      name: "drop",
      also: ["dropped", "wontfix"],
      about: "An action item will not be done, and why",
      fields: [word("action"), because(true)],
      example: "/action drop A1 because the vault is gone",
      read: (given) => move(given, "dropped"),
    },
    {
      name: "assign",
      also: ["owner"],
      about: "Give an action item to somebody else",
      fields: [word("action"), person("owner", { after: ["to"] })],
      example: "/action assign A1 @bo",
      read: (given) =>
        order({ do: "assign-action", action: given.text("action"), owner: given.person("owner") }),
    },
    {
      name: "due",
      also: ["schedule"],
      about: "Change the due date of an action item",
      fields: [word("action"), day("due", { also: ["by"], after: ["by", "to"] })],
      example: "/action due A1 2026-12-15",
      read: (given) => order({ do: "schedule-action", action: given.text("action"), due: given.text("due") }),
    },
    {
      name: "reword",
      also: ["rename"],
      about: "Say an action item better",
      fields: [word("action"), text("text")],
      example: "/action reword A1 Write a runbook for the indexer and its backfill",
      read: (given) => order({ do: "reword-action", action: given.text("action"), text: given.text("text") }),
    },
    {
      name: "snooze",
      about: "Nobody is reminded of an action item until that day, and why; its due date stays",
      fields: [
        word("action"),
        text("reason", { also: ["because"], after: ["because"] }),
        day("until", { after: ["until"] }),
      ],
      example: "/action snooze A1 until 2w because the release comes first",
      read: (given) =>
        order({
          do: "snooze-action",
          action: given.text("action"),
          until: given.text("until"),
          reason: given.text("reason"),
        }),
    },
    {
      name: "kind",
      about: "Say what kind of work an action item is",
      fields: [word("action"), word("kind", { oneOf: actionKinds })],
      example: "/action kind A1 runbook",
      read: (given) =>
        order({
          do: "classify-action",
          action: given.text("action"),
          // Another one is told to be none before this is read.
          kind: actionKinds.find((kind) => kind === given.text("kind").toLowerCase()) ?? "fix",
        }),
    },
    {
      name: "gate",
      about: "Releases wait while an action item is overdue",
      fields: [word("action")],
      example: "/action gate A1",
      read: (given) => order({ do: "gate-action", action: given.text("action"), gate: true }),
    },
    {
      name: "ungate",
      about: "Releases do not wait for an action item any more",
      fields: [word("action")],
      example: "/action ungate A1",
      read: (given) => order({ do: "gate-action", action: given.text("action"), gate: false }),
    },
  ]),
];
