import {
  roleState,
  runningClocks,
  type FilingEvent,
  type FilingReminder,
  type Person,
  type ReportDue,
} from "@muster/incident";
import { button, partPress } from "./buttons.ts";
import { clockDraft, clockList, confirm } from "./filing-list.ts";
import { inline } from "./neutralise.ts";
import type { Row } from "./message.ts";
import type { PartView, Section, Setting } from "./part.ts";
import { leaderOf, mention, name } from "./person.ts";
import { ago, localDateTime } from "./time.ts";

/** Commands that a press may open. */
const askable = ["decide", "anchor", "submitted", "close", "extend"];
const clocksShown = 3;

const outcomes = { "not-applicable": "not applicable", missed: "missed", open: "open again" } as const;
const answered = {
  yes: "A report to an authority **is needed**",
  no: "**No** report to an authority is needed",
  unsure: "It is **not clear yet** whether a report to an authority is needed",
} as const;

/** Reports that the law asks for, in words. */
export const filingsView: PartView<FilingEvent, FilingReminder> = {
  words: {
    "anchor-set": ({ name: anchor, since, facts, was, by }, setting) => {
      const { incident, policy } = setting;
      const first = runningClocks(incident, policy)[0];
      const next =
        first === undefined
          ? ""
          : `\nEarliest: **${inline(first.clock.name, 80)}**, due ${localDateTime(first.dueAt)} (${ago(first.dueAt)}).`;
      const before = was === null ? "" : ` (was ${localDateTime(was)})`;
      return `📍 **${inline(anchor, 80)}** since ${localDateTime(since)}${before}, set by ${name(by)}: ${inline(facts, 1_000)}${next === "" ? "\n" : `${next} `}${confirm}`;
    },
    "report-decided": ({ answer, reason, by }, setting) => {
      const text = `⚖️ ${answered[answer]} (${name(by)}): ${inline(reason, 1_000)}`;
      if (answer !== "yes") return text;
      const { words, person } = ownerOf(setting);
      return {
        text: `${text}\n${words}Say since when, with the button, and the clocks start. ${confirm}`,
        pings: [person],
        rows: [[button("Set an anchor", partPress(setting.incident, "clock-ask/anchor"), "primary")]],
      };
    },
    "clock-watched": ({ name: clock, by }) =>
      `⚖️ ${name(by)} turned on for this incident: **${inline(clock, 80)}**. ${confirm}`,
    "report-submitted": (
      { name: clock, submittedAt, reference, place, isUpdate, by },
      { incident, policy },
    ) => {
      const next = runningClocks(incident, policy)[0];
      const then =
        next === undefined
          ? ""
          : `\nNext: **${inline(next.clock.name, 80)}**, due ${localDateTime(next.dueAt)} (${ago(next.dueAt)}).`;
      return `⚖️ **${inline(clock, 80)}**: ${isUpdate ? "update submitted" : "submitted"} ${localDateTime(submittedAt)} by ${name(by)}, reference ${inline(reference, 300)}${place === null ? "" : `, copy at ${inline(place, 300)}`}.${then}`;
    },
    "report-closed": ({ name: clock, outcome, reason, by }) =>
      `⚖️ **${inline(clock, 80)}**: ${outcomes[outcome]} (${name(by)}): ${inline(reason, 1_000)}`,
    "report-extended": ({ name: clock, authority, until, reason }) =>
      `⚖️ **${inline(clock, 80)}**: ${inline(authority, 100)} gives time until ${localDateTime(until)}: ${inline(reason, 1_000)}`,
  },
  reminders: {
    "report-question": (_reminder, setting) => {
      const { words, person } = ownerOf(setting);
      return {
        text: `⏰ ${words}Is a report to an authority needed? Some are due within hours. ${confirm}`,
        pings: [person],
        rows: [[button("Is a report needed?", partPress(setting.incident, "clock-ask/decide"), "primary")]],
      };
    },
    "report-due": ({ also = [], ...first }, setting) => {
      const { words, person } = ownerOf(setting);
      const lines = [first, ...also].map((due) => `${sayDue(due)}.`);
      return {
        text:
          also.length === 0
            ? `⏰ ${words}${lines.join("")} ${confirm}`
            : `⏰ ${words}${lines.length} reports. ${confirm}\n${lines.map((line) => `▸ ${line}`).join("\n")}`,
        pings: [person],
        rows: [also.length === 0 ? reportButtons(setting, first.clock) : [listButton(setting)]],
      };
    },
  },
  card,
  buttons: (setting) => [listButton(setting)],
  presses: {
    "clock-list": (sight) => ({ show: clockList(sight) }),
    "clock-draft": (sight, clock) => ({ show: clockDraft(sight, clock) }),
    "clock-ask": (_sight, command) => ({ ask: `clock.${askable.includes(command) ? command : "decide"}` }),
    "clock-anchor": (_sight, anchor) => ({ ask: "clock.anchor", filled: { anchor } }),
    "clock-submitted": (_sight, clock) => ({ ask: "clock.submitted", filled: { clock } }),
    "clock-close": (_sight, clock) => ({ ask: "clock.close", filled: { clock } }),
  },
};

const listButton = ({ incident }: Setting): Row[number] =>
  button("Reports and clocks", partPress(incident, "clock-list"));

function sayDue({ name: clockName, dueAt, isOverdue }: ReportDue): string {
  const when = `${localDateTime(dueAt)} (${ago(dueAt)})`;
  return `**${inline(clockName, 80)}** ${isOverdue ? `is **overdue**: it was due ${when}` : `is due ${when}`}`;
}

function reportButtons({ incident }: Setting, clock: string): Row {
  return [
    button("Draft", partPress(incident, `clock-draft/${clock}`)),
    button("Submitted", partPress(incident, `clock-submitted/${clock}`), "success"),
    button("Not applicable or missed", partPress(incident, `clock-close/${clock}`)),
  ];
}

/** Who looks after reports: whoever holds that role. Without one it falls to whoever leads, and the words say how to fill it. */
function ownerOf({ incident, policy }: Setting): { words: string; person: Person | null } {
  const role = policy.filings.owner ?? Object.keys(policy.roles)[0] ?? "";
  const { holder } = roleState(incident, role);
  if (holder !== null) return { words: `${mention(holder)} `, person: holder };
  const roleName = inline(policy.roles[role]?.name ?? role, 80);
  const leader = leaderOf({ incident, policy });
  const to = leader === null ? "" : `${mention(leader)} `;
  return { words: `${to}Nobody is **${roleName}**: offer it with /incident role. `, person: leader };
}

/** The earliest clock first: it is what must not be forgotten. */
function card({ incident, policy }: Setting): Section[] {
  const running = runningClocks(incident, policy);
  if (running.length === 0) return [];
  const lines = running.slice(0, clocksShown).map((one, at) => {
    const isOverdue = Object.entries(incident.reminded).some(
      ([name, when]) => name.startsWith(`report-due:${one.id}/`) && when > one.dueAt,
    );
    return `${at === 0 ? "⏱️ " : ""}**${inline(one.clock.name, 80)}** ${isOverdue ? "**OVERDUE**, was due" : "due"} ${localDateTime(one.dueAt)} (${ago(one.dueAt)})`;
  });
  const more = running.length > clocksShown ? [`… ${running.length - clocksShown} more in /clock list`] : [];
  return [
    { text: ["**Clocks of the law** (confirm with counsel)", ...lines, ...more].join("\n"), least: 350 },
  ];
}
