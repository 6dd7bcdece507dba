import { ComponentType, type APIStringSelectComponent } from "discord-api-types/v10";
import type { Incident } from "@muster/incident";
import { criteriaOf, levelLabel, type Criterion, type Policy } from "@muster/policy";
import { choicesMax } from "../commands/choices.ts";
import { button, partPress } from "./buttons.ts";
import { textMessage, type MessageBody } from "./message.ts";
import { label } from "./neutralise.ts";

/** A message takes five rows, and the last one is for the answers that are no criterion. */
const menusMax = 4;

/** Every criterion of every level, to choose all that fit. The highest level among them counts. */
export function classifyMessage({ incident, policy }: { incident: Incident; policy: Policy }): MessageBody {
  const all = criteriaOf(policy);
  const menus = Array.from({ length: Math.min(menusMax, Math.ceil(all.length / choicesMax)) }, (_, at) =>
    menu(incident, all.slice(at * choicesMax, (at + 1) * choicesMax), at),
  );
  const text = `**${incident.ref}**: choose everything that fits; the highest level among it counts. If in doubt, the higher one.`;
  return textMessage(text, [
    ...menus.map((one) => [one]),
    [
      button("None of these fits", partPress(incident, "fits/none")),
      button("Not sure", partPress(incident, "fits/unsure")),
    ],
  ]);
}

function menu(incident: Incident, criteria: Criterion[], at: number): APIStringSelectComponent {
  return {
    type: ComponentType.StringSelect,
    custom_id: partPress(incident, `criteria/${at}`),
    placeholder: at === 0 ? "What fits?" : `What fits? (${at + 1})`,
    min_values: 1,
    max_values: criteria.length,
    options: criteria.map(({ id, level, text }) => ({
      label: label(text, 100),
      value: id,
      description: label(levelLabel(level), 100),
    })),
  };
}
