import { minutesAfter, named, no, yes } from "@muster/kernel";
import type { Policy } from "@muster/policy";
import type { EventBody } from "../event.ts";
import type { Context, Decision, Timer, View } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { escalate } from "./escalate.ts";
import type { AssessCommand } from "./vocabulary.ts";

export type Asked = Policy["questions"][string] & { id: string };

const threeAnswers = ["yes", "no", "unknown"] as const;

/** The questions of this incident: those that every incident has, and those of its kind. */
export function questionsOf({ assess }: Incident, policy: Policy): Asked[] {
  const ofKind = assess.kind === null ? [] : (policy.kinds[assess.kind.id]?.asks ?? []);
  return Object.entries(policy.questions)
    .map(([id, question]) => ({ ...question, id }))
    .filter(({ id, askedOf }) => askedOf === "every" || ofKind.includes(id));
}

/** The questions that nobody has answered yet. */
export function openQuestions(incident: Incident, policy: Policy): Asked[] {
  const { answers, funds } = incident.assess;
  // Who said whether a report is needed has answered the question that asks the same.
  const isSaid = (id: string): boolean => id === policy.filings.askedBy && incident.filings.answer !== null;
  return questionsOf(incident, policy).filter(({ id, asks }) =>
    asks === "funds" ? funds.length === 0 : answers[id] === undefined && !isSaid(id),
  );
}

export function answerQuestion(
  incident: Incident,
  command: Extract<AssessCommand, { do: "answer-question" }>,
  { setting }: Context,
): Decision {
  const { questions } = setting.policy;
  const asked = command.question.trim();
  const question = named(questions, asked);
  if (question === undefined) {
    return no({ because: "unknown-question", asked, questions: Object.keys(questions) });
  }
  const { text, asks, escalates } = question;
  if (asks === "funds") return no({ because: "answer-by-funds", text });
  const said = command.answer.trim();
  const three = threeAnswers.find((one) => one === said.toLowerCase()) ?? null;
  if (asks === "yes-no-unknown" && three === null) return no({ because: "answer-in-three", text });

  const answer = three !== null && asks === "yes-no-unknown" ? three : said;
  const note = command.note?.trim() ?? null;
  const last = incident.assess.answers[asked]?.at(-1) ?? null;
  if (last?.answer === answer && last.note === note) return yes([]);
  const answered: EventBody = {
    type: "question-answered",
    question: asked,
    text,
    answer,
    note,
    from: last?.answer ?? null,
  };
  const holds = escalates !== null && three !== null && escalates.on.includes(three);
  return yes([
    answered,
    ...(holds ? escalate(incident, `${asked}/${three}`, escalates.reason, escalates, setting) : []),
  ]);
}

/** People are asked once for what the policy wants to know by some time. */
export function questionTimers({ incident, policy }: View): Timer[] {
  const declaredAt = incident.anchors.declared?.at;
  if (incident.status !== "open" || !incident.opened.channel || declaredAt === undefined) return [];
  return openQuestions(incident, policy).flatMap(({ id, askAfterMin }): Timer[] => {
    const name = `question:${id}`;
    if (askAfterMin === null || incident.reminded[name] !== undefined) return [];
    return [{ name, dueAt: minutesAfter(new Date(declaredAt), askAfterMin), manner: "ask" }];
  });
}
