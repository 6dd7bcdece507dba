import { spans, type PromptEvent, type PromptReminder, type Span } from "@muster/incident";
import { minutesAfter } from "@muster/kernel";
import { answerButton } from "./ask-buttons.ts";
import { button, partPress } from "./buttons.ts";
import { inline, paragraph } from "./neutralise.ts";
import type { PartView, Section, Setting } from "./part.ts";
import { leaderOf, name } from "./person.ts";
import { ago, localDateTime } from "./time.ts";
import { isActive, levelOf } from "./words.ts";

/** Snoozing and dismissing asks, stand-ups and forgotten incidents, in words. */
export const promptsView: PartView<PromptEvent, PromptReminder> = {
  words: {
    "ask-snoozed": ({ ask, by, until }) => `💤 **${ask}** comes back ${localDateTime(until)} (${name(by)}).`,
    "ask-dismissed": ({ ask, by, text, reason }, { incident }) => ({
      text: `🔕 **${ask}** is not asked again (${name(by)}): ${inline(text, 200)}${reason === null ? "" : `\nBecause: ${inline(reason, 500)}`}`,
      pings: [],
      rows: [[button("Ask again", partPress(incident, `ask-back/${ask}`))]],
    }),
    "ask-restored": ({ ask, by }) => `🔔 **${ask}** is asked again (${name(by)}).`,
    "stood-up": ({ by, done, next, blocked }) =>
      [
        `🗓️ **Stand-up** by ${name(by)}`,
        `Done: ${paragraph(done, 1_100)}`,
        `Next: ${paragraph(next, 1_100)}`,
        ...(blocked === null ? [] : [`Blocked: ${paragraph(blocked, 1_100)}`]),
      ].join("\n"),
  },
  reminders: {
    standup: ({ day }, setting) => ({
      text: `🗓️ Day ${day}. Stand-up: what is done, what comes next, what is blocked?`,
      pings: [leaderOf(setting)],
      rows: [[answerButton(setting.incident, "Write the stand-up", "review.standup")]],
    }),
    forgotten: ({ lastAt }, { incident, policy }) => ({
      text: `❔ **${incident.ref}** ${inline(incident.title, 100)}: the last entry was made ${ago(lastAt)}. Is it still going on?`,
      pings: [leaderOf({ incident, policy })],
      rows: [
        [
          button("Still on it", partPress(incident, "still-on"), "primary"),
          answerButton(incident, "Resolve", "incident.resolve", "success"),
          answerButton(incident, "False alarm", "incident.dismiss", "secondary"),
        ],
      ],
    }),
  },
  card: overdueUpdate,
  buttons: () => [],
  presses: {
    "ask-snooze": (_sight, arg) => {
      const [ask = "", span = ""] = arg.split("/");
      return { order: { do: "snooze-ask", ask, span: spans.find((known) => known === span) ?? anHourOrTwo } };
    },
    "ask-dismiss": (_sight, ask) => ({ order: { do: "dismiss-ask", ask, reason: null } }),
    "ask-back": (_sight, ask) => ({ order: { do: "restore-ask", ask } }),
    "still-on": () => ({
      order: {
        do: "note",
        text: "Still being worked on.",
        saidBy: null,
        saidAt: null,
        url: null,
        attachments: [],
      },
    }),
  },
};

const anHourOrTwo: Span = "2h";

/** The update that did not come, said until it does. Discord counts the minutes for each reader. */
function overdueUpdate({ incident, policy }: Setting): Section[] {
  const everyMin = levelOf(incident, policy)?.updateEveryMin ?? null;
  const lastAt = incident.lastUpdateAt ?? incident.anchors.declared?.at;
  const remindedAt = incident.prompts.asked["update"]?.at;
  if (!isActive(incident) || everyMin === null || lastAt === undefined || remindedAt === undefined) return [];
  const dueAt = minutesAfter(new Date(lastAt), everyMin).toISOString();
  if (remindedAt < dueAt) return [];
  const byMin = Math.floor((new Date(remindedAt).getTime() - new Date(dueAt).getTime()) / 60_000);
  const by = byMin === 0 ? "" : ` by ${byMin} min when last asked;`;
  return [{ text: `⏰ **Update overdue**${by} it was due ${ago(dueAt)}: press **Update**`, least: 120 }];
}
