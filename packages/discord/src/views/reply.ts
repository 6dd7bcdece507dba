import { explain, holdersOf, type Incident, type Refusal, type Remotes } from "@muster/incident";
import { levelsOf, type Policy } from "@muster/policy";
import type { CommandDefinition } from "../commands/definition.ts";
import { actionRow } from "./actions.ts";
import { levelMenu, moreButtons, vacantRoleMenu } from "./buttons.ts";
import { linkButtons } from "./links.ts";
import { inRows, textMessage, type MessageBody } from "./message.ts";
import { codeBlock, cut, inline } from "./neutralise.ts";
import { partViews } from "./parts.ts";
import { stepsBehindMore } from "./status-card.ts";
import { mention } from "./person.ts";
import { ago } from "./time.ts";
import { fullEntry, newestThatFit } from "./timeline-lines.ts";
import { levelOf, severityWords, statusWords, titleOf } from "./words.ts";

/* Answers that only the one who asked can see. */

/** https://discord.com/developers/docs/components/overview */
const rowsMax = 5;

/** What a refusal quotes was typed by somebody; a pasted wall of text must not become an answer. */
export function refused(refusal: Refusal): MessageBody {
  return textMessage(cut(defang(explain(refusal)), 1_900));
}

export function plainAnswer(text: string): MessageBody {
  return textMessage(cut(text, 1_900));
}

export function incomplete(command: CommandDefinition, missing: string[]): MessageBody {
  const options = missing.map((option) => `\`${option}\``).join(" and ");
  return textMessage(
    `${options} ${missing.length === 1 ? "is" : "are"} missing. Add ${missing.length === 1 ? "it" : "them"}, or send \`/${command.group} ${command.name}\` without options and I ask for everything.`,
  );
}

/** Where the declaration stands: at once with what is being opened, later with where it is. */
export function declared(options: {
  incident: Incident;
  policy: Policy;
  remotes: Remotes;
  isNew: boolean;
  /** No more changes are to come: what is not there by now follows without this message. */
  isFinal?: boolean;
}): MessageBody {
  const { incident, policy, remotes, isNew, isFinal = false } = options;
  const head = isNew
    ? `**${incident.ref}** declared.`
    : `That is **${incident.ref}** already: ${inline(incident.title)}`;
  const severity = incident.severity === null ? "" : ` ${severityWords(incident, policy)}.`;
  if (incident.isDrill) {
    const where = whereabouts(incident, remotes, isFinal).join("\n");
    return textMessage(`🎯 DRILL · **${incident.ref}** is planned: ${inline(incident.title)}. ${where}`);
  }
  const lines = [`${head}${isNew ? severity : ""}`, ...whereabouts(incident, remotes, isFinal)];
  const links = linkButtons(remotes, ["issue", "ops-alert"]);
  if (incident.severity !== null) return textMessage(lines.join("\n"), [links]);
  return textMessage([...lines, ...criteria(policy)].join("\n"), [[levelMenu(incident, policy)], links]);
}

function whereabouts(incident: Incident, remotes: Remotes, isFinal: boolean): string[] {
  const { channel, issue } = remotes;
  const lines: string[] = [];
  if (incident.opened.channel) {
    lines.push(
      channel === undefined
        ? isFinal
          ? "The channel follows."
          : "Opening the channel…"
        : `Channel: <#${channel.id}>`,
    );
  }
  if (incident.opened.issue && issue === undefined) {
    lines.push(isFinal ? "The issue follows as soon as GitHub can be reached." : "Filing the issue…");
  }
  return lines;
}

function criteria(policy: Policy): string[] {
  const lines = levelsOf(policy).map(
    ({ id, definition, examples }) =>
      `**${inline(id, 40)}** ${inline(definition, 90)}${examples.length === 0 ? "" : ` (${inline(examples.join(", "), 60)})`}`,
  );
  const afterMin = policy.classification.unsureAfterMin;
  const otherwise = afterMin === null ? "" : ` Without a choice it takes the highest after ${afterMin} min.`;
  const intro = `Which severity is it? If in doubt, the higher one.${otherwise}`;
  // Half of the message at most: the answer itself must stay in sight.
  const { lines: shown } = newestThatFit(lines.toReversed(), 1_400);
  return [intro, ...shown.toReversed()];
}

/** An order that found everything as it was to be. */
export function nothingChanged(incident: Incident): MessageBody {
  return textMessage(`**${incident.ref}**: it is so already. Nothing changed.`);
}

/** What an order did, for somebody who gave it outside the incident's channel. */
export function doneElsewhere(incident: Incident, message: MessageBody): MessageBody {
  const text = message.content ?? "";
  return { ...textMessage(cut(`**${incident.ref}** ${text}`, 1_990)), components: [] };
}

