import { ComponentType, type APIComponentInContainer } from "discord-api-types/v10";
import { offersOf, type Incident, type Person, type Remotes } from "@muster/incident";
import { levelsOf, type Policy } from "@muster/policy";
import { button, levelMenu, mainButtons, moreButton, offerButtons, partPress } from "./buttons.ts";
import { callAnswers, openCalls } from "./calls.ts";
import { customId } from "./custom-id.ts";
import { linkButtons } from "./links.ts";
import { actionRow, displayMessage, inRows, type MessageBody, type Row } from "./message.ts";
import { inline, paragraph } from "./neutralise.ts";
import { idsOf, mention } from "./person.ts";
import type { Trouble } from "./status-card.ts";
import { colourOf, isActive, levelOf, severityWords, sinceWhen, statusWords, titleOf } from "./words.ts";

export type OpsAlert = {
  incident: Incident;
  policy: Policy;
  remotes: Remotes;
  /** The on-call role, when it exists here. */
  onCallRoleId: string | null;
  /** The Discord roles of the policy's groups, by the groups' ids: those that exist here. */
  groupRoles?: Record<string, string>;
  troubles: Trouble[];
};

/**
 * The incident's one message in #ops-alerts. It follows the incident; when it is first posted for a level that pages, it
 * pings the on-call role, and nobody else. An incident without a severity asks everyone who reads it to choose one.
 */
export function opsAlert(alert: OpsAlert): MessageBody {
  const { incident, policy } = alert;
  const text = [
    `### ${titleOf(incident)}`,
    ...report(incident),
    ...page(alert),
    ...openCalls(alert).lines,
    `**${severityWords(incident, policy)}**${definition(incident, policy)}`,
    `**${statusWords(incident)}** ${sinceWhen(incident)}`,
    ...leads(incident, policy),
    ...(incident.description === null ? [] : [paragraph(incident.description, 400)]),
    ...signals(incident),
    ...channelLine(alert),
    ...alert.troubles.slice(0, 4).map(({ what, fix }) => `⚠️ ${inline(what, 200)} → ${inline(fix, 300)}`),
    ...(needsSeverity(incident) ? criteria(policy, isReport(incident)) : []),
  ].join("\n");

  const components: APIComponentInContainer[] = [
    { type: ComponentType.TextDisplay, content: text },
    ...(needsSeverity(incident) ? [actionRow([levelMenu(incident, policy)])] : []),
    ...rows(alert).map(actionRow),
  ];
  const called = openCalls(alert);
  return displayMessage([{ type: ComponentType.Container, accent_color: colourOf(incident), components }], {
    roles: [
      ...(incident.paged && alert.onCallRoleId !== null ? [alert.onCallRoleId] : []),
      ...called.groups.flatMap((group) => alert.groupRoles?.[group] ?? []),
    ],
    users: idsOf([...(incident.opened.channel ? [] : everyoneAsked(incident)), ...called.people]),
  });
}

/** What is left of the message when the incident is restricted: nothing that tells what it was. */
export function withdrawnAlert(): MessageBody {
  return displayMessage([{ type: ComponentType.TextDisplay, content: "This message was withdrawn." }]);
}

/** Somebody from outside told of it: it calls nobody until a responder says what it is. */
function report(incident: Incident): string[] {
  if (!isReport(incident)) return [];
  return [
    `📨 Reported by ${mention(incident.reporter)}, who is no responder. Nothing was opened and nobody was called. Choose a severity to make it an incident, or dismiss it.`,
  ];
}

const isReport = (incident: Incident): boolean =>
  incident.source.kind === "report" && incident.severity === null && isActive(incident);

const everyoneAsked = (incident: Incident): Person[] =>
  Object.keys(incident.roles).flatMap((role) => offersOf(incident, role).map(({ to }) => to));

const needsSeverity = (incident: Incident): boolean => incident.severity === null && isActive(incident);

