import {
  ButtonStyle,
  ComponentType,
  type APIButtonComponentWithCustomId,
  type APIButtonComponentWithURL,
  type APIStringSelectComponent,
} from "discord-api-types/v10";
import { fitsDrill, holdersOf, isAllowed, type CommandName, type Incident } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { levelChoices } from "../commands/choices.ts";
import { customId } from "./custom-id.ts";
import type { Row } from "./message.ts";
import { label } from "./neutralise.ts";

/** Longer labels are cut on small screens. https://discord.com/developers/docs/components/reference#button */
const labelMax = 80;

type Look = "primary" | "secondary" | "success" | "danger";
const styles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

export function button(text: string, id: string, look: Look = "secondary"): APIButtonComponentWithCustomId {
  return { type: ComponentType.Button, style: styles[look], label: label(text, labelMax), custom_id: id };
}

export function linkButton(text: string, url: string): APIButtonComponentWithURL {
  return { type: ComponentType.Button, style: ButtonStyle.Link, label: label(text, labelMax), url };
}

/** Buttons that open a command's modal, each with the core's command that it leads to. */
const asking: { text: string; command: string; leadsTo: CommandName; look?: Look; isMain: boolean }[] = [
  { text: "Update", command: "incident.update", leadsTo: "update", look: "primary", isMain: true },
  { text: "Severity", command: "incident.severity", leadsTo: "change-severity", isMain: true },
  { text: "Mitigate", command: "incident.mitigate", leadsTo: "mitigate", look: "primary", isMain: true },
  { text: "Resolve", command: "incident.resolve", leadsTo: "resolve", look: "success", isMain: true },
  { text: "Add action", command: "action.add", leadsTo: "add-action", isMain: false },
  { text: "Reopen", command: "incident.reopen", leadsTo: "reopen", look: "danger", isMain: false },
  { text: "Add note", command: "incident.note", leadsTo: "note", isMain: false },
  { text: "Decision", command: "incident.decision", leadsTo: "decide", isMain: false },
  { text: "Root cause", command: "incident.root-cause", leadsTo: "find-root-cause", isMain: false },
  { text: "Correct an entry", command: "incident.correct", leadsTo: "correct", isMain: false },
  { text: "Merge", command: "incident.merge", leadsTo: "merge", isMain: false },
  { text: "Dismiss", command: "incident.dismiss", leadsTo: "dismiss", look: "danger", isMain: false },
];

/** The first row of the card: what the incident most likely needs now. No button promises what a press would refuse. */
export function mainButtons(incident: Incident): Row {
  const isOver = incident.status !== "open" && incident.status !== "mitigated";
  const atHand = isOver ? ["Reopen", "Add action", "Add note"] : [];
  return asking
    .filter(({ isMain, text }) => (isOver ? atHand.includes(text) : isMain))
    .filter(({ leadsTo }) => makesSense(incident, leadsTo))
    .map(({ text, command, look }) => button(text, customId("ask", incident.id, command), look));
}

/** No button promises what a press would refuse: not in this status, and not in a drill what is for real incidents. */
function makesSense(incident: Incident, command: CommandName): boolean {
  return isAllowed(command, incident.status) && fitsDrill(incident, command);
}

/** What a part of the process does when it is pressed; `what` begins with the name of the press. */
export function partPress(incident: Incident, what: string): string {
  return customId("do", incident.id, what);
}

/** Everything else that makes sense now, for the private answer to "More". */
export function moreButtons(incident: Incident): Row {
  const main = mainButtons(incident);
  const rest = asking
    .map((entry) => ({ ...entry, id: customId("ask", incident.id, entry.command) }))
    .filter(({ leadsTo }) => makesSense(incident, leadsTo))
    .filter(({ id }) => main.every((shown) => !("custom_id" in shown) || shown.custom_id !== id))
    .map(({ text, id, look }) => button(text, id, look));
  const hotfix = makesSense(incident, "request-hotfix") && !incident.hotfixWanted;
  return hotfix ? [...rest, hotfixButton(incident)] : rest;
}

export function hotfixButton(incident: Incident): APIButtonComponentWithCustomId {
  return button("Hotfix branch", customId("hotfix", incident.id));
}

/** For the person who was offered a role; anybody else who presses is told so. */
export function offerButtons(incident: Incident, role: string, roleName: string): Row {
  return [
    button(`Accept ${roleName}`, customId("accept", incident.id, role), "success"),
    button(`Decline ${roleName}`, customId("decline", incident.id, role)),
  ];
}

/** Every level with its criterion, so that whoever reads it can classify. */
export function levelMenu(incident: Incident, policy: Policy): APIStringSelectComponent {
  return {
    type: ComponentType.StringSelect,
    custom_id: customId("level", incident.id),
    placeholder: "Choose the severity",
    min_values: 1,
    max_values: 1,
    options: levelChoices(policy),
  };
}

export function vacantRoleMenu(incident: Incident, policy: Policy): APIStringSelectComponent | null {
  const vacant = vacantRoles(incident, policy);
  if (vacant.length === 0) return null;
  return {
    type: ComponentType.StringSelect,
    custom_id: customId("take", incident.id),
    placeholder: "Choose the role you take",
    min_values: 1,
    max_values: 1,
    options: vacant.map((role) => ({
      label: label(policy.roles[role]?.name ?? role, 100),
      value: role,
      description: label(policy.roles[role]?.duty ?? "", 100),
    })),
  };
}

/** Roles that can be taken, those that the level asks for first. At most as many as a menu takes. */
export function vacantRoles(incident: Incident, policy: Policy): string[] {
  const wanted = incident.severity === null ? [] : (policy.levels[incident.severity.levelId]?.roles ?? []);
  const known = Object.keys(policy.roles);
  return [...new Set([...wanted, ...known])]
    .filter((role) => {
      const terms = policy.roles[role];
      return terms !== undefined && (terms.isMany || holdersOf(incident, role).length === 0);
    })
    .slice(0, 25);
}

export function roleButtons(incident: Incident, policy: Policy): Row {
  if (!makesSense(incident, "take-role")) return [];
  const hasVacant = vacantRoles(incident, policy).length > 0;
  const hasRoles = Object.keys(policy.roles).length > 0;
  return [
    ...(hasVacant ? [button("Take a role", customId("take", incident.id))] : []),
    ...(hasRoles ? [button("Hand over a role", customId("ask", incident.id, "incident.role"))] : []),
  ];
}

/** On every card: it is also how a card is found again in its channel. */
export function moreButton(incident: Incident, place: "card" | "ops"): APIButtonComponentWithCustomId {
  return button("More", customId("more", incident.id, place));
}
