import { flattened } from "../rules/components.ts";
import { isSelect } from "../wire/message.ts";
import type { Channel, Component, Message } from "../world.ts";
import { cannot } from "./cannot.ts";
import type { Self } from "./look-up.ts";
import { visibleMessages } from "./seen.ts";

export type FoundControl = { message: Message; control: Component };

const linkStyle = 5;

/** The newest button this person can see and press that is called like that, or has that custom id. */
export function findButton(
  self: Self,
  where: readonly Channel[],
  name: string,
  messageId?: string,
): FoundControl {
  const all = controls(self, where, messageId).filter(({ control }) => control.type === 2);
  const named = firstThatNames(all, name, (c) => [c.label ?? "", c.custom_id ?? "", emojiAndLabel(c)]);
  const pressable = named.find(({ control }) => control.disabled !== true);
  if (pressable === undefined && named.length > 0)
    return cannot("control-disabled", `The button “${name}” is greyed out.`);
  if (pressable === undefined)
    return cannot("no-such-control", `You see no button “${name}”. You see: ${labels(all)}.`);
  if (pressable.control.style === linkStyle)
    return cannot(
      "no-such-control",
      `“${name}” is a link to ${pressable.control.url ?? "nowhere"}, not a button.`,
    );
  return pressable;
}

export function findSelect(
  self: Self,
  where: readonly Channel[],
  name: string,
  messageId?: string,
): FoundControl {
  const all = controls(self, where, messageId).filter(({ control }) => isSelect(control.type));
  const named = firstThatNames(all, name, (c) => [c.placeholder ?? "", c.custom_id ?? ""]);
  const usable = named.find(({ control }) => control.disabled !== true);
  if (usable === undefined && named.length > 0)
    return cannot("control-disabled", `The menu “${name}” is greyed out.`);
  const names = all.map(({ control }) => control.placeholder ?? control.custom_id).join(", ");
  return usable ?? cannot("no-such-control", `You see no menu “${name}”. You see: ${names || "none"}.`);
}

/** Newest first. */
function controls(self: Self, where: readonly Channel[], messageId?: string): FoundControl[] {
  return where
    .flatMap((channel) => visibleMessages(self.core, channel, self.userId))
    .filter((m) => messageId === undefined || m.id === messageId)
    .toSorted((a, b) => (a.id.length === b.id.length ? (a.id < b.id ? 1 : -1) : b.id.length - a.id.length))
    .flatMap((message) => flattened(message.components).map((control) => ({ message, control })));
}

/** An exact name wins over one that only contains it; emoji and case do not matter. */
function firstThatNames(
  all: readonly FoundControl[],
  name: string,
  namesOf: (control: Component) => string[],
): FoundControl[] {
  const wanted = plain(name);
  const exact = all.filter(({ control }) =>
    namesOf(control).some((n) => n === name || (wanted !== "" && plain(n) === wanted)),
  );
  if (exact.length > 0 || wanted === "") return exact;
  return all.filter(({ control }) => plain(namesOf(control)[0] ?? "").includes(wanted));
}

function plain(text: string): string {
  return text
    .replaceAll(/[\p{Extended_Pictographic}\p{Regional_Indicator}\u{FE0F}\u{200D}]/gu, "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

const emojiAndLabel = (c: Component): string => `${c.emoji?.name ?? ""} ${c.label ?? ""}`.trim();

const labels = (all: readonly FoundControl[]): string =>
  all.map(({ control }) => control.label ?? control.emoji?.name ?? "?").join(", ") || "none";