function page({ incident, policy, onCallRoleId }: OpsAlert): string[] {
  if (!incident.paged) return [];
  if (onCallRoleId !== null) return [`Paged: <@&${onCallRoleId}>`];
  const wanted = policy.discord.onCallRole;
  const role =
    wanted === null ? "no on-call role is set" : `the role ${inline(wanted, 100)} does not exist here`;
  return [`⚠️ Nobody was paged: ${role}. Call whoever is on call yourself, then mend it (/muster doctor).`];
}

function definition(incident: Incident, policy: Policy): string {
  const level = levelOf(incident, policy);
  return level === null ? "" : `: ${inline(level.definition, 300)}`;
}

/** Who leads: the first role that the level asks for. */
function leads(incident: Incident, policy: Policy): string[] {
  const [role] = levelOf(incident, policy)?.roles ?? [];
  if (role === undefined) return [];
  const state = incident.roles[role];
  const roleName = inline(policy.roles[role]?.name ?? role, 80);
  if (state?.holder != null) return [`${roleName}: ${mention(state.holder)}`];
  if (state?.offer != null)
    return [`${roleName}: offered to ${mention(state.offer.to)}, waiting for an answer`];
  return isActive(incident) ? [`${roleName}: **MISSING**`] : [];
}

function signals(incident: Incident): string[] {
  if (incident.signals.length === 0) return [];
  const lines = incident.signals
    .slice(0, 5)
    .map(({ title, state }) => `${state === "firing" ? "🚨 Firing" : "☑️ Over"}: ${inline(title, 120)}`);
  const more = incident.signals.length - lines.length;
  return more > 0 ? [...lines, `… ${more} more`] : lines;
}

function channelLine({ incident, remotes }: OpsAlert): string[] {
  const { channel } = remotes;
  if (!incident.opened.channel || channel === undefined) return [];
  if (channel.extra["gone"] === true) {
    return ["⚠️ The incident channel was deleted in Discord. The record is complete: /incident show."];
  }
  return [`Channel: <#${channel.id}>`];
}

function criteria(policy: Policy, isReported: boolean): string[] {
  const lines = levelsOf(policy)
    .slice(0, 24)
    .map(({ id, definition: words, examples }) => {
      const such = examples.length === 0 ? "" : ` (${inline(examples.join(", "), 60)})`;
      return `**${inline(id, 40)}** ${inline(words, 90)}${such}`;
    });
  const afterMin = policy.classification.unsureAfterMin;
  const otherwise =
    afterMin === null || isReported ? "" : ` Without a choice it takes the highest after ${afterMin} min.`;
  return [`**Which severity is it?** If in doubt, the higher one.${otherwise}`, ...lines];
}

const classifyButton = (incident: Incident) =>
  button("Classify by criteria", partPress(incident, "classify"), "primary");
const dismissButton = (incident: Incident) =>
  button("Dismiss", customId("ask", incident.id, "incident.dismiss"), "danger");

function rows({ incident, policy, remotes }: OpsAlert): Row[] {
  const offers = Object.entries(incident.roles)
    .filter(([, { offer }]) => offer !== null)
    .slice(0, 3)
    .map(([role]) => offerButtons(incident, role, policy.roles[role]?.name ?? role));
  const isHere = !incident.opened.channel;
  const links = linkButtons(remotes, ["channel", "issue", "postmortem"]);
  const callRow = isHere ? callAnswers(incident) : [];
  if (isReport(incident)) {
    return [[classifyButton(incident), dismissButton(incident), moreButton(incident, "ops")]];
  }
  return [
    ...offers,
    callRow,
    ...(needsSeverity(incident) ? [[classifyButton(incident)]] : []),
    // Without a channel this message is where the incident is run from.
    ...(isHere ? inRows(mainButtons(incident)) : []),
    [...links, moreButton(incident, "ops")],
  ].filter((row) => row.length > 0);
}
