import type { EventType, IncidentEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { PromptState } from "./vocabulary.ts";

/** Which events answer an ask, by what it is about. */
export type Answers = Partial<Record<string, readonly EventType[]>>;

const speaking: readonly IncidentEvent["via"][] = ["discord", "github", "cli"];
const reminderMark = /^Reminder: /;

/** The incident after its event, with what that means for asking: who spoke, what was asked, what was answered. */
export function notice(incident: Incident, event: IncidentEvent, line: string, answers: Answers): Incident {
  const steps = [heard, answered(answers), asking(line)];
  const prompts = steps.reduce((state, step) => step(state, event), incident.prompts);
  return prompts === incident.prompts ? incident : { ...incident, prompts };
}

type Step = (state: PromptState, event: IncidentEvent) => PromptState;

function heard(state: PromptState, { via, at }: IncidentEvent): PromptState {
  return speaking.includes(via) ? { ...state, lastWordAt: at } : state;
}

/** An answer makes room for the next ask, and ends what was put off or called needless: when it is due again, that is a new matter. */
const answered =
  (answers: Answers): Step =>
  (state, event) => {
    const over = Object.entries(state.asked).filter(([, { about }]) => answers[about]?.includes(event.type));
    if (event.type === "reopened") return { ...state, snoozed: {}, dismissed: {} };
    if (over.length === 0) return state;
    const names = over.map(([timer]) => timer);
    const isLast = state.lastAsk !== null && names.includes(state.lastAsk);
    return {
      ...state,
      ...(isLast ? { lastAskAt: null, lastAsk: null } : {}),
      snoozed: without(state.snoozed, names),
    };
  };

const asking =
  (line: string): Step =>
  (state, event) => {
    if (event.type !== "reminded") return state;
    const { timer, at, of } = event;
    if (event.isClock === true) return { ...state, lastAskAt: at, lastAsk: null };
    const ask = state.asked[timer]?.ask ?? `Q${Object.keys(state.asked).length + 1}`;
    return {
      ...state,
      lastAskAt: at,
      lastAsk: timer,
      asked: { ...state.asked, [timer]: { ask, about: of.about, text: line.replace(reminderMark, ""), at } },
      snoozed: without(state.snoozed, [timer]),
    };
  };

function without<Value>(record: Record<string, Value>, names: readonly string[]): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}
