import { emit, keepFile, nextId, type Core } from "./core.ts";
import { intents } from "./gateway/intents.ts";
import { limits } from "./limits.ts";
import { badField } from "./refusal.ts";
import { flattened, readComponents } from "./rules/components.ts";
import { checkContent } from "./rules/content.ts";
import { checkAllowedMentions, nobody, readMentions, type AllowedMentions } from "./rules/mentions.ts";
import type { Attachment, Channel, Component, Embed, InteractionTrace, Message } from "./world.ts";
import { messageFlag } from "./wire/message.ts";

/** A message as a request describes it; the same for channels, replies, follow-ups and people. */
export type MessageBody = {
  content?: string | null;
  embeds?: Embed[] | null;
  components?: Component[] | null;
  flags?: number | null;
  allowed_mentions?: AllowedMentions;
  attachments?: { id: string | number; filename?: string; description?: string; title?: string }[] | null;
  message_reference?: { message_id?: string; channel_id?: string; fail_if_not_exists?: boolean } | null;
  nonce?: string | number | null;
  enforce_nonce?: boolean | null;
  tts?: boolean | null;
};

export type Upload = { field: string; name: string; contentType: string; bytes: Uint8Array };

export type Sender = {
  authorId: string;
  appId: string | null;
  isWebhook: boolean;
  ephemeralFor: string | null;
  interaction: InteractionTrace | null;
  /** A forum post and its first message share an id. */
  messageId?: string;
};

/** Checks a message, keeps it and tells the gateway. Permissions are the caller's matter. */
export function postMessage(
  core: Core,
  channel: Channel,
  body: MessageBody,
  files: readonly Upload[],
  sender: Sender,
  extraFlags = 0,
): Message {
  const attachments = readAttachments(core, body, files, []);
  const content = body.content ?? "";
  const flags = settable(body.flags ?? 0) | extraFlags;
  const embeds = body.embeds ?? [];
  const isLoading = (flags & messageFlag.loading) !== 0;
  checkAllowedMentions(body.allowed_mentions);
  const components = componentsOf(body.components ?? [], flags, attachments);
  if (!isLoading) checkContent({ content, embeds, components, attachments: attachments.length, flags });

  const reference = referenceOf(core, channel, body);
  const repliedTo = reference === null ? null : authorOf(core, reference);
  const mentions = readMentions(core.world, {
    text: mentionText(content, components),
    channel,
    authorId: sender.authorId,
    allowed: body.allowed_mentions,
    repliedTo,
    isSilent: (flags & messageFlag.suppressNotifications) !== 0 || sender.ephemeralFor !== null,
  });
  const message: Message = {
    id: sender.messageId ?? nextId(core),
    channelId: channel.id,
    guildId: channel.guildId,
    authorId: sender.authorId,
    type: reference !== null ? 19 : sender.interaction?.type === 2 ? 20 : 0,
    content,
    embeds,
    components,
    attachments,
    flags: flags | (sender.ephemeralFor === null ? 0 : messageFlag.ephemeral),
    at: core.now().toISOString(),
    editedAt: null,
    pinnedAt: null,
    tts: body.tts ?? false,
    nonce: body.nonce ?? null,
    appId: sender.appId,
    isWebhook: sender.isWebhook,
    interaction: sender.interaction,
    reference,
    mentions: mentions.users,
    mentionRoles: mentions.roles,
    mentionEveryone: mentions.everyone,
    pinged: sender.ephemeralFor === null && !isLoading ? mentions.pinged : nobody(),
    ephemeralFor: sender.ephemeralFor,
    reactions: [],
    threadId: null,
  };
  keepMessage(core, channel, message);
  return message;
}

/** Puts a finished message into its channel. */
export function keepMessage(core: Core, channel: Channel, message: Message): void {
  (core.world.messages[channel.id] ??= []).push(message);
  core.isDirty = true;
  if (message.ephemeralFor !== null) return;
  channel.lastMessageId = message.id;
  if (channel.thread !== null) channel.thread.sent += 1;
  announce(core, "MESSAGE_CREATE", message);
}

/** Applies an edit: what is not named stays. Pings nobody, as on Discord. */
export function editMessage(core: Core, message: Message, body: MessageBody, files: readonly Upload[]): void {
  const attachments =
    body.attachments === undefined && files.length === 0
      ? message.attachments
      : readAttachments(core, body, files, message.attachments);
  // Once a message shows components of version 2, it stays one: the flag cannot be taken back.
  const kept = message.flags & ~(messageFlag.suppressEmbeds | messageFlag.loading);
  const flags =
    body.flags === undefined || body.flags === null
      ? message.flags & ~messageFlag.loading
      : kept | (settable(body.flags) & (messageFlag.suppressEmbeds | messageFlag.componentsV2));
  checkAllowedMentions(body.allowed_mentions);
  const content = body.content === undefined ? message.content : (body.content ?? "");
  const embeds = body.embeds === undefined ? message.embeds : (body.embeds ?? []);
  const components =
    body.components === undefined
      ? message.components
      : componentsOf(body.components ?? [], flags, attachments);
  checkContent({ content, embeds, components, attachments: attachments.length, flags });

  const channel = core.world.channels[message.channelId];
  const wasLoading = (message.flags & messageFlag.loading) !== 0;
  Object.assign(message, { content, embeds, components, attachments, flags });
  if (channel !== undefined) {
    const mentions = readMentions(core.world, {
      text: mentionText(content, components),
      channel,
      authorId: message.authorId,
      allowed: body.allowed_mentions,
      repliedTo: null,
      isSilent: (flags & messageFlag.suppressNotifications) !== 0,
    });
    message.mentions = mentions.users;
    message.mentionRoles = mentions.roles;
    message.mentionEveryone = mentions.everyone;
    // The first words of a deferred answer are its creation, and do ping.
    if (wasLoading && message.ephemeralFor === null) message.pinged = mentions.pinged;
  }
  if (!wasLoading) message.editedAt = core.now().toISOString();
  core.isDirty = true;
  announce(core, "MESSAGE_UPDATE", message);
}

