import { ComponentType, type APIComponentInContainer } from "discord-api-types/v10";
import {
  fillIn,
  holdersOf,
  isRollcall,
  isWaitingToBegin,
  nextSteps,
  offerRings,
  offersOf,
  type Incident,
  type Lane,
  type Remotes,
  openActions,
} from "@muster/incident";
import { sayDuration } from "@muster/kernel";
import type { Policy } from "@muster/policy";
import { mainButtons, moreButton, offerButtons, roleButtons } from "./buttons.ts";
import { drillView } from "./drill.ts";
import { linkButtons } from "./links.ts";
import { actionRow, displayMessage, displayTextMax, inRows, type MessageBody, type Row } from "./message.ts";
import { codeBlock, cut, inline, paragraph } from "./neutralise.ts";
import type { Section } from "./part.ts";
import { partViews } from "./parts.ts";
import { mention, name, pingsIn } from "./person.ts";
import { newestThatFit, shortEntry } from "./timeline-lines.ts";
import { colourOf, isActive, levelOf, severityWords, sinceWhen, statusWords, titleOf } from "./words.ts";

/** Something that only people can mend, and how. */
export type Trouble = { what: string; fix: string };

export type StatusCard = {
  incident: Incident;
  policy: Policy;
  remotes: Remotes;
  lagMs: Record<Lane, number>;
  /** The Discord roles of the policy's groups, by the groups' ids: those that exist here. */
  groupRoles?: Record<string, string>;
  troubles: Trouble[];
};

const entriesShown = 3;
/** What is next for somebody who is tired; the rest is behind "More". */
const stepsShown = 6;
/** Less than this is the usual way of things and would only make people look. */
const lagWorthSayingMs = 5_000;
const laneNames = { discord: "Discord", github: "GitHub" } as const satisfies Record<Lane, string>;

/**
 * The pinned card: where the incident stands, who does what, what is missing and what to do next. It is edited in place and
 * never says anything that is not in the record. It pings those who are offered a role, once, when it is first posted.
 */
export function statusCard(card: StatusCard): MessageBody {
  const { incident } = card;
  const sections = fitted([
    { text: heading(card), least: 900 },
    { text: troubleLines(card), least: 300 },
    { text: roleLines(card), least: 500 },
    { text: nextLines(card), least: 500 },
    { text: mitigationLines(card), least: 700 },
    asOne(onlyDrill(incident) ? drillView.card(card) : partViews.card(card)),
    { text: actionLines(incident), least: 300 },
    { text: timelineLines(incident), least: 500 },
  ]);
  const offers = Object.keys(incident.roles).filter((role) => offersOf(incident, role).length > 0);
  const rows = [
    ...offers.slice(0, 4).map((role) => offerButtons(incident, role, card.policy.roles[role]?.name ?? role)),
    ...inRows(mainButtons(incident)),
    lastRow(card),
    linkButtons(card.remotes, ["issue", "postmortem", "hotfix-branch", "drill-report"]),
  ].filter((row) => row.length > 0);

  const components: APIComponentInContainer[] = [
    ...sections.flatMap((content, at): APIComponentInContainer[] => [
      ...(at === 0 ? [] : [{ type: ComponentType.Separator as const }]),
      { type: ComponentType.TextDisplay, content },
    ]),
    ...rows.map(actionRow),
  ];
  return displayMessage([{ type: ComponentType.Container, accent_color: colourOf(incident), components }], {
    users: pingsIn(
      incident,
      offers
        .flatMap((role) => offersOf(incident, role))
        .filter((offer) => offerRings(offer, levelOf(incident, card.policy)))
        .map(({ to }) => to),
    ),
  });
}

/** Before a drill begins, and in a roll-call, the rest of the process has nothing to say. */
const onlyDrill = (incident: Incident): boolean => isWaitingToBegin(incident) || isRollcall(incident);

/** What the parts have to say stands in one block: with a line between each, a tired reader would see a wall. */
function asOne(sections: Section[]): Section {
  return {
    text: sections.map(({ text }) => text).join("\n"),
    least: sections.reduce((sum, { least }) => sum + least, 0),
  };
}

/** A row holds five; the way to everything else is always among them. */
function lastRow({ incident, policy }: StatusCard): Row {
  const others = [...roleButtons(incident, policy), ...partViews.cardButtons({ incident, policy })];
  return [...others.slice(0, 4), moreButton(incident, "card")];
}

function heading({ incident, policy }: StatusCard): string {
  const level = levelOf(incident, policy);
  const definition = level === null ? "" : `: ${inline(level.definition, 300)}`;
  const response = level === null ? "" : ` Response: ${inline(level.response.text, 80)}.`;
  return [
    `## ${titleOf(incident)}`,
    `**${severityWords(incident, policy)}**${definition}.${response}`.replace("..", "."),
    `**${statusWords(incident)}** ${sinceWhen(incident)} · declared by ${name(incident.reporter)}`,
    ...(incident.description === null ? [] : [paragraph(incident.description, 500)]),
    ...(incident.mitigation === null ? [] : [`Mitigated: ${inline(incident.mitigation.what, 200)}`]),
    ...(incident.resolution === null ? [] : [`Resolved: ${inline(incident.resolution, 300)}`]),
    ...(incident.mergedInto === null ? [] : [`Goes on in **${inline(incident.mergedInto, 40)}**.`]),
    ...(incident.duplicates.length === 0
      ? []
      : [
          `Duplicates: ${incident.duplicates
            .slice(0, 10)
            .map((ref) => inline(ref, 40))
            .join(", ")}`,
        ]),
  ].join("\n");
}

