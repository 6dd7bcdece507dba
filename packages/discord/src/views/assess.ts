import { named } from "@muster/kernel";
import {
  foundBy,
  openQuestions,
  questionsOf,
  reportAnswer,
  roleState,
  type AssessEvent,
  type AssessReminder,
  type AskedQuestion,
  type Incident,
  type IncidentEvent,
} from "@muster/incident";
import type { Policy } from "@muster/policy";
import { assessment } from "./assessment.ts";
import { button, partPress } from "./buttons.ts";
import { callButtons } from "./calls.ts";
import { classifyMessage } from "./classify.ts";
import { textMessage, type Row } from "./message.ts";
import { inline, paragraph } from "./neutralise.ts";
import type { PartView, Section, Setting } from "./part.ts";
import { mention, name } from "./person.ts";
import { isActive } from "./words.ts";
import { sayWay } from "./ways.ts";

type Of<Type extends AssessEvent["type"]> = Extract<IncidentEvent, { type: Type }>;

const fundsWords = { "at-risk": "at risk", lost: "lost", recovered: "recovered" } as const;

/** Criteria and questions, in words. */
export const assessView: PartView<AssessEvent, AssessReminder> = {
  words: {
    "no-criterion-fits": ({ by }, { incident, policy }) => ({
      text: `🤷 ${name(by)} finds no criterion of the policy that fits. Pick a level by judgement; if in doubt, the higher. Afterwards, consider adding the criterion to the policy.${otherwise(incident, policy)}`,
      pings: [],
      rows: [],
    }),
    "level-said": ({ by, levelId, stands, criteria }) =>
      levelId === stands
        ? `🤝 ${name(by)} agrees with **${inline(stands, 40)}**: ${inline(criteria.join("; "), 300)}`
        : `⚖️ ${name(by)} says **${inline(levelId, 40)}**${criteria.length === 0 ? "" : ` (${inline(criteria.join("; "), 300)})`}. It stays **${inline(stands, 40)}**, the higher. To lower it, say why: /incident severity`,
    "kind-set": kindSet,
    "found-by-set": ({ how, ref }) =>
      `🔭 Came to light by: ${sayWay(how)}${ref === null ? "" : ` (${inline(ref, 200)})`}`,
    "question-answered": ({ by, text, answer, note, from }) =>
      `❓ ${inline(text, 300)}\n${name(by)}: ${from === null ? "" : `${inline(from, 100)} → `}**${paragraph(answer, 1_000)}**${note === null ? "" : `, ${paragraph(note, 1_000)}`}`,
    "service-noted": ({ name: service, impact, isCritical, isNew }) =>
      `🧩 ${isNew ? "Affected" : "Now"}: **${inline(service, 100)}**${isCritical ? " (critical)" : ""}: ${inline(impact, 300)}`,
    "funds-noted": ({ state, amount, asset, valuedAt }) =>
      `💰 Funds ${fundsWords[state]}: **${inline(amount, 100)} ${inline(asset, 100)}**${valuedAt === null ? "" : `, valued ${inline(valuedAt, 100)}`}`,
    "option-noted": ({ option, what, speed, risk }) =>
      `🛠️ Option ${option}: ${inline(what, 300)}. Speed: ${inline(speed, 100)}. Risk: ${inline(risk, 300)}`,
    escalated,
  },
  reminders: {
    question: ({ question, text, role }, { incident, policy }) => {
      const to = role === null ? null : roleState(incident, role).holder;
      const asked = policy.questions[question];
      return {
        text: `⏰ ${to === null ? "" : `${mention(to)} `}Not answered yet: ${inline(text, 300)}`,
        pings: [to],
        rows: asked === undefined ? [] : [answerButtons(incident, { ...asked, id: question })],
      };
    },
  },
  card,
  buttons: ({ incident }) => [
    ...(isActive(incident) ? [button("Classify", partPress(incident, "classify"))] : []),
    button("What is known", partPress(incident, "assess")),
  ],
  presses: {
    classify: (sight) => ({ show: classifyMessage(sight) }),
    criteria: (_sight, _menu, chosen) => ({ order: { do: "classify", criteria: chosen } }),
    fits: (_sight, what) => ({ order: { do: "classify", criteria: [what] } }),
    assess: (sight) => ({ show: assessment(sight) }),
    "ask-question": ({ incident, policy }, _arg, [id = ""]) => {
      const question = named(policy.questions, id);
      if (question === undefined) return { show: textMessage("The policy does not ask that any more.") };
      if (question.asks !== "yes-no-unknown") return askFor(id, question.asks);
      const rows = [answerButtons(incident, { ...question, id })];
      return { show: textMessage(inline(question.text, 500), rows) };
    },
    answer: (_sight, arg) => {
      const [question = "", answer] = arg.split("/");
      return answer === undefined
        ? askFor(question, "text")
        : { order: { do: "answer-question", question, answer, note: null } };
    },
    funds: () => askFor("", "funds"),
    raise: (_sight, rule) => ({ order: { do: "raise", rule } }),
  },
};

