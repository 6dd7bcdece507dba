import { ComponentType, type APIStringSelectComponent } from "discord-api-types/v10";
import { foundBy, openQuestions, questionsOf } from "@muster/incident";
import { choicesMax } from "../commands/choices.ts";
import { button, partPress } from "./buttons.ts";
import { textMessage, type MessageBody, type Row } from "./message.ts";
import { inline, label } from "./neutralise.ts";
import type { Sight } from "./part.ts";
import { name } from "./person.ts";
import { bothClocks } from "./time.ts";
import { titleOf } from "./words.ts";
import { sayWay } from "./ways.ts";

/** All that was found out, with who said it and what was said before. */
export function assessment(sight: Sight): MessageBody {
  const { incident } = sight;
  const { kind, services, funds, options, said } = incident.assess;
  const found = foundBy(incident);
  const lines = [
    titleOf(incident),
    `Kind: ${kind === null ? "not said yet (/assess kind)" : inline(kind.name, 80)}`,
    `Came to light by: ${found === null ? "not said yet (/assess source)" : `${sayWay(found.how)}${found.ref === null ? "" : ` (${inline(found.ref, 200)})`}`}`,
    ...questionLines(sight),
    ...services.map(
      ({ name: service, impact, isCritical }) =>
        `🧩 ${inline(service, 100)}${isCritical ? " (critical)" : ""}: ${inline(impact, 200)}`,
    ),
    ...funds.map(
      ({ state, amount, asset, valuedAt, by, at }) =>
        `💰 ${state}: ${inline(amount, 60)} ${inline(asset, 60)}${valuedAt === null ? "" : `, valued ${inline(valuedAt, 60)}`} (${name(by)}, ${bothClocks(at)})`,
    ),
    ...options.map(
      ({ id, what, speed, risk }) =>
        `🛠️ ${id} ${inline(what, 150)}. Speed: ${inline(speed, 80)}. Risk: ${inline(risk, 150)}`,
    ),
    ...said.map(({ levelId, by }) => `⚖️ ${name(by)} said ${inline(levelId, 40)}`),
  ];
  return textMessage(lines.join("\n"), rows(sight));
}

function questionLines({ incident, policy }: Sight): string[] {
  return questionsOf(incident, policy).map(({ id, text, asks, role }) => {
    const history = incident.assess.answers[id] ?? [];
    const last = history.at(-1);
    const whose = role === null ? "" : ` (${inline(policy.roles[role]?.name ?? role, 60)})`;
    const report = id === policy.filings.askedBy ? incident.filings.answer : null;
    if (last === undefined && report !== null)
      return `☑️ ${inline(text, 150)} **${report.is}**, ${inline(report.reason, 200)} (${name(report.by)}, ${bothClocks(report.at)})`;
    if (last === undefined) {
      const isDone = asks === "funds" && incident.assess.funds.length > 0;
      return isDone ? `☑️ ${inline(text, 150)}` : `◻️ ${inline(text, 150)}${whose}`;
    }
    const before =
      history.length > 1
        ? `; before: ${history
            .slice(0, -1)
            .map(({ answer }) => inline(answer, 60))
            .join(", ")}`
        : "";
    const note = last.note === null ? "" : `, ${inline(last.note, 200)}`;
    return `☑️ ${inline(text, 150)} **${inline(last.answer, 200)}**${note} (${name(last.by)}, ${bothClocks(last.at)}${before})`;
  });
}

function rows({ incident, policy }: Sight): Row[] {
  const open = openQuestions(incident, policy);
  // What is open first, then what may be answered anew.
  const answered = questionsOf(incident, policy).filter(({ id }) => !open.some((one) => one.id === id));
  const questions = [...open, ...answered].slice(0, choicesMax);
  const menu: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: partPress(incident, "ask-question"),
    placeholder: "Answer a question",
    min_values: 1,
    max_values: 1,
    options: questions.map(({ id, text }) => ({ label: label(text, 100), value: id })),
  };
  return [
    ...(questions.length === 0 ? [] : [[menu]]),
    [
      button("Classify", partPress(incident, "classify")),
      button("Say how much", partPress(incident, "funds")),
    ],
  ];
}
