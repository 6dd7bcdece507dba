import {
  drillOver,
  fitsDrill,
  isRollcall,
  sourceWords,
  type DrillEvent,
  type DrillPlan,
  type Incident,
} from "@muster/incident";
import { gapsOf, scoreDrill } from "@muster/insights";
import { minutesAfter } from "@muster/kernel";
import { button, partPress } from "./buttons.ts";
import { drillReportView } from "./drill-report.ts";
import { textMessage, type MessageBody, type Row } from "./message.ts";
import { inline, paragraph } from "./neutralise.ts";
import type { PartView, Saying, Section, Setting } from "./part.ts";
import { mention, name } from "./person.ts";
import { ago, localDateTime } from "./time.ts";
import { titleOf } from "./words.ts";

const icons = {
  alert: "🚨",
  community: "💬",
  partner: "🤝",
  press: "🗞️",
  lead: "🔦",
  silence: "🔇",
} as const;
const namesMax = 12;

const endWords = {
  time: "Its time is over.",
  resolved: "You resolved it.",
  asked: "Somebody ended it.",
  answered: "Everybody answered.",
} as const;

/** Practice, in words. Each message in a drill's room begins with what it is: see `roomMessage`. */
export const drillView: PartView<DrillEvent, never> = {
  words: {
    "drill-planned": planned,
    "drill-joined": ({ by }, { incident }) => ({
      text: `🙋 ${name(by)} takes part.`,
      pings: [],
      rows: [startRow(incident)],
    }),
    "drill-left": ({ by }) => `${name(by)} takes no part any more.`,
    "drill-begun": ({ by }, { incident }) => ({
      text: [
        `▶️ **Begun** by ${name(by)}. ${paragraph(incident.drill?.plan.opening ?? "", 500)}`,
        "Do what you would do: severity, roles, updates, decisions, evidence, public words. Nothing leaves this room.",
      ].join("\n"),
      pings: (incident.drill?.participants ?? []).map(({ person }) => person),
      rows: [],
    }),
    "inject-delivered": injected,
    "drill-ended": ended,
    "drill-aborted": ({ by, reason }) =>
      `⏹️ **Aborted** by ${name(by)}: ${paragraph(reason, 1_000)} Nothing more comes here.`,
    "gaps-taken": ({ gaps }) =>
      `📌 What was missing is ${gaps.map(({ action }) => `**${inline(action, 20)}**`).join(", ")} now: /action list`,
    "rollcall-answered": ({ by, timeZone }) =>
      `📟 ${name(by)} is here${timeZone === null ? "" : ` (${inline(timeZone, 60)})`}.`,
  },
  reminders: {},
  card,
  buttons: ({ incident }) => (drillOver(incident) === null ? [] : [reportButton(incident)]),
  cardButtons: ({ incident }) => cardRow(incident),
  presses: {
    "drill-join": () => ({ order: { do: "join-drill" } }),
    "drill-begin": () => ({ order: { do: "begin-drill" } }),
    "drill-end": () => ({ order: { do: "end-drill" } }),
    "drill-abort": () => ({ ask: "drill.abort" }),
    "drill-report": (sight) => ({ show: drillReportView(sight) }),
    "drill-gaps": ({ policy }) => ({
      ask: "drill.gaps",
      filled: { due: `${policy.drills.gapsDueDays}d` },
    }),
    "rollcall-here": () => ({ order: { do: "answer-rollcall" } }),
  },
};

function planned({ plan, at }: { plan: DrillPlan; at: string }, { incident }: Setting): Saying {
  if (plan.kind === "rollcall") {
    const until = minutesAfter(new Date(at), plan.takesMin).toISOString();
    const asked = plan.asked.map(({ person }) => person);
    const who = asked.slice(0, namesMax).map(mention).join(" ");
    return {
      text: `📟 **Roll-call: ${inline(plan.name, 80)}**. Nothing has happened. ${who} Press the button once you read this; it is open until ${localDateTime(until)} (${ago(until)}).`,
      pings: asked,
      groups: plan.groups,
      rows: [[hereButton(incident)]],
    };
  }
  const speed = plan.speed === 1 ? "" : `, ${plan.speed} times as fast`;
  return {
    text: [
      `🎯 **${inline(plan.name, 80)}** (${plan.takesMin} min${speed}${plan.isFull ? ", a full simulation" : ""}). ${inline(plan.about, 300)}`,
      "This is practice: nobody outside this room hears of it. Press **Join** if you take part; then somebody presses **Begin**.",
    ].join("\n"),
    pings: [],
    rows: [startRow(incident)],
  };
}

