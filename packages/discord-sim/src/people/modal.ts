import { keepFile, type Core } from "../core.ts";
import { wireFile } from "./resolved.ts";
import type { Component, OpenModal } from "../world.ts";
import { cannot } from "./cannot.ts";
import { channelNamed, memberNamed, roleNamed, type Self } from "./look-up.ts";
import { resolvedOf, type Mentioned } from "./resolved.ts";

export type FieldKind =
  | "text"
  | "paragraph"
  | "select"
  | "user"
  | "role"
  | "mentionable"
  | "channel"
  | "file"
  | "radio"
  | "checkboxes"
  | "checkbox";

export type ModalField = {
  label: string;
  description: string | null;
  customId: string;
  required: boolean;
  kind: FieldKind;
  placeholder: string | null;
  minLength: number | null;
  maxLength: number | null;
  options: { label: string; value: string; description: string | null }[] | null;
  /** How many of the options can be chosen. */
  maxValues: number;
  /** What stands in the field when it opens. */
  value: string | boolean | string[] | null;
};

export type ShownModal = { title: string; customId: string; text: string[]; fields: ModalField[] };

export type FieldInput = string | boolean | readonly string[] | readonly FileInput[];
export type FileInput = { name: string; bytes: Uint8Array; contentType?: string };

export function shownModal(modal: OpenModal): ShownModal {
  return {
    title: modal.title,
    customId: modal.customId,
    text: modal.components.filter((c) => c.type === 10).map((c) => c.content ?? ""),
    fields: modal.components.flatMap((top) => {
      const control = controlOf(top);
      return control === null ? [] : [fieldOf(top, control)];
    }),
  };
}

const controlOf = (top: Component): Component | null => top.component ?? top.components?.[0] ?? null;

const kinds: Record<number, FieldKind> = {
  3: "select",
  4: "text",
  5: "user",
  6: "role",
  7: "mentionable",
  8: "channel",
  19: "file",
  21: "radio",
  22: "checkboxes",
  23: "checkbox",
};

function fieldOf(top: Component, control: Component): ModalField {
  const kind = control.type === 4 && control.style === 2 ? "paragraph" : (kinds[control.type] ?? "text");
  return {
    label: top.label ?? control.label ?? "",
    description: top.description ?? null,
    customId: control.custom_id ?? "",
    required: control.type === 23 ? false : (control.required ?? true),
    kind,
    placeholder: control.placeholder ?? null,
    minLength: control.min_length ?? null,
    maxLength: control.max_length ?? null,
    options:
      control.options?.map((o) => ({ label: o.label, value: o.value, description: o.description ?? null })) ??
      null,
    maxValues: maxValuesOf(control),
    value: prefilled(control),
  };
}

function maxValuesOf(control: Component): number {
  if (control.type === 21) return 1;
  return control.max_values ?? (control.type === 22 ? (control.options ?? []).length : 1);
}

function prefilled(control: Component): ModalField["value"] {
  if (control.type === 4) return control.value ?? null;
  if (control.type === 23) return control.default ?? false;
  const chosen = (control.options ?? []).filter((o) => o.default === true).map((o) => o.value);
  if (control.type === 21) return chosen[0] ?? null;
  if (control.default_values) return control.default_values.map((v) => v.id);
  return chosen.length === 0 ? null : chosen;
}

