import {
  ComponentType,
  TextInputStyle,
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
} from "discord-api-types/v10";
import type { Incident } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { customId } from "../views/custom-id.ts";
import { displayTextMax } from "../views/message.ts";
import { cut, fieldValue, label } from "../views/neutralise.ts";
import { choicesMax, levelChoices, roleChoices, type Choice } from "./choices.ts";
import { keyOf, type CommandDefinition, type OptionDefinition } from "./definition.ts";

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
const modalTitleMax = 45;
/** https://discord.com/developers/docs/components/reference#text-input */
const textInputMax = 4_000;

export type ModalRequest = {
  command: CommandDefinition;
  policy: Policy;
  /** The incident it is about, if that is known already; otherwise it is that of the channel, when the modal comes back. */
  incidentId: string | null;
  /** Comes back with the modal after the command's key, such as the message it was opened on. */
  carries?: string;
  /** Texts and choices that already stand in the fields. */
  filled?: Record<string, string>;
  /** Stands above the fields: what must be before the eyes of whoever fills them in. */
  reads?: string;
  /** To be chosen from, when nothing else says which incident is meant. */
  incidents?: Incident[];
};

/** A modal that asks for everything a command needs, made from the command's own options. */
export function modalFor(request: ModalRequest): APIModalInteractionResponseCallbackData {
  const { command, policy, incidentId, carries, filled = {}, reads, incidents = [] } = request;
  const key = keyOf(command);
  const fields = command.options.map((option) =>
    labelled(option, inputFor(option, policy, filled[option.name] ?? null)),
  );
  return {
    custom_id: customId("form", incidentId, carries === undefined ? key : `${key}/${carries}`),
    title: label(command.description.split(/[:;]/)[0] ?? command.name, modalTitleMax),
    components: [
      ...(reads === undefined
        ? []
        : [{ type: ComponentType.TextDisplay as const, content: cut(reads, displayTextMax) }]),
      ...fields,
      ...incidentField(incidents),
    ],
  };
}

/** `Text` for `text`: people find in the modal what the command line calls it. */
export function labelOf(option: Pick<OptionDefinition, "name">): string {
  return option.name.slice(0, 1).toUpperCase() + option.name.slice(1).replaceAll("-", " ");
}

function labelled(
  option: Pick<OptionDefinition, "name" | "description">,
  component: APIComponentInLabel,
): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: labelOf(option),
    description: option.description,
    component,
  };
}

function inputFor(option: OptionDefinition, policy: Policy, value: string | null): APIComponentInLabel {
  switch (option.kind) {
    case "level":
      return menu(option, levelChoices(policy), value);
    case "role": {
      const choices = roleChoices(policy);
      return choices === null ? textInput(option, value) : menu(option, choices, value);
    }
    case "person":
      return {
        type: ComponentType.UserSelect,
        custom_id: option.name,
        required: option.isRequired,
        min_values: option.isRequired ? 1 : 0,
        max_values: 1,
        ...(value === null ? {} : { default_values: [{ id: value, type: "user" as never }] }), // The type's own enum has no other member here.
      };
    case "choice": {
      const choices = option.choices?.(policy) ?? [];
      const fits = choices.length > 0 && choices.length <= choicesMax;
      return fits ? menu(option, choices, value) : textInput(option, value);
    }
    case "choices": {
      // A menu needs something to choose from.
      const choices = (option.choices?.(policy) ?? []).slice(0, choicesMax);
      return choices.length === 0 ? textInput(option, value) : severalOf(option, choices);
    }
    case "pick":
    case "line":
    case "paragraph":
    case "number":
    case "incident":
    case "action":
      return textInput(option, value);
  }
}

function textInput(option: OptionDefinition, value: string | null): APIComponentInLabel {
  const max = Math.min(option.max ?? textInputMax, textInputMax);
  return {
    type: ComponentType.TextInput,
    custom_id: option.name,
    style: option.kind === "paragraph" ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: option.isRequired,
    max_length: max,
    ...(value === null || value === "" ? {} : { value: fieldValue(value, max) }),
  };
}

function menu(option: OptionDefinition, choices: Choice[], value: string | null): APIComponentInLabel {
  return {
    type: ComponentType.StringSelect,
    custom_id: option.name,
    required: option.isRequired,
    min_values: option.isRequired ? 1 : 0,
    max_values: 1,
    options: choices.map((choice) => ({ ...choice, ...(choice.value === value ? { default: true } : {}) })),
  };
}

function severalOf(option: OptionDefinition, choices: Choice[]): APIComponentInLabel {
  return {
    type: ComponentType.StringSelect,
    custom_id: option.name,
    required: option.isRequired,
    min_values: option.isRequired ? 1 : 0,
    max_values: choices.length,
    options: choices,
  };
}

function incidentField(incidents: Incident[]): APILabelComponent[] {
  if (incidents.length === 0) return [];
  return [
    labelled(
      { name: "incident", description: "Which incident this belongs to" },
      {
        type: ComponentType.StringSelect,
        custom_id: "incident",
        required: true,
        min_values: 1,
        max_values: 1,
        options: incidents.slice(0, choicesMax).map((incident) => ({
          label: label(`${incident.ref} ${incident.title}`, 100),
          value: incident.ref,
        })),
      },
    ),
  ];
}
