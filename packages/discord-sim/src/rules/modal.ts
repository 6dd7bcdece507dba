import { limits } from "../limits.ts";
import { badField } from "../refusal.ts";
import type { Component } from "../world.ts";
import { checkSelect, flattened, withIds } from "./components.ts";

/** Kinds that only live inside a label. https://discord.com/developers/docs/components/reference#label */
const labelled = [3, 4, 5, 6, 7, 8, 19, 21, 22, 23];

/** What the schema lets pass in a modal and Discord does not. Answers its components with ids. */
export function readModal(raw: readonly Component[]): Component[] {
  if (raw.length < 1 || raw.length > limits.modalComponentsMax)
    badField("data.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
  raw.forEach((top, i) => checkTop(top, `data.components.${i}`));
  const customIds = flattened(raw).flatMap((c) => (c.custom_id === undefined ? [] : [c.custom_id]));
  if (new Set(customIds).size !== customIds.length)
    badField("data.components", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
  return withIds(raw);
}

function checkTop(top: Component, path: string): void {
  if (top.type === 10) return;
  if (top.type === 1) {
    const inner = top.components ?? [];
    if (inner.length !== 1 || inner[0]?.type !== 4)
      badField(`${path}.components`, "BASE_TYPE_BAD_LENGTH", "A row of a modal holds one text input.");
    if (!inner[0]?.label)
      badField(`${path}.components.0.label`, "BASE_TYPE_REQUIRED", "This field is required");
    return checkField(inner[0]!, `${path}.components.0`);
  }
  if (top.type !== 18 || top.component === undefined || !labelled.includes(top.component.type))
    return badField(`${path}.type`, "UNION_TYPE_CHOICES", "A modal holds labels, text displays or rows.");
  if (top.component.type === 4 && top.component.label)
    badField(
      `${path}.component.label`,
      "TEXT_INPUT_LABEL_IN_LABEL",
      "A text input in a label has no label of its own.",
    );
  return checkField(top.component, `${path}.component`);
}

function checkField(field: Component, path: string): void {
  if (!field.custom_id) badField(`${path}.custom_id`, "BASE_TYPE_REQUIRED", "This field is required");
  if (field.type === 4) {
    const min = field.min_length ?? 0;
    const max = field.max_length ?? 4_000;
    if (min > max)
      badField(`${path}.min_length`, "BASE_TYPE_MAX_LENGTH", "min_length must not exceed max_length.");
    if ((field.value ?? "").length > max)
      badField(`${path}.value`, "BASE_TYPE_MAX_LENGTH", `Must be ${max} or fewer in length.`);
  }
  if (field.type === 3 || (field.type >= 5 && field.type <= 8)) checkSelect(field, path);
  if (field.type === 21 && ((field.options ?? []).length < 2 || (field.options ?? []).length > 10))
    badField(`${path}.options`, "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 10 in length.");
  if (field.type === 22 && ((field.options ?? []).length < 1 || (field.options ?? []).length > 10))
    badField(`${path}.options`, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 10 in length.");
  const values = (field.options ?? []).map((o) => o.value);
  if (new Set(values).size !== values.length)
    badField(
      `${path}.options`,
      "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
      "The specified option value is already used",
    );
}
