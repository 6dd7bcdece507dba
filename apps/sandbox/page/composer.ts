import { act } from "./act.ts";
import type { Channel, Command } from "./answers.ts";
import { commandForm, optionsOf } from "./command-form.ts";
import { offersFor, readCommandLine } from "./command-line.ts";
import { announce, byId, h } from "./dom.ts";
import { attempt, noticeAt } from "./notice.ts";
import { now } from "./state.ts";

const offersMax = 40;
const filesMax = 5;
const fileBytesMax = 5 * 1024 * 1024;

/** What stands in the composer of each person and channel, so that looking elsewhere loses nothing. */
const drafts = new Map<string, string>();
let at: { key: string; channel: Channel } | null = null;
let active = 0;
/** How many commands the person was last told of. */
let said = 0;

const text = (): HTMLTextAreaElement => byId("composer-text", HTMLTextAreaElement);
const list = (): HTMLElement => byId("composer-offers");
const place = (): HTMLElement => byId("composer");
const slot = (): HTMLElement => byId("composer-form");
const files = (): HTMLInputElement => byId("composer-files", HTMLInputElement);

/** Puts the composer under another channel or person; called with the same one it changes nothing. */
export function composeIn(channel: Channel): void {
  const key = `${now().me} ${channel.id}`;
  if (at?.key === key) {
    at = { key, channel };
    return;
  }
  if (at !== null) drafts.set(at.key, text().value);
  at = { key, channel };
  closeForm(false);
  noticeAt(place(), null);
  setText(drafts.get(key) ?? "");
  text().placeholder = "Message or /command";
  byId("composer-label").textContent = `Message to #${channel.name} as ${now().me}. Type / for commands.`;
}

/** Fills in a line for somebody who wants to try it. */
export function propose(line: string): void {
  closeForm(false);
  setText(line);
  text().focus();
}

export function startComposer(): void {
  const area = text();
  area.addEventListener("input", () => {
    active = 0;
    fit();
    showOffers();
  });
  area.addEventListener("keydown", onKey);
  area.addEventListener("blur", () => setTimeout(hideOffersUnlessFocused, 150));
  area.addEventListener("focus", showOffers);
  files().addEventListener("change", showFiles);
  byId("composer-line").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
}

function hideOffersUnlessFocused(): void {
  if (document.activeElement !== text()) hideOffers();
}

function onKey(event: KeyboardEvent): void {
  const offers = shownOffers();
  if (offers.length > 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    active = (active + (event.key === "ArrowDown" ? 1 : -1) + offers.length) % offers.length;
    showOffers();
  } else if (event.key === "Escape" && !list().hidden) {
    event.preventDefault();
    hideOffers();
  } else if (event.key === "Tab" && !event.shiftKey && offers[active] !== undefined) {
    event.preventDefault();
    openForm(offers[active]!, {});
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  }
}

function shownOffers(): Command[] {
  const line = text().value;
  if (!line.startsWith("/") || line.includes(":")) return [];
  return offersFor(line, now().commands).slice(0, offersMax);
}

function showOffers(): void {
  const offers = shownOffers();
  list().hidden = offers.length === 0;
  if (offers.length === 0) {
    text().removeAttribute("aria-activedescendant");
    return;
  }
  list().replaceChildren(
    ...offers.map((command, index) =>
      h(
        "li",
        {
          id: `offer-${index}`,
          role: "option",
          "aria-selected": index === active ? "true" : "false",
          // The text keeps the focus, so that typing goes on.
          onmousedown: (event: MouseEvent) => event.preventDefault(),
          onclick: () => openForm(command, {}),
        },
        h("strong", {}, command.path),
        h("span", { class: "hint" }, ` ${command.description}`),
      ),
    ),
  );
  if (offers.length !== said) announce(`${offers.length} commands. Arrow keys choose, Enter opens.`);
  said = offers.length;
  text().setAttribute("aria-activedescendant", `offer-${active}`);
  list().children[active]?.scrollIntoView({ block: "nearest" });
}

function hideOffers(): void {
  list().hidden = true;
  text().removeAttribute("aria-activedescendant");
}