/** What the client sends when the person presses Submit; refuses what it would not let them submit. */
export function filledIn(
  self: Self,
  modal: OpenModal,
  inputs: Readonly<Record<string, FieldInput>>,
): Record<string, unknown> {
  const { fields } = shownModal(modal);
  for (const name of Object.keys(inputs)) {
    if (!fields.some((f) => isCalled(f, name)))
      cannot(
        "unknown-option",
        `“${modal.title}” has no field “${name}”. It has: ${fields.map((f) => f.label).join(", ")}.`,
      );
  }
  const mentioned: Mentioned = { users: [], roles: [], channels: [], files: [] };
  const components = modal.components.map((top) => {
    const control = controlOf(top);
    if (control === null) return { type: top.type, id: top.id };
    const field = fieldOf(top, control);
    const name = Object.keys(inputs).find((key) => isCalled(field, key));
    const given = name === undefined ? field.value : inputs[name]!;
    const answer = {
      type: control.type,
      id: control.id,
      custom_id: field.customId,
      ...valueOf(self, control, field, given, mentioned),
    };
    return top.component === undefined
      ? { type: top.type, id: top.id, components: [answer] }
      : { type: top.type, id: top.id, component: answer };
  });
  const resolved = resolvedOf(self, mentioned);
  return { custom_id: modal.customId, components, ...(resolved === null ? {} : { resolved }) };
}

function isCalled(field: ModalField, name: string): boolean {
  return field.customId === name || field.label.toLowerCase() === name.toLowerCase();
}

function valueOf(
  self: Self,
  control: Component,
  field: ModalField,
  given: FieldInput | null,
  mentioned: Mentioned,
): Record<string, unknown> {
  const missing = (): never => cannot("missing-option", `Fill in “${field.label}” first.`);
  if (control.type === 23) return { value: given === true || given === "true" };
  if (control.type === 4) {
    const text = typeof given === "string" ? given : "";
    if (field.required && text === "") missing();
    const min = control.min_length ?? 0;
    const max = control.max_length ?? 4_000;
    if (text !== "" && (text.length < min || text.length > max))
      cannot("bad-value", `“${field.label}” takes ${min} to ${max} characters; this has ${text.length}.`);
    return { value: text };
  }
  if (control.type === 19) return { values: uploads(self.core, given, field, mentioned) };
  const list = given === null ? [] : [given].flat().map(String);
  if (field.required && list.length === 0) missing();
  const values = list
    .filter((item) => item !== "")
    .map((item) => choiceOf(self, control, field, item, mentioned));
  const max = maxValuesOf(control);
  if (values.length > max) cannot("bad-value", `“${field.label}” takes at most ${max}.`);
  return control.type === 21 ? { value: values[0] ?? null } : { values };
}

function uploads(core: Core, given: FieldInput | null, field: ModalField, mentioned: Mentioned): string[] {
  const files = Array.isArray(given) ? given.filter((g): g is FileInput => typeof g === "object") : [];
  if (field.required && files.length === 0)
    cannot("missing-option", `Choose a file for “${field.label}” first.`);
  return files.map((file) => {
    const stored = keepFile(core, { ...file, contentType: file.contentType ?? "application/octet-stream" });
    mentioned.files.push(wireFile(core, stored));
    return stored.id;
  });
}

/** A value, or the label a person reads, of one choice; Discord's own menus take names. */
export function choiceOf(
  self: Self,
  control: Component,
  field: { label: string },
  item: string,
  mentioned: Mentioned,
): string {
  const member = (): string => {
    const { userId } = memberNamed(self, item);
    mentioned.users.push(userId);
    return userId;
  };
  const role = (): string => {
    const id = roleNamed(self, item);
    mentioned.roles.push(id);
    return id;
  };
  if (control.type === 5) return member();
  if (control.type === 6) return role();
  if (control.type === 7)
    return Object.values(self.guild.roles).some((r) => r.name === item || r.id === item) ? role() : member();
  if (control.type === 8) {
    const { id } = channelNamed(self, item);
    mentioned.channels.push(id);
    return id;
  }
  const options = control.options ?? [];
  const found =
    options.find((o) => o.value === item) ??
    options.find((o) => o.label.toLowerCase() === item.toLowerCase());
  return (
    found?.value ??
    cannot(
      "bad-value",
      `“${field.label}” has no choice “${item}”. It has: ${options.map((o) => o.label).join(", ")}.`,
    )
  );
}