function otherwise({ severity }: Incident, { classification }: Policy): string {
  const afterMin = classification.unsureAfterMin;
  return severity !== null || afterMin === null
    ? ""
    : ` Without a level it takes the highest after ${afterMin} min.`;
}

function askFor(
  question: string,
  asks: AskedQuestion["asks"],
): { ask: string; filled?: Record<string, string> } {
  return asks === "funds" ? { ask: "assess.funds" } : { ask: "assess.answer", filled: { question } };
}

function answerButtons(incident: Incident, { id, asks }: AskedQuestion): Row {
  if (asks === "funds") return [button("Say how much", partPress(incident, "funds"), "primary")];
  if (asks === "text") return [button("Answer", partPress(incident, `answer/${id}`), "primary")];
  return ["Yes", "No", "Unknown"].map((answer) =>
    button(answer, partPress(incident, `answer/${id}/${answer.toLowerCase()}`)),
  );
}

function kindSet({ kind, name: label }: Of<"kind-set">, setting: Setting) {
  const terms = setting.policy.kinds[kind];
  const runbooks = (terms?.runbooks ?? []).map((id) => `\`${inline(id, 60)}\``);
  const open = openQuestions(setting.incident, setting.policy).filter(({ id }) => terms?.asks.includes(id));
  const lines = [
    `🏷️ Kind: **${inline(label, 80)}**`,
    ...(runbooks.length === 0 ? [] : [`Runbooks: ${runbooks.join(", ")}`]),
    ...open.map(({ text }) => `▸ Find out: ${inline(text, 200)}`),
  ];
  return { text: lines.join("\n"), pings: [], rows: [callButtons(setting, terms?.calls ?? [])] };
}

function escalated(
  { text, asksToRaiseTo, opensClocks, rule }: Of<"escalated">,
  { incident, policy }: Setting,
) {
  const raise =
    asksToRaiseTo === null
      ? []
      : [button(`Raise to ${asksToRaiseTo}`, partPress(incident, `raise/${rule}`), "danger")];
  const clocks =
    opensClocks.length === 0
      ? ""
      : "\nDeadlines that the law sets may begin to run: /clock list. Confirm with counsel.";
  const isSaid = reportAnswer(incident, policy) !== null || Object.keys(incident.filings.anchors).length > 0;
  const reports =
    opensClocks.length === 0
      ? []
      : [
          isSaid
            ? button("Set an anchor", partPress(incident, "clock-ask/anchor"))
            : button("Is a report needed?", partPress(incident, "clock-ask/decide"), "primary"),
          button("Reports and clocks", partPress(incident, "clock-list")),
        ];
  const rows = [[...raise, ...reports]];
  return { text: `⏫ The policy says: “${inline(text, 500)}”.${clocks}`, pings: [], rows };
}

/** What is known in short: the banner that must not be missed, then the latest of each. */
function card({ incident, policy }: Setting): Section[] {
  const { kind, answers, services, funds, noCriterionFits } = incident.assess;
  const found = foundBy(incident);
  const questions = questionsOf(incident, policy);
  const banners = questions.flatMap(({ id, banner }) => {
    const answer = answers[id]?.at(-1)?.answer;
    return banner !== null && (answer === "yes" || answer === "unknown") ? [`🛡️ ${inline(banner, 300)}`] : [];
  });
  const said = questions.flatMap(({ id, text }) => {
    const last = answers[id]?.at(-1);
    return last === undefined ? [] : [`▸ ${inline(text, 80)} **${inline(last.answer, 120)}**`];
  });
  const lines = [
    ...banners,
    ...(kind === null ? [] : [`Kind: ${inline(kind.name, 80)}`]),
    ...(found === null
      ? []
      : [`Came to light by: ${sayWay(found.how)}${found.ref === null ? "" : ` (${inline(found.ref, 80)})`}`]),
    ...(noCriterionFits !== null && incident.severity === null
      ? ["No criterion of the policy matches: pick a level."]
      : []),
    ...(services.length === 0
      ? []
      : [
          `Affected: ${services.map((one) => `${inline(one.name, 60)}${one.isCritical ? " (critical)" : ""}`).join(", ")}`,
        ]),
    ...(funds.length === 0 ? [] : [`Funds: ${latestFunds(incident)}`]),
    ...said,
  ];
  return lines.length === 0 ? [] : [{ text: lines.join("\n"), least: 300 }];
}

function latestFunds({ assess }: Incident): string {
  const latest = new Map(assess.funds.map((one) => [`${one.state} ${one.asset}`, one]));
  return [...latest.values()]
    .map(({ state, amount, asset }) => `${inline(amount, 40)} ${inline(asset, 40)} ${fundsWords[state]}`)
    .join(", ");
}