function send(): void {
  const line = text().value;
  if (line.startsWith("/")) sendCommand(line);
  else if (line.trim() !== "" || (files().files?.length ?? 0) > 0) void say(line);
}

function sendCommand(line: string): void {
  const typed = readCommandLine(
    line,
    now().commands.filter(({ kind }) => kind === "slash"),
  );
  const offered = shownOffers()[active];
  if (typed === null || (offered !== undefined && offered !== typed.command && !list().hidden)) {
    if (offered !== undefined && !list().hidden) openForm(offered, {});
    else noticeAt(place(), "No command is called that. Type / to see all of them.");
    return;
  }
  const isMissing = typed.command.options.some(({ name, required }) => required && !typed.given[name]);
  const hasNothing = Object.keys(typed.given).length === 0 && typed.command.options.length > 0;
  if (typed.left !== "") {
    openForm(typed.command, typed.given);
    noticeAt(
      place(),
      `“${typed.left}” belongs to no option. Write options as name:value, or fill in the fields.`,
    );
  } else if (isMissing || hasNothing) openForm(typed.command, typed.given);
  else void run(typed.command, optionsOf(typed.command, typed.given));
}

function openForm(command: Command, given: Record<string, string>): void {
  if (at === null) return;
  hideOffers();
  noticeAt(place(), null);
  const form = commandForm(command, given, at.channel.id, {
    run: (options) => void run(command, options),
    cancel: () => closeForm(true),
  });
  slot().replaceChildren(form);
  slot().hidden = false;
  byId("composer-line").hidden = true;
  const first = form.querySelector<HTMLElement>("input, select") ?? form.querySelector<HTMLElement>("button");
  first?.focus();
}

function closeForm(focuses: boolean): void {
  slot().replaceChildren();
  slot().hidden = true;
  byId("composer-line").hidden = false;
  hideOffers();
  if (focuses) text().focus();
}

async function run(command: Command, options: Record<string, string | number | boolean>): Promise<void> {
  if (at === null) return;
  const { channel } = at;
  const button = slot().querySelector<HTMLElement>("[data-name=run]") ?? byId("composer-send");
  const went = await attempt(button, place(), () =>
    act(`runs ${command.path} in #${channel.name}`, { in: channel.id, slash: command.path, options }),
  );
  if (!went) return;
  setText("");
  const hasDialog = byId("modal", HTMLDialogElement).open;
  closeForm(!hasDialog);
}

async function say(line: string): Promise<void> {
  if (at === null) return;
  const { channel } = at;
  const went = await attempt(byId("composer-send"), place(), async () => {
    const attach = await Promise.all([...(files().files ?? [])].slice(0, filesMax).map(readFile));
    await act(`writes in #${channel.name}`, {
      in: channel.id,
      say: line,
      ...(attach.length > 0 ? { attach } : {}),
    });
  });
  if (!went) return;
  files().value = "";
  showFiles();
  setText("");
  text().focus();
}

async function readFile(file: File): Promise<{ name: string; base64: string }> {
  if (file.size > fileBytesMax) throw new Error(`${file.name} is larger than 5 MB. Choose a smaller file.`);
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(typeof reader.result === "string" ? reader.result : ""));
    reader.addEventListener("error", () =>
      reject(new Error(`${file.name} could not be read. Choose it again.`)),
    );
    reader.readAsDataURL(file);
  });
  return { name: file.name, base64: url.slice(url.indexOf(",") + 1) };
}

function showFiles(): void {
  const names = [...(files().files ?? [])].map(({ name }) => name);
  byId("composer-chosen").textContent = names.length === 0 ? "" : `Attached: ${names.join(", ")}`;
}

function setText(line: string): void {
  text().value = line;
  active = 0;
  fit();
  if (document.activeElement === text()) showOffers();
  else hideOffers();
}

/** As high as what stands in it, within reason; the style sheet holds the bounds. */
function fit(): void {
  const area = text();
  area.rows = Math.min(8, Math.max(1, area.value.split("\n").length));
}
