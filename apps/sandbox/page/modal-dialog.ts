import type { Modal, ModalField } from "./answers.ts";
import { byId, h } from "./dom.ts";
import { markdownView } from "./markdown-view.ts";
import { attempt } from "./notice.ts";

type Values = Record<string, string | string[]>;
type Field = { element: HTMLElement; read: () => string | string[] };

/** Shows a form that the application asked for. Escape or Cancel leaves it, as in Discord. */
export function openModal(
  modal: Modal,
  people: Record<string, string>,
  submit: (values: Values) => Promise<unknown>,
): void {
  const dialog = byId("modal", HTMLDialogElement);
  if (dialog.open) dialog.close();
  const before = document.activeElement;
  const fields = modal.fields.map((field) => ({ id: field.customId, ...fieldView(field, people) }));
  const send = h("button", { type: "submit", class: "primary" }, "Submit");
  const cancel = h("button", { type: "button", onclick: () => dialog.close() }, "Cancel");
  const form = h(
    "form",
    { method: "dialog", novalidate: false },
    h("h2", { id: "modal-title" }, modal.title),
    modal.text.map((text) => markdownView(text, "discord")),
    fields.map(({ element }) => element),
    h("div", { class: "row end" }, cancel, send),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = Object.fromEntries(fields.map(({ id, read }) => [id, read()]));
    void attempt(send, form, async () => {
      dialog.close();
      await submit(values).catch((error: unknown) => {
        // The words are still in the form: nobody types them twice.
        if (!dialog.open) dialog.showModal();
        throw error;
      });
    });
  });
  dialog.replaceChildren(form);
  dialog.showModal();
  form.querySelector<HTMLElement>("input, textarea, select")?.focus();
  dialog.addEventListener(
    "close",
    () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
    { once: true },
  );
}

function fieldView(field: ModalField, people: Record<string, string>): Field {
  const id = `field-${field.customId}`;
  const about =
    field.description === null ? null : h("span", { class: "hint", id: `${id}-hint` }, field.description);
  const shared = {
    id,
    required: field.required,
    "aria-describedby": about === null ? null : `${id}-hint`,
    placeholder: field.placeholder,
  };
  const label = [
    field.label,
    field.required ? h("span", { class: "required" }, " (required)") : " (optional)",
  ];
  const labelled = (control: HTMLElement, read: () => string | string[]): Field => ({
    element: h("div", { class: "field" }, h("label", { for: id }, label), about, control),
    read,
  });
  const text = typeof field.value === "string" ? field.value : "";
  if (field.kind === "user") {
    const chosen = Array.isArray(field.value) ? field.value[0] : undefined;
    const select = h(
      "select",
      { id, required: field.required },
      h("option", { value: "" }, "Choose a person"),
    );
    for (const [value, name] of Object.entries(people))
      select.append(h("option", { value, selected: value === chosen }, name));
    return labelled(select, () => (select.value === "" ? [] : [select.value]));
  }
  if (field.options !== null) return chosenFrom(field, id, label, about);
  if (field.kind === "checkbox") {
    const box = h("input", { id, type: "checkbox", checked: field.value === true });
    return labelled(box, () => String(box.checked));
  }
  const bounds = { minlength: field.minLength, maxlength: field.maxLength };
  if (field.kind === "paragraph") {
    const area = h("textarea", { ...shared, ...bounds, rows: 4 }, text);
    return labelled(area, () => area.value);
  }
  const input = h("input", { ...shared, ...bounds, type: "text", value: text, autocomplete: "off" });
  return labelled(input, () => input.value);
}

/** Every choice with what it means beside it, so that nobody has to open a menu to find out. */
function chosenFrom(
  field: ModalField,
  id: string,
  label: (Node | string)[],
  about: HTMLElement | null,
): Field {
  const given = [field.value].flat();
  const isMany = field.maxValues > 1;
  const boxes = (field.options ?? []).map((option, index) => ({
    value: option.value,
    words: option.description,
    name: option.label,
    box: h("input", {
      type: isMany ? "checkbox" : "radio",
      id: `${id}-${index}`,
      name: id,
      value: option.value,
      checked: given.includes(option.value),
      required: field.required && !isMany,
    }),
  }));
  const element = h(
    "fieldset",
    { class: "field choices" },
    h("legend", {}, label),
    about,
    boxes.map(({ box, name, words }) =>
      h(
        "label",
        { for: box.id },
        box,
        h(
          "span",
          {},
          h("strong", {}, name),
          words === null ? null : h("span", { class: "hint" }, ` ${words}`),
        ),
      ),
    ),
  );
  return { element, read: () => boxes.filter(({ box }) => box.checked).map(({ value }) => value) };
}