export function announce(core: Core, t: "MESSAGE_CREATE" | "MESSAGE_UPDATE", message: Message): void {
  if (message.ephemeralFor !== null) return;
  emit(core, {
    t,
    guildId: message.guildId,
    channelId: message.channelId,
    intent: message.guildId === null ? intents.DIRECT_MESSAGES : intents.GUILD_MESSAGES,
    d: { message },
  });
}

export function removeMessage(core: Core, message: Message): void {
  const list = core.world.messages[message.channelId] ?? [];
  core.world.messages[message.channelId] = list.filter((m) => m !== message);
  core.isDirty = true;
  if (message.ephemeralFor !== null) return;
  emit(core, {
    t: "MESSAGE_DELETE",
    guildId: message.guildId,
    channelId: message.channelId,
    intent: message.guildId === null ? intents.DIRECT_MESSAGES : intents.GUILD_MESSAGES,
    d: {
      id: message.id,
      channel_id: message.channelId,
      ...(message.guildId === null ? {} : { guild_id: message.guildId }),
    },
  });
}

const settableFlags =
  messageFlag.suppressEmbeds | messageFlag.suppressNotifications | messageFlag.componentsV2;
const settable = (flags: number): number => flags & settableFlags;

function componentsOf(
  raw: readonly Component[],
  flags: number,
  attachments: readonly Attachment[],
): Component[] {
  return readComponents(
    raw.map((c) => withZeroId(c)),
    { isV2: (flags & messageFlag.componentsV2) !== 0, fileNames: attachments.map((a) => a.name) },
  );
}

/** A component that came without an id has 0 until ids are given out. */
export function withZeroId(c: Component): Component {
  return {
    ...c,
    id: c.id ?? 0,
    ...(c.components === undefined ? {} : { components: c.components.map(withZeroId) }),
    ...(c.accessory === undefined ? {} : { accessory: withZeroId(c.accessory) }),
    ...(c.component === undefined ? {} : { component: withZeroId(c.component) }),
  };
}

/** Text displays ping like content does; embeds never do. */
function mentionText(content: string, components: readonly Component[]): string {
  return [content, ...flattened(components).map((c) => c.content ?? "")].join("\n");
}

function readAttachments(
  core: Core,
  body: MessageBody,
  files: readonly Upload[],
  present: readonly Attachment[],
): Attachment[] {
  const described = body.attachments ?? [];
  const kept = described.flatMap((d) => present.filter((a) => a.id === String(d.id)));
  const added = files.map((file): Attachment => {
    const index = /^files\[(\d+)\]$/.exec(file.field)?.[1];
    const about = described.find((d) => String(d.id) === index);
    const stored = keepFile(core, { ...file, name: about?.filename ?? file.name });
    return {
      id: stored.id,
      name: stored.name,
      description: about?.description ?? null,
      title: about?.title ?? null,
      size: stored.size,
      contentType: stored.contentType,
      sha256: stored.sha256,
    };
  });
  const indexes = files.map((f) => /^files\[(\d+)\]$/.exec(f.field)?.[1]);
  const missing = described.find(
    (d) => !present.some((a) => a.id === String(d.id)) && !indexes.includes(String(d.id)),
  );
  if (missing !== undefined)
    badField("attachments", "ATTACHMENT_NOT_FOUND", `No file came for attachment ${missing.id}.`);
  if (kept.length + added.length > limits.attachmentsMax)
    badField("attachments", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
  return [...kept, ...added];
}

function referenceOf(core: Core, channel: Channel, body: MessageBody): Message["reference"] {
  const wanted = body.message_reference;
  if (!wanted?.message_id) return null;
  const channelId = wanted.channel_id ?? channel.id;
  const exists = (core.world.messages[channelId] ?? []).some((m) => m.id === wanted.message_id);
  if (exists) return { channelId, messageId: wanted.message_id };
  if (wanted.fail_if_not_exists === false) return null;
  return badField("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message");
}

function authorOf(core: Core, reference: { channelId: string; messageId: string }): string | null {
  const list = core.world.messages[reference.channelId] ?? [];
  return list.find((m) => m.id === reference.messageId)?.authorId ?? null;
}
