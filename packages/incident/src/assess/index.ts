import { no, yes } from "@muster/kernel";
import type { Context, Decision, Part } from "../feature.ts";
import { waysToFind } from "../origin.ts";
import type { Incident } from "../incident.ts";
import { isActive } from "../is-active.ts";
import { limits } from "../limits.ts";
import { classify, sayLevel } from "./classify.ts";
import { raise, raisedTo } from "./escalate.ts";
import { noteFunds, noteOption, noteService } from "./impact.ts";
import { answerQuestion, openQuestions, questionTimers } from "./questions.ts";
import type { AssessCommand, AssessEvent, AssessRefusal, AssessReminder, AssessState } from "./vocabulary.ts";

type Of<Name extends AssessCommand["do"]> = Extract<AssessCommand, { do: Name }>;

const active = ["open", "mitigated", "resolved"] as const;
const alsoLater = ["open", "mitigated", "resolved", "closed"] as const;
const wordMax = 100;
const listed = (ids: string[]): string => ids.map((id) => `\`${id}\``).join(", ");
const optionalText = (field: string, text: string | null, max: number) =>
  text === null ? [] : [{ field, text, max }];

/** What kind of trouble it is: criteria, questions, services. */
export const assess: Part<AssessCommand, AssessEvent, AssessRefusal, AssessReminder> = {
  allowed: {
    classify: active,
    "say-level": active,
    "set-kind": active,
    "set-found-by": alsoLater,
    "answer-question": alsoLater,
    "note-service": active,
    "note-funds": alsoLater,
    "note-option": active,
    raise: active,
  },
  openToTheNamed: [],
  texts: {
    classify: () => [],
    "say-level": () => [],
    "set-kind": () => [],
    "set-found-by": ({ ref }) => optionalText("reference", ref, limits.reason),
    "answer-question": ({ answer, note }) => [
      { field: "answer", text: answer, max: limits.reason },
      ...optionalText("note", note, limits.reason),
    ],
    "note-service": ({ name, impact }) => [
      { field: "name", text: name, max: wordMax },
      { field: "impact", text: impact, max: limits.action },
    ],
    "note-funds": ({ amount, asset, valuedAt }) => [
      { field: "amount", text: amount, max: wordMax },
      { field: "asset", text: asset, max: wordMax },
      ...optionalText("valued", valuedAt, wordMax),
    ],
    "note-option": ({ what, speed, risk }) => [
      { field: "what", text: what, max: limits.action },
      { field: "speed", text: speed, max: wordMax },
      { field: "risk", text: risk, max: limits.action },
    ],
    raise: () => [],
  },
  decide: {
    classify,
    "say-level": sayLevel,
    "set-kind": setKind,
    "set-found-by": (incident, { how, ref }) => {
      const way = waysToFind.find((known) => known === how.trim().toLowerCase());
      if (way === undefined) return no({ because: "unknown-way", asked: how });
      const known = incident.assess.foundBy;
      if (known?.how === way && known.ref === ref) return yes([]);
      return yes([{ type: "found-by-set", how: way, ref: ref?.trim() ?? null }]);
    },
    "answer-question": answerQuestion,
    "note-service": noteService,
    "note-funds": noteFunds,
    "note-option": noteOption,
    raise: (incident, { rule }, { setting }) => {
      const known = incident.assess.escalated.find((one) => one.rule === rule);
      if (known === undefined || known.asksToRaiseTo === null) {
        return no({ because: "unknown-rule", asked: rule });
      }
      const level = raisedTo(incident, known.asksToRaiseTo, setting.policy);
      return yes(level === null ? [] : raise(incident, level, setting));
    },
  },
  apply: {
    "no-criterion-fits": (incident, { by }) => withAssess(incident, { noCriterionFits: by }),
    "level-said": (incident, { levelId, by, at }) =>
      withAssess(incident, { said: [...incident.assess.said, { levelId, by, at }] }),
    "kind-set": (incident, { kind: id, name }) => withAssess(incident, { kind: { id, name } }),
    "found-by-set": (incident, { how, ref }) => withAssess(incident, { foundBy: { how, ref } }),
    "question-answered": (incident, { question, answer, note, by, at }) => {
      const { answers } = incident.assess;
      const history = [...(answers[question] ?? []), { answer, note, by, at }];
      return withAssess(incident, { answers: { ...answers, [question]: history } });
    },
    "service-noted": (incident, { name, impact, isCritical, by, at }) => {
      const known = incident.assess.services.find((service) => service.name === name);
      const service = { name, impact, isCritical, by, at: known?.at ?? at };
      const others = incident.assess.services.filter((one) => one !== known);
      return withAssess(incident, { services: [...others, service].sort(byTime) });
    },
    "funds-noted": (incident, { state, amount, asset, valuedAt, by, at }) =>
      withAssess(incident, { funds: [...incident.assess.funds, { state, amount, asset, valuedAt, by, at }] }),
    "option-noted": (incident, { option: id, what, speed, risk, by }) =>
      withAssess(incident, { options: [...incident.assess.options, { id, what, speed, risk, by }] }),
    escalated: (incident, { rule, text, asksToRaiseTo }) =>
      withAssess(incident, { escalated: [...incident.assess.escalated, { rule, text, asksToRaiseTo }] }),
  },
  tell: {
    "no-criterion-fits": () => ({ kind: "severity", text: "No criterion of the policy matches" }),
    "level-said": ({ by, levelId, stands, criteria }) => ({
      kind: "severity",
      text: `${by.name} says ${levelId}${criteria.length === 0 ? "" : ` (${criteria.join("; ")})`}; it stays ${stands}`,
    }),
    "kind-set": ({ name }) => ({ kind: "state", text: `Kind: ${name}` }),
    "found-by-set": ({ how, ref }) => ({
      kind: "state",
      text: `Came to light by: ${how}${ref === null ? "" : ` (${ref})`}`,
    }),
    "question-answered": ({ text, answer, note, from }) => ({
      kind: "assessment",
      text: `${text} ${from === null ? "" : `${from} → `}${answer}${note === null ? "" : `: ${note}`}`,
    }),
    "service-noted": ({ name, impact, isCritical }) => ({
      kind: "note",
      text: `Affected: ${name}${isCritical ? " (critical)" : ""}: ${impact}`,
    }),
    "funds-noted": ({ state, amount, asset, valuedAt }) => ({
      kind: "note",
      text: `Funds ${state}: ${amount} ${asset}${valuedAt === null ? "" : `, valued ${valuedAt}`}`,
    }),
    "option-noted": ({ option, what, speed, risk }) => ({
      kind: "note",
      text: `Option ${option}: ${what}. Speed: ${speed}. Risk: ${risk}`,
    }),
    escalated: ({ text, asksToRaiseTo }) => ({
      kind: "assessment",
      text: `Escalated: ${text}${asksToRaiseTo === null ? "" : `. Raise to ${asksToRaiseTo}?`}`,
    }),
  },
  hearing: {
    "no-criterion-fits": "unless-said-there",
    "level-said": "unless-said-there",
    "kind-set": "unless-said-there",
    "found-by-set": "never",
    "question-answered": "unless-said-there",
    "service-noted": "unless-said-there",
    "funds-noted": "unless-said-there",
    "option-noted": "unless-said-there",
    escalated: "unless-said-there",
  },
  wants: {
    escalated: (incident, { asksToRaiseTo, rule }) =>
      asksToRaiseTo === null || !isActive(incident) || incident.severity?.levelId === asksToRaiseTo
        ? null
        : `escalated:${rule}`,
  },
  explain: {
    "no-criterion-chosen": () =>
      "Nothing was chosen. Choose every criterion that fits, or “None of these fits”.",
    "unknown-criterion": ({ asked }) =>
      `The policy has no criterion \`${asked}\` any more. Open the list again: /assess severity`,
    "unknown-kind": ({ asked, kinds }) =>
      kinds.length === 0
        ? "The policy names no kinds of incidents. Write them under `kinds` in .muster/policy.yaml."
        : `There is no kind \`${asked}\`. Choose one of ${listed(kinds)}.`,
    "unknown-way": ({ asked }) => `I do not know \`${asked}\`. Choose one of ${listed([...waysToFind])}.`,
    "unknown-question": ({ asked, questions }) =>
      questions.length === 0
        ? "The policy asks no questions. Use /incident note, or write them under `questions` in .muster/policy.yaml."
        : `The policy asks no question \`${asked}\`. Choose one of ${listed(questions)}.`,
    "answer-in-three": ({ text }) =>
      `“${text}” takes \`yes\`, \`no\` or \`unknown\`. Put the rest into the note.`,
    "answer-by-funds": ({ text }) => `“${text}” is answered by amounts: /assess funds`,
    "unknown-funds-state": ({ asked }) =>
      `Funds are \`at-risk\`, \`lost\` or \`recovered\`, not \`${asked}\`. Choose one of the three.`,
    "no-amount": ({ asked }) =>
      `I see no number in \`${asked}\`. Write the amount, for example \`1,250,000\`.`,
    "unknown-rule": () =>
      "There is nothing to raise for that any more. To change the severity: /incident severity",
  },
  remind: { question: ({ text }) => `open question: ${text}` },
  timers: questionTimers,
  fire: {
    question: ({ incident, policy }, id, { timer }) => {
      const question = openQuestions(incident, policy).find((one) => one.id === id);
      if (question === undefined) return [];
      const { text, role } = question;
      return [{ type: "reminded", timer, of: { about: "question", question: id, text, role } }];
    },
  },
  nextSteps: ({ incident, policy }) => {
    const isActive = incident.status === "open" || incident.status === "mitigated";
    const [first, ...others] = isActive && incident.opened.channel ? openQuestions(incident, policy) : [];
    if (first === undefined) return [];
    const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
    return [{ when: "soon", text: `Find out: ${first.text}${more} /assess show` }];
  },
};

function setKind(incident: Incident, { kind }: Of<"set-kind">, { setting }: Context): Decision {
  const { kinds } = setting.policy;
  const wanted = kind.trim().toLowerCase();
  const found = Object.entries(kinds).find(
    ([id, { name }]) => id.toLowerCase() === wanted || name.toLowerCase() === wanted,
  );
  if (found === undefined) return no({ because: "unknown-kind", asked: kind, kinds: Object.keys(kinds) });
  const [id, { name }] = found;
  const from = incident.assess.kind;
  return yes(from?.id === id ? [] : [{ type: "kind-set", kind: id, name, from: from?.id ?? null }]);
}

function withAssess(incident: Incident, change: Partial<AssessState>): Incident {
  return { ...incident, assess: { ...incident.assess, ...change } };
}

const byTime = (a: { at: string }, b: { at: string }): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
