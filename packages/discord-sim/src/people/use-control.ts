import { canSee } from "../access.ts";
import { isSelect } from "../wire/message.ts";
import type { Channel, Component, Message } from "../world.ts";
import { cannot } from "./cannot.ts";
import { findButton, findSelect, type FoundControl } from "./controls.ts";
import { interact, type Shown } from "./interact.ts";
import { channelNamed, type In, type OnMessage, type Self } from "./look-up.ts";
import { choiceOf, filledIn, type FieldInput } from "./modal.ts";
import { nothingMentioned, resolvedOf } from "./resolved.ts";

export function press(self: Self, button: string, where: OnMessage): Promise<Shown> {
  return use(self, findButton(self, places(self, where), button, where.message), []);
}

function places(self: Self, where: OnMessage): Channel[] {
  if (where.in !== undefined) return [channelNamed(self, where.in)];
  const { core, userId, guild } = self;
  return Object.values(core.world.channels).filter(
    (c) => (c.guildId === guild.id || c.guildId === null) && canSee(core, c, userId),
  );
}

function use(
  self: Self,
  { message, control }: FoundControl,
  values: string[],
  mentioned = nothingMentioned(),
): Promise<Shown> {
  const resolved = resolvedOf(self, mentioned);
  return interact(self, {
    kind: "component",
    app: senderOf(self, message),
    channel: self.core.world.channels[message.channelId]!, // it was found in there
    source: message,
    data: {
      custom_id: control.custom_id,
      component_type: control.type,
      id: control.id,
      ...(isSelect(control.type) ? { values } : {}),
      ...(resolved === null ? {} : { resolved }),
    },
  });
}

function senderOf(self: Self, message: Message) {
  const app = self.core.world.apps[message.appId ?? ""];
  return app ?? cannot("no-such-control", "That message was not sent by an application.");
}

export function choose(
  self: Self,
  choice: Readonly<Record<string, string | readonly string[]>>,
  where: OnMessage,
): Promise<Shown> {
  const [name, given] =
    Object.entries(choice)[0] ?? cannot("bad-value", "Say which menu, and what to choose.");
  const found = findSelect(self, places(self, where), name, where.message);
  const mentioned = nothingMentioned();
  const { control } = found;
  const values = [given].flat().map((item) => choiceOf(self, control, { label: name }, item, mentioned));
  const min = control.min_values ?? 1;
  const max = control.max_values ?? 1;
  if (values.length < min || values.length > max)
    cannot("bad-value", `“${name}” takes ${min} to ${max} choices.`);
  return use(self, found, values, mentioned);
}

export function submit(self: Self, fields: Readonly<Record<string, FieldInput>>): Promise<Shown> {
  const { core, userId } = self;
  const modal = core.world.openModals[userId];
  if (modal === undefined) return cannot("no-modal", "No form is open for you.");
  const data = filledIn(self, modal, fields);
  delete core.world.openModals[userId];
  return sendModal(self, modal.appId, modal.channelId, modal.sourceMessageId, data);
}

function sendModal(
  self: Self,
  appId: string,
  channelId: string,
  sourceMessageId: string | null,
  data: Record<string, unknown>,
): Promise<Shown> {
  const { world } = self.core;
  const channel = world.channels[channelId];
  if (channel === undefined) return cannot("unknown-channel", "The channel of this form is gone.");
  const source = (world.messages[channelId] ?? []).find((m) => m.id === sourceMessageId);
  const app = world.apps[appId]!; // modals are only opened by applications that exist
  return interact(self, { kind: "modal", app, channel, data, ...(source === undefined ? {} : { source }) });
}

export function forgeComponent(
  self: Self,
  customId: string,
  messageId: string,
  values?: readonly string[],
): Promise<Shown> {
  const message = Object.values(self.core.world.messages)
    .flat()
    .find((m) => m.id === messageId);
  if (message === undefined) return cannot("unknown-message", `There is no message ${messageId}.`);
  const control: Component = { type: values === undefined ? 2 : 3, id: 1, custom_id: customId };
  return use(self, { message, control }, [...(values ?? [])]);
}

export function forgeSubmit(
  self: Self,
  customId: string,
  values: Readonly<Record<string, string>>,
  where: In,
): Promise<Shown> {
  const channel = channelNamed(self, where.in);
  const app = Object.values(self.core.world.apps)[0];
  if (app === undefined) return cannot("unknown-command", "There is no application to send that to.");
  const components = Object.entries(values).map(([id, value], i) => ({
    type: 18,
    id: i * 2 + 1,
    component: { type: 4, id: i * 2 + 2, custom_id: id, value },
  }));
  return sendModal(self, app.id, channel.id, null, { custom_id: customId, components });
}