function troubleLines({ troubles, lagMs }: StatusCard): string {
  const behind = (Object.keys(laneNames) as Lane[])
    .filter((lane) => lagMs[lane] >= lagWorthSayingMs)
    .map(
      (lane) =>
        `⏳ ${laneNames[lane]} is behind by ${sayDuration(lagMs[lane])}. Everything is recorded and will follow.`,
    );
  const stuck = troubles.slice(0, 4).map(({ what, fix }) => `⚠️ ${inline(what, 200)} → ${inline(fix, 300)}`);
  return [...behind, ...stuck].join("\n");
}

function roleLines({ incident, policy }: StatusCard): string {
  const wanted = levelOf(incident, policy)?.roles ?? [];
  const known = [...new Set([...wanted, ...Object.keys(incident.roles)])];
  const lines = known.flatMap((role) => {
    const holders = holdersOf(incident, role)
      .map(({ person }) => mention(person))
      .join(", ");
    const asked = offersOf(incident, role)
      .map(({ to }) => mention(to))
      .join(", ");
    const roleName = `**${inline(policy.roles[role]?.name ?? role, 80)}**`;
    const waiting = asked === "" ? "" : `offered to ${asked}, waiting for an answer`;
    if (holders !== "") return [`${roleName}: ${holders}${waiting === "" ? "" : ` (${waiting})`}`];
    if (waiting !== "") return [`${roleName}: ${waiting}`];
    return [];
  });
  const vacant = isActive(incident) ? wanted.filter((role) => isVacant(incident, role)) : [];
  const names = vacant.map((role) => inline(policy.roles[role]?.name ?? role, 80)).join(", ");
  const missing = names === "" ? [] : [`**MISSING**: ${names}`];
  return lines.length + missing.length === 0 ? "" : ["**Roles**", ...lines, ...missing].join("\n");
}

function isVacant(incident: Incident, role: string): boolean {
  return holdersOf(incident, role).length === 0 && offersOf(incident, role).length === 0;
}

function nextLines({ incident, policy }: StatusCard): string {
  const steps = nextLinesOf(incident, policy);
  if (steps.length === 0) return "";
  const left = steps.length - stepsShown;
  // One more line costs as much as saying that there is one.
  const shown = left <= 1 ? steps : [...steps.slice(0, stepsShown), `… ${left} more: press More`];
  return ["**Next**", ...shown].join("\n");
}

/** What is next and has no room on the card. */
export function stepsBehindMore(incident: Incident, policy: Policy): string[] {
  const steps = nextLinesOf(incident, policy);
  return steps.length - stepsShown <= 1 ? [] : steps.slice(stepsShown);
}

function nextLinesOf(incident: Incident, policy: Policy): string[] {
  return nextSteps(incident, policy).map((step) => `▸ ${inline(step, 300)}`);
}

/** What the policy tells people to do about the damage. Text for people to act on: cautions first. */
function mitigationLines({ incident, policy }: StatusCard): string {
  const steps = levelOf(incident, policy)?.mitigation ?? [];
  if (incident.status !== "open" || steps.length === 0) return "";
  const lines = steps.map((step, at) => {
    const caution = step.caution === null ? "" : `⚠️ ${inline(step.caution, 300)}\n`;
    const command =
      step.command === null ? "" : `\n${codeBlock(fillIn(step.command, incident, policy), 400)}`;
    return `${at + 1}) ${caution}${inline(step.text, 300)}${command}`;
  });
  return ["**Mitigation by policy** (Muster never runs these)", ...lines].join("\n");
}

function actionLines(incident: Incident): string {
  if (incident.actions.length === 0) return "";
  const open = openActions(incident);
  const over = incident.actions.length - open.length;
  const lines = open
    .slice(0, 5)
    .map(({ id, text, owner, due }) => `${id} ${inline(text, 100)} (${mention(owner)}, due ${due})`);
  const more = open.length > 5 ? [`… ${open.length - 5} more in /action list`] : [];
  return [`**Action items** (${over} of ${incident.actions.length} done)`, ...lines, ...more].join("\n");
}

function timelineLines(incident: Incident): string {
  const newest = incident.timeline.slice(-entriesShown).map((entry) => shortEntry(entry));
  const { lines } = newestThatFit(newest, 900);
  const left = incident.timeline.length - lines.length;
  const more = left > 0 ? [`… ${left} more in /incident show`] : [];
  return ["**Latest**", ...lines, ...more].join("\n");
}

/**
 * All sections within Discord's bound. Each may keep its `least`; whoever is longer gives way from the end, because the
 * first sections are those that people act on.
 */
function fitted(sections: { text: string; least: number }[]): string[] {
  const shown = sections.filter(({ text }) => text !== "");
  let over = shown.reduce((sum, { text }) => sum + text.length, 0) - displayTextMax;
  const texts = shown.map(({ text }) => text);
  for (let at = shown.length - 1; at >= 0 && over > 0; at -= 1) {
    const { text, least } = shown[at]!; // `at` runs over the list itself.
    const room = Math.max(Math.min(least, text.length), text.length - over);
    if (room >= text.length) continue;
    const part = cutSection(text, room);
    texts[at] = part;
    over -= text.length - part.length;
  }
  return texts;
}

const moreInShow = "\n… more in /incident show";

/** Cut at a line's end where there is one, never inside a code block. */
function cutSection(text: string, max: number): string {
  const part = cut(text, max - moreInShow.length - 4);
  const lineEnd = part.lastIndexOf("\n");
  const whole = lineEnd > max / 2 ? part.slice(0, lineEnd) : part;
  const isInBlock = whole.split("```").length % 2 === 0;
  return `${whole}${isInBlock ? "\n```" : ""}${moreInShow}`;
}
