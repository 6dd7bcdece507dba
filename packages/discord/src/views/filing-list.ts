import { clocksFor, draftOf, explain, reportAnswer, type FilingClock } from "@muster/incident";
import { anchorsInUse, anchorsOf, catalogue, clocksOf, deadlineInWords, type Policy } from "@muster/policy";
import { button, partPress } from "./buttons.ts";
import { inRows, textMessage, type MessageBody } from "./message.ts";
import { codeBlock, inline } from "./neutralise.ts";
import type { Sight } from "./part.ts";
import { name } from "./person.ts";
import { ago, localDateTime, utcAndAgo } from "./time.ts";
import { newestThatFit } from "./timeline-lines.ts";

/* Looks at the deadlines that the law sets. Only the one who asked sees them. */

export const confirm = "Not legal advice: confirm with counsel.";
const textMax = 3_300;
/** Buttons for anchors; the rest are in `/clock anchor`. */
const anchorsShown = 4;

const stateOrder = ["running", "waiting", "submitted", "missed", "not-applicable"];

export function clockList({ incident, policy, now }: Sight): MessageBody {
  const clocks = clocksFor(incident, policy).sort(
    (a, b) =>
      stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state) ||
      (a.dueAt ?? "9").localeCompare(b.dueAt ?? "9"),
  );
  const { answer, anchors } = incident.filings;
  const said = reportAnswer(incident, policy);
  const head = [
    `⚖️ **${incident.ref}** reports to authorities. ${confirm}`,
    ...(answer === null
      ? said === null && Object.keys(anchors).length > 0
        ? []
        : [
            said === null
              ? "Is one needed? Nobody has said: /clock decide"
              : `Needed: **${said.is}** (by /assess answer)`,
          ]
      : [
          `Needed: **${answer.is}**, ${utcAndAgo(answer.at)}, ${name(answer.by)}: ${inline(answer.reason, 200)}`,
        ]),
    ...Object.entries(anchors).map(
      ([id, { at, by, facts }]) =>
        `📍 ${inline(anchorsOf(policy)[id]?.name ?? id, 80)}: ${utcAndAgo(at)}, ${name(by)}: ${inline(facts, 120)}`,
    ),
    ...(clocks.length === 0
      ? [
          "No clock is on: the policy names no `entity.profiles`. /clock watch turns one on for this incident.",
        ]
      : []),
  ];
  const { lines, left } = newestThatFit(
    clocks.map((one) => clockLine(one, policy, now)).toReversed(),
    textMax - head.join("\n").length,
  );
  const more = left > 0 ? [`… ${left} more: \`muster show\` and the export have them all.`] : [];
  const unset = anchorsInUse(policy).filter((id) => anchors[id] === undefined);
  return textMessage([...head, ...lines.toReversed(), ...more].join("\n"), [
    ...inRows([
      ...unset
        .slice(0, anchorsShown)
        .map((id) =>
          button(anchorsOf(policy)[id]?.name ?? id, partPress(incident, `clock-anchor/${id}`), "primary"),
        ),
      button("Is a report needed?", partPress(incident, "clock-ask/decide")),
    ]),
    [
      button("Submitted", partPress(incident, "clock-ask/submitted"), "success"),
      button("Close a clock", partPress(incident, "clock-ask/close")),
      button("More time", partPress(incident, "clock-ask/extend")),
    ],
  ]);
}

function clockLine(one: FilingClock, policy: Policy, now: Date): string {
  const { id, clock } = one;
  const { mark, words } = stateOf(one, policy, now);
  return `${mark} **${inline(clock.name, 80)}** ${words} \`${inline(id, 40)}\` → ${inline(clock.recipient, 100)}`;
}

function stateOf(one: FilingClock, policy: Policy, now: Date): { mark: string; words: string } {
  const { clock, dueAt, submissions, reason } = one;
  const late = dueAt !== null && new Date(dueAt) < now;
  switch (one.state) {
    case "running":
      if (dueAt === null) return { mark: "⏳", words: "without undue delay" };
      return {
        mark: late ? "🔴 **OVERDUE**" : "⏳",
        words: `due ${localDateTime(dueAt)} (${ago(dueAt)})${one.extension === null ? "" : `, time from ${inline(one.extension.authority, 60)}`}`,
      };
    case "waiting":
      return {
        mark: "💤",
        words: inline(clock.deadline.map((deadline) => deadlineInWords(policy, deadline)).join(", or "), 200),
      };
    case "submitted": {
      const last = submissions.at(-1);
      const words =
        last === undefined ? "" : ` ${utcAndAgo(last.submittedAt)}, ${inline(last.reference, 100)}`;
      return {
        mark: "✅",
        words: `submitted${words}${submissions.length > 1 ? ` (${submissions.length} times)` : ""}`,
      };
    }
    case "missed":
      return { mark: "❌", words: `missed (${inline(reason ?? "", 120)})` };
    case "not-applicable":
      return {
        mark: "➖",
        words: `not applicable${reason === null ? ", as what it follows is not" : ` (${inline(reason, 120)})`}`,
      };
  }
}

/** The words to copy, for people to check and send. */
export function clockDraft({ incident, policy }: Sight, asked: string): MessageBody {
  const clocks = { ...catalogue, ...clocksOf(policy) };
  const wanted = asked.trim().toLowerCase();
  const id = Object.keys(clocks).find((known) => known.toLowerCase() === wanted);
  const draft = id === undefined ? null : draftOf(incident, policy, id);
  if (id === undefined || draft === null) {
    const on = clocksFor(incident, policy).map((one) => one.id);
    const known = on.length > 0 ? on : Object.keys(clocks);
    return textMessage(explain({ because: "unknown-clock", asked: inline(asked, 40), clocks: known }));
  }
  return textMessage(
    `Muster sends this to nobody. Copy it and complete what is unknown. ${confirm}\n${codeBlock(draft, 3_400)}`,
    [[button("Submitted", partPress(incident, `clock-submitted/${id}`), "success")]],
  );
}
