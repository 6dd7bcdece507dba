import { limits } from "../limits.ts";
import { badField } from "../refusal.ts";
import type { Component } from "../world.ts";
import { isSelect } from "../wire/message.ts";

type Where = { isV2: boolean; fileNames: readonly string[] };

/**
 * What the published schema does not say about components: how they may nest, what a button needs,
 * that custom ids differ. Answers them with the ids Discord gives to those that came without.
 */
export function readComponents(raw: readonly Component[], where: Where): Component[] {
  if (!where.isV2) {
    if (raw.length > limits.rowsMax)
      badField("components", "BASE_TYPE_BAD_LENGTH", "Must be between 0 and 5 in length.");
    raw.forEach((row, i) => {
      if (row.type !== 1)
        badField(`components.${i}.type`, "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1,).');
    });
  }
  const all = flattened(raw);
  if (all.length > limits.componentsMax)
    badField(
      "components",
      "BASE_TYPE_BAD_LENGTH",
      `Total number of components must be ${limits.componentsMax} or fewer.`,
    );
  const textLength = all.reduce((sum, c) => sum + (c.type === 10 ? (c.content ?? "").length : 0), 0);
  if (textLength > limits.componentTextMax)
    badField(
      "components",
      "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
      "The total text must be 4000 or fewer in length.",
    );
  differ(
    all.map((c) => c.custom_id),
    "custom_id",
  );
  differ(
    all.map((c) => (c.id === 0 ? undefined : c.id)),
    "id",
  );
  raw.forEach((c, i) => checkOne(c, `components.${i}`, where));
  return withIds(raw);
}

/** Components in reading order, each before what it contains. */
export function flattened(components: readonly Component[]): Component[] {
  return components.flatMap((c) => [
    c,
    ...flattened(c.components ?? []),
    ...(c.accessory === undefined ? [] : flattened([c.accessory])),
    ...(c.component === undefined ? [] : flattened([c.component])),
  ]);
}

function differ(values: readonly (string | number | undefined)[], field: string): void {
  const given = values.filter((v) => v !== undefined);
  const twice = given.find((v, i) => given.indexOf(v) !== i);
  if (twice !== undefined)
    badField(
      "components",
      "COMPONENT_CUSTOM_ID_DUPLICATED",
      `Component ${field} cannot be duplicated: ${twice}`,
    );
}

function checkOne(c: Component, path: string, where: Where): void {
  if (c.type === 1) checkRow(c, path);
  if (c.type === 2) checkButton(c, path);
  if (isSelect(c.type)) checkSelect(c, path);
  if (c.type === 9 && (c.components?.length ?? 0) > 3)
    badField(`${path}.components`, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 3 in length.");
  for (const url of fileUrls(c)) {
    const name = url.slice("attachment://".length);
    if (!where.fileNames.includes(name))
      badField(
        path,
        "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
        `The attachment ${name} was not found.`,
      );
  }
  c.components?.forEach((inner, i) => checkOne(inner, `${path}.components.${i}`, where));
  if (c.accessory !== undefined) checkOne(c.accessory, `${path}.accessory`, where);
}

function fileUrls(c: Component): string[] {
  return [c.file?.url, c.media?.url, ...(c.items ?? []).map((i) => i.media.url)].filter(
    (url): url is string => url?.startsWith("attachment://") ?? false,
  );
}

function checkRow(row: Component, path: string): void {
  const inner = row.components ?? [];
  if (inner.some((c) => isSelect(c.type)) && inner.length > 1)
    badField(
      `${path}.components`,
      "BASE_TYPE_BAD_LENGTH",
      "A row holds one select menu, or up to 5 buttons.",
    );
  if (inner.length > limits.buttonsPerRow || inner.length === 0)
    badField(`${path}.components`, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
}

const linkStyle = 5;
const premiumStyle = 6;

function checkButton(b: Component, path: string): void {
  if (b.style === premiumStyle) return;
  if (!b.label && !b.emoji)
    badField(path, "BUTTON_COMPONENT_REQUIRES_LABEL_OR_EMOJI", "A button needs a label or an emoji.");
  if (b.style === linkStyle) {
    if (!b.url) badField(`${path}.url`, "BASE_TYPE_REQUIRED", "This field is required");
    if (b.custom_id !== undefined)
      badField(
        path,
        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
        "A custom id and url cannot both be specified",
      );
    return;
  }
  if (!b.custom_id) badField(`${path}.custom_id`, "BASE_TYPE_REQUIRED", "This field is required");
  if (b.url)
    badField(
      path,
      "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
      "A custom id and url cannot both be specified",
    );
}

export function checkSelect(s: Component, path: string): void {
  const most = s.type === 3 ? (s.options ?? []).length : 25;
  const min = s.min_values ?? 1;
  const max = s.max_values ?? 1;
  if (s.type === 3 && most === 0)
    badField(`${path}.options`, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.");
  if (min > max || max > most)
    badField(
      `${path}.max_values`,
      "SELECT_COMPONENT_MAX_VALUES",
      "min_values ≤ max_values ≤ number of options must hold.",
    );
  const values = (s.options ?? []).map((o) => o.value);
  if (new Set(values).size !== values.length)
    badField(
      `${path}.options`,
      "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
      "The specified option value is already used",
    );
  const chosen = (s.options ?? []).filter((o) => o.default === true).length;
  if (chosen > max)
    badField(`${path}.options`, "SELECT_COMPONENT_TOO_MANY_DEFAULT_OPTIONS", "Too many default options.");
}

/** Ids count up from 1 in reading order, past the ones that were given. */
export function withIds(components: readonly Component[]): Component[] {
  const taken = new Set(
    flattened(components)
      .map((c) => c.id)
      .filter((id) => id > 0),
  );
  let last = 0;
  const next = (): number => {
    do last += 1;
    while (taken.has(last));
    return last;
  };
  const give = (c: Component): Component => ({
    ...c,
    id: c.id > 0 ? c.id : next(),
    ...(c.components === undefined ? {} : { components: c.components.map(give) }),
    ...(c.accessory === undefined ? {} : { accessory: give(c.accessory) }),
    ...(c.component === undefined ? {} : { component: give(c.component) }),
  });
  return components.map(give);
}
