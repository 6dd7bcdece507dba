import { fillIn, standingOf, suggestRunbooks, type Incident } from "@muster/incident";
import { utcDate } from "@muster/kernel";
import {
  findRunbook,
  runbooksOf,
  staleFrom,
  type NamedRunbook,
  type Policy,
  type Runbook,
  type RunbookStep,
} from "@muster/policy";
import { button, partPress } from "./buttons.ts";
import { menu } from "./checklist-page.ts";
import { textMessage, type MessageBody, type Row } from "./message.ts";
import { codeBlock, inline, label } from "./neutralise.ts";
import type { Sight } from "./part.ts";

/** A runbook is longer than a message, so it has pages, in the order in which people need them. */
const pages = {
  now: "Do now",
  tell: "Tell it from others",
  options: "Ways to stop the damage",
  questions: "Questions and escalation",
  end: "Before it is over",
} as const;
type Page = keyof typeof pages;
const isPage = (text: string): text is Page => Object.hasOwn(pages, text);

/** One runbook, shown and never run. */
export function runbookPage(sight: Sight, asked: string, wanted = "now"): MessageBody {
  const { incident, policy, now } = sight;
  const runbook = findRunbook(policy, asked);
  if (runbook === null)
    return textMessage("That runbook is not in the policy. /runbook list shows those that are.");
  const page = isPage(wanted) ? wanted : "now";
  const show: Record<Page, () => string[]> = {
    now: () => stepLines(sight, runbook, runbook.steps),
    tell: () => [
      ...bullets("Symptoms", runbook.symptoms),
      ...bullets("Alerts", runbook.alerts),
      ...bullets("How it differs", runbook.differs),
      ...bullets("Common causes", runbook.causes),
    ],
    options: () => optionLines(runbook),
    questions: () => [
      ...bullets("Ask", runbook.questions),
      ...bullets("Escalate if", runbook.escalateIf),
      ...related(runbook, policy),
    ],
    end: () => stepLines(sight, runbook, runbook.resolution),
  };
  const lines = [
    `📕 **${inline(runbook.name, 80)}** · ${pages[page]}`,
    ...staleBanner(runbook, now),
    ...(page === "now" ? [quickReference(runbook)] : []),
    ...show[page](),
  ];
  return textMessage(lines.join("\n"), rows(incident, runbook, page));
}

/** All runbooks of the policy, each with whom to call and whether it is out of date. */
export function runbookList(policy: Policy, now: Date, incident: Incident | null = null): MessageBody {
  const all = runbooksOf(policy);
  if (all.length === 0)
    return textMessage("This policy has no runbooks. /runbook template shows how one is written.");
  const lines = all
    .slice(0, 25)
    .map(
      (runbook) =>
        `📕 **${inline(runbook.name, 60)}** (\`${runbook.id}\`): ${inline(runbook.typicalSeverity, 80)} · ${inline(runbook.expert, 40)}${isStale(runbook, now) ? " · ⚠️ out of date" : ""}`,
    );
  const hints =
    incident === null
      ? []
      : suggestRunbooks(incident, policy).map(
          ({ runbook, words }) =>
            `💡 “${words.map((word) => inline(word, 30)).join("”, “")}” is said here: perhaps **${inline(runbook.name, 60)}**.`,
        );
  const openable: Row[] =
    incident === null
      ? []
      : [
          [
            menu(
              partPress(incident, "runbook-open"),
              "Open a runbook",
              1,
              all.slice(0, 25).map(({ id, name, expert }) => ({
                value: id,
                label: label(name, 100),
                description: label(expert, 100),
              })),
            ),
          ],
        ];
  const how = incident === null ? ["-# In an incident: /runbook open"] : [];
  return textMessage([...hints, ...lines, ...how].join("\n"), openable);
}

export function isStale(runbook: Runbook, now: Date): boolean {
  const from = staleFrom(runbook);
  return from !== null && from <= now;
}

function staleBanner(runbook: Runbook, now: Date): string[] {
  const from = staleFrom(runbook);
  if (from === null || from > now) return [];
  const whom = runbook.owner === null ? "" : ` ${inline(runbook.owner, 80)} looks after it.`;
  return [
    `⚠️ **Out of date:** last looked through on ${runbook.updatedOn}, due again on ${utcDate(from)}. Trust it less, and check each step before you do it.${whom}`,
  ];
}

function quickReference({ typicalSeverity, expert, owner, updatedOn, triageMin }: Runbook): string {
  const parts = [
    `Usually: ${inline(typicalSeverity, 80)}`,
    `first call: ${inline(expert, 40)}`,
    ...(triageMin === null ? [] : [`triage within ${triageMin} min`]),
    ...(owner === null ? [] : [`kept by ${inline(owner, 40)}`]),
    `looked through on ${updatedOn}`,
  ];
  return `-# ${parts.join(" · ")}`;
}

function stepLines(
  { incident, policy }: Sight,
  runbook: NamedRunbook,
  steps: Record<string, RunbookStep>,
): string[] {
  const lines = Object.entries(steps).map(([id, step], index) => {
    const standing = standingOf(incident, { id: `${runbook.id}.${id}` });
    const mark = standing.is === "open" ? `**${index + 1})**` : "☑️";
    const command =
      step.command === null ? "" : `\n${codeBlock(fillIn(step.command, incident, policy), 400)}`;
    return [
      `${mark} ${inline(step.text, 250)}`,
      ...(step.why === null ? [] : [`-# Why: ${inline(step.why, 200)}`]),
      ...(step.expected === null ? [] : [`-# You should see: ${inline(step.expected, 200)}`]),
    ]
      .join("\n")
      .concat(command);
  });
  const hasCommands = Object.values(steps).some(({ command }) => command !== null);
  return [...lines, ...(hasCommands ? ["-# I never run these. Read them before you do."] : [])];
}

const safe = {
  yes: "can be rolled back",
  no: "⚠️ cannot be rolled back",
  "with care": "⚠️ roll back with care",
} as const;

function optionLines({ options }: Runbook): string[] {
  return options.map((option) =>
    [
      `**${inline(option.name, 80)}** · Rollback safe? **${option.rollbackSafe}** (${safe[option.rollbackSafe]})`,
      `When: ${inline(option.when, 200)} Impact: ${inline(option.impact, 200)}`,
      ...option.steps.map((step) => `- ${inline(step, 200)}`),
      `Verify: ${inline(option.verify, 200)}`,
    ].join("\n"),
  );
}

function bullets(heading: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [`**${heading}**`, ...lines.map((line) => `- ${inline(line, 250)}`)];
}

function related({ related: ids }: Runbook, policy: Policy): string[] {
  const names = ids.flatMap((id) => {
    const found = findRunbook(policy, id);
    return found === null ? [] : [inline(found.name, 60)];
  });
  return names.length === 0 ? [] : [`**Related**: ${names.join(", ")}`];
}

function rows(incident: Incident, runbook: NamedRunbook, page: Page): Row[] {
  const isOpen = incident.checklist.runbooks.some(({ id }) => id === runbook.id);
  const turn = Object.entries(pages).map(([id, text]) => ({
    value: `${runbook.id}/${id}`,
    label: text,
    ...(id === page ? { default: true } : {}),
  }));
  return [
    [menu(partPress(incident, "runbook-page"), "Turn to", 1, turn)],
    [
      isOpen
        ? button("Tick its steps", partPress(incident, `checklist-page/${runbook.id}`), "primary")
        : button("Open this runbook", partPress(incident, `runbook-open/${runbook.id}`), "primary"),
    ],
  ];
}