/** For everybody in the channel where the drill was planned, without a ping. */
export function drillInvitation(incident: Incident): MessageBody {
  const plan = incident.drill?.plan;
  const text =
    plan === undefined
      ? titleOf(incident)
      : [
          `${titleOf(incident)}`,
          `A drill is planned: **${inline(plan.name, 80)}**, ${plan.takesMin} min. ${inline(plan.about, 300)} Who takes part?`,
        ].join("\n");
  return textMessage(text, [startRow(incident).slice(0, 1)]);
}

function injected(event: Extract<DrillEvent, { type: "inject-delivered" }>): Saying {
  const { source, from, text, silenced } = event;
  const who = from === null ? sourceWords[source] : `${sourceWords[source]}, ${inline(from, 80)}`;
  const silence =
    source !== "silence"
      ? ""
      : silenced === null
        ? "\nNobody led, so nobody falls silent. Who leads?"
        : `\n${mention(silenced)}, from now on you write nothing here until the drill is over. The others: go on without them.`;
  return {
    text: `${icons[source]} **${who}**: ${paragraph(text, 500)}${silence}`,
    pings: [silenced],
    rows: [],
  };
}

function ended({ because }: { because: keyof typeof endWords }, { incident, policy }: Setting): Saying {
  const score = scoreDrill(incident, policy);
  const counts = score?.counts ?? { shown: 0, missed: 0, notShown: 0 };
  const missed = score?.rows.filter(({ result }) => result === "missed").map((row) => row.name) ?? [];
  const gaps = score === null ? [] : gapsOf(incident, score);
  return {
    text: [
      `🏁 **The drill is over.** ${endWords[because]} ${counts.shown} shown, ${counts.missed} missed, ${counts.notShown} not shown.`,
      ...(missed.length === 0 ? [] : [`Missed: ${missed.map((one) => inline(one, 60)).join(", ")}.`]),
      ...(incident.drill?.plan.reportPath == null ? [] : ["The report is on its way as a pull request."]),
    ].join("\n"),
    pings: (incident.drill?.participants ?? []).map(({ person }) => person),
    rows: [[reportButton(incident), ...(gaps.length === 0 ? [] : [gapsButton(incident)])]],
  };
}

const hereButton = (incident: Incident) =>
  button("I'm here", partPress(incident, "rollcall-here"), "success");
const reportButton = (incident: Incident) => button("Drill report", partPress(incident, "drill-report"));
const gapsButton = (incident: Incident) =>
  button("Make action items", partPress(incident, "drill-gaps"), "primary");

function startRow(incident: Incident): Row {
  if (incident.drill === null || incident.drill.begunAt !== null || incident.drill.over !== null) return [];
  return [
    button("Join", partPress(incident, "drill-join"), "success"),
    button("Begin", partPress(incident, "drill-begin"), "primary"),
  ];
}

function cardRow(incident: Incident): Row {
  const { drill } = incident;
  if (drill === null) return [];
  if (drill.over !== null) return [reportButton(incident)];
  if (isRollcall(incident)) return [hereButton(incident)];
  if (drill.begunAt === null) return startRow(incident);
  return [button("Abort drill", partPress(incident, "drill-abort"), "danger")];
}

function card({ incident }: Setting): Section[] {
  const { drill, isDrill } = incident;
  if (!isDrill) return [];
  const say = (text: string): Section[] => [{ text, least: 250 }];
  if (drill === null) return say("🎯 **A drill.** Nothing here is real, and nothing leaves this room.");
  const { plan, participants, begunAt, delivered, over, answers } = drill;
  if (plan.kind === "rollcall")
    return say(
      `📟 **Roll-call**: ${answers.length} answered${plan.asked.length === 0 ? "" : `, ${plan.asked.length} asked by name`}.`,
    );
  const who = participants.slice(0, namesMax).map(({ person }) => name(person));
  const state =
    over !== null
      ? `over ${ago(over.at)}`
      : begunAt === null
        ? "not begun: press Join, then Begin"
        : `began ${ago(begunAt)}, ${delivered.length} came in so far`;
  return say(
    `🎯 **A drill, ${inline(plan.name, 80)}**: ${state}. Takes part: ${who.length === 0 ? "nobody yet" : who.join(", ")}.${fitsDrill(incident, "mitigate") ? " Nothing leaves this room." : ""}`,
  );
}
