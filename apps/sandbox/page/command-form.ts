import { api } from "./api.ts";
import type { Command, CommandOption } from "./answers.ts";
import { h } from "./dom.ts";
import { holdsMessages } from "./navigate.ts";
import { now } from "./state.ts";

type Field = { name: string; element: HTMLElement; read: () => string };

/** How long a person pauses before suggestions are asked for. */
const pauseMs = 150;

/** The options of a command as fields. Whatever is left empty is not sent, and the application may ask for it. */
export function commandForm(
  command: Command,
  given: Record<string, string>,
  channel: string,
  on: { run: (options: Record<string, string | number | boolean>) => void; cancel: () => void },
): HTMLFormElement {
  const fields = command.options.map((option) => fieldOf(command, option, given[option.name] ?? "", channel));
  const form = h(
    "form",
    { class: "command", "aria-label": `Options of ${command.path}` },
    h("p", {}, h("strong", {}, command.path), " ", h("span", { class: "hint" }, command.description)),
    h(
      "div",
      { class: "fields" },
      fields.map(({ element }) => element),
    ),
    command.options.length > 0 && command.options.every(({ required }) => !required)
      ? h("p", { class: "hint" }, "Leave everything empty and Run: Muster asks in a form.")
      : null,
    h(
      "div",
      { class: "row" },
      h("button", { type: "submit", class: "primary", "data-name": "run" }, "Run"),
      h("button", { type: "button", onclick: on.cancel }, "Cancel"),
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    on.run(optionsOf(command, Object.fromEntries(fields.map(({ name, read }) => [name, read()]))));
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    on.cancel();
  });
  return form;
}

/** What was typed, as the API takes it; empty ones are left out. */
export function optionsOf(
  { options }: Command,
  given: Record<string, string>,
): Record<string, string | number | boolean> {
  return Object.fromEntries(
    options.flatMap(({ name, kind }): [string, string | number | boolean][] => {
      const text = given[name]?.trim() ?? "";
      if (text === "") return [];
      if (kind === "yes-no") return [[name, text === "true"]];
      const number = Number(text);
      return [[name, kind === "number" && Number.isFinite(number) ? number : text]];
    }),
  );
}

function fieldOf(command: Command, option: CommandOption, value: string, channel: string): Field {
  const id = `option-${option.name}`;
  const choices = choicesOf(option);
  const shared = { id, required: option.required, "aria-describedby": `${id}-hint` };
  const control =
    choices === null
      ? h("input", {
          ...shared,
          type: option.kind === "number" ? "number" : "text",
          value,
          autocomplete: "off",
          list: option.autocomplete ? `${id}-list` : null,
        })
      : h(
          "select",
          shared,
          h("option", { value: "" }, option.required ? "Choose one" : "Not given"),
          choices.map((choice) =>
            h("option", { value: choice.value, selected: matches(choice, value) }, choice.name),
          ),
        );
  const list = option.autocomplete ? h("datalist", { id: `${id}-list` }) : null;
  if (list !== null) suggest(control, list, command.path, option.name, channel);
  return {
    name: option.name,
    read: () => control.value,
    element: h(
      "div",
      { class: "field" },
      h(
        "label",
        { for: id },
        option.name,
        option.required ? h("span", { class: "required" }, " (required)") : null,
      ),
      control,
      list,
      h("span", { class: "hint", id: `${id}-hint` }, option.description),
    ),
  };
}

const matches = (choice: { name: string; value: string }, typed: string): boolean =>
  typed !== "" &&
  [choice.value, choice.name].some((one) => one.toLowerCase() === typed.toLowerCase().replace(/^[@#]/, ""));

function choicesOf({ kind, choices }: CommandOption): { name: string; value: string }[] | null {
  if (choices.length > 0) return choices.map(({ name, value }) => ({ name, value: String(value) }));
  const named = (names: string[], mark: string) =>
    names.map((name) => ({ name: `${mark}${name}`, value: name }));
  switch (kind) {
    case "person":
      return named(Object.values(now().names.users), "");
    case "role":
      return named(Object.values(now().names.roles), "");
    case "channel":
      return named(
        now()
          .seen.channels.filter(({ type }) => holdsMessages(type))
          .map(({ name }) => name),
        "#",
      );
    case "yes-no":
      return [
        { name: "Yes", value: "true" },
        { name: "No", value: "false" },
      ];
    default:
      return null;
  }
}

function suggest(
  control: HTMLInputElement | HTMLSelectElement,
  list: HTMLElement,
  path: string,
  option: string,
  channel: string,
): void {
  let timer = 0;
  const ask = async (): Promise<void> => {
    const { choices } = await api.act({
      as: now().me,
      in: channel,
      complete: path,
      option,
      text: control.value,
    });
    list.replaceChildren(
      ...(choices ?? []).map(({ name, value }) => h("option", { value: String(value) }, name)),
    );
  };
  // Without suggestions the field still takes whatever is typed.
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask().catch(() => list.replaceChildren()), pauseMs);
  };
  control.addEventListener("focus", later);
  control.addEventListener("input", later);
}