export function list(incidents: Incident[], policy: Policy, remotesOf: Map<string, Remotes>): MessageBody {
  if (incidents.length === 0) {
    return textMessage("No incidents yet. When something is wrong: /incident declare");
  }
  const lines = incidents.map((incident) => {
    const channel = remotesOf.get(incident.id)?.channel;
    const where = channel === undefined || channel.extra["gone"] === true ? "" : ` <#${channel.id}>`;
    const declaredAt = incident.anchors.declared?.at;
    const when = declaredAt === undefined ? "" : ` ${ago(declaredAt)}`;
    return `${statusWords(incident)} · ${severityWords(incident, policy)} · ${titleOf(incident, 80)}${where}${when}`;
  });
  const { lines: shown, left } = newestThatFit(lines.toReversed(), 1_800);
  const more = left > 0 ? [`… ${left} more: /incident show finds them by name.`] : [];
  return textMessage([...shown.toReversed(), ...more].join("\n"));
}

/** The incident with its numbered timeline: the newest entries that fit, in order of time. */
export function show(incident: Incident, policy: Policy, remotes: Remotes): MessageBody {
  const level = levelOf(incident, policy);
  const head = [
    titleOf(incident),
    `${severityWords(incident, policy)}${level === null ? "" : `: ${inline(level.definition, 200)}`} · ${statusWords(incident)}`,
    ...(remotes.channel === undefined || remotes.channel.extra["gone"] === true
      ? []
      : [`Channel: <#${remotes.channel.id}>`]),
    ...Object.keys(incident.roles).flatMap((role) => {
      const holders = holdersOf(incident, role).map(({ person }) => mention(person));
      return holders.length === 0
        ? []
        : [`${inline(policy.roles[role]?.name ?? role, 80)}: ${holders.join(", ")}`];
    }),
  ].join("\n");
  const entries = incident.timeline.map((entry) => fullEntry(entry));
  const { lines, left } = newestThatFit(entries, 3_500 - head.length);
  const earlier = left > 0 ? [`… ${left} earlier entries stand in the issue's incident log.`] : [];
  return textMessage([head, "", ...earlier, ...lines].join("\n"), [
    linkButtons(remotes, ["issue", "postmortem", "hotfix-branch"]),
  ]);
}

export function actionList(incident: Incident): MessageBody {
  if (incident.actions.length === 0) {
    return textMessage(`**${incident.ref}** has no action items yet. Add one: /action add`);
  }
  const lines = incident.actions.map(actionRow);
  const { lines: shown, left } = newestThatFit(lines, 1_800);
  const earlier = left > 0 ? [`… ${left} earlier ones stand in the issue.`] : [];
  return textMessage([`**${incident.ref}** action items`, ...earlier, ...shown].join("\n"));
}

/** All that makes sense now and has no place on the card. Under the card also everything that is next, if that had no room there. */
export function more(incident: Incident, policy: Policy, place: "card" | "ops"): MessageBody {
  const buttons = [...moreButtons(incident), ...partViews.buttons({ incident, policy })];
  const rest = place === "card" ? stepsBehindMore(incident, policy) : [];
  const next = rest.length === 0 ? [] : ["**Also next**", cut(rest.join("\n"), 3_500)];
  const text = [...next, `**${incident.ref}**: what do you want to do?`].join("\n");
  return textMessage(text, inRows(buttons).slice(0, rowsMax));
}

export function chooseRole(incident: Incident, policy: Policy): MessageBody {
  const menu = vacantRoleMenu(incident, policy);
  return menu === null
    ? textMessage(
        `Every role of **${incident.ref}** is held. To get one, have it offered to you: /incident role`,
      )
    : textMessage(`Which role of **${incident.ref}** do you take?`, [[menu]]);
}

export { chooseIncident } from "./choose-incident.ts";

export { help } from "./help.ts";

export type Finding = { isFine: boolean; text: string };

export function doctor(findings: Finding[]): MessageBody {
  const lines = findings.map(({ isFine, text }) => `${isFine ? "✅" : "⚠️"} ${text}`);
  return textMessage(cut(lines.join("\n"), 1_950));
}

/** The database does not answer. What is so, what to do now, and back what was typed, so that it is not lost. */
export function outage(typed: string | null): MessageBody {
  return textMessage(
    `⚠️ My database does not answer, so this is not recorded. Keep notes by hand; when I am back, look with /incident list and send it again if it is missing.${givenBack(typed)}`,
  );
}

/** A fault of ours. */
export function broken(typed: string | null): MessageBody {
  return textMessage(
    `⚠️ Something in me broke, and this is not recorded. The log says what it was. Send it again; if it breaks again, keep notes by hand and tell whoever runs me.${givenBack(typed)}`,
  );
}

export function stillWriting(): MessageBody {
  return textMessage(
    "⏳ My database is slow or away; I am still trying to record this. This line changes when I know.",
  );
}

function givenBack(typed: string | null): string {
  return typed === null || typed.trim() === "" ? "" : `\nWhat you wrote:\n${codeBlock(typed, 1_200)}`;
}

/** Refusals quote what was asked in code marks; a backtick or a mention in it must not get out of them. */
function defang(text: string): string {
  return text.replaceAll(/@(?=everyone|here)/gi, "@\u200b").replaceAll(/<(?=[@#/:a-z])/gi, "<\u200b");
}
