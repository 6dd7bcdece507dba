import type { Attachment, Component, Embed, Message, World } from "../world.ts";
import { wireThread } from "./channel.ts";
import { userOf, wireMemberOnly, wireUser } from "./user.ts";

export const messageFlag = {
  crossposted: 1 << 0,
  suppressEmbeds: 1 << 2,
  hasThread: 1 << 5,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

export type Viewer = {
  userId: string;
  /** Without it, what others wrote is left empty unless it was meant for the bot. */
  readsContent: boolean;
  /** A nonce comes back with the creation only, and is lost when the message is fetched again. */
  showsNonce?: boolean;
  baseUrl: string;
};

export function wireMessage(world: World, message: Message, viewer: Viewer): Record<string, unknown> {
  const hides = !viewer.readsContent && !isMeantFor(message, viewer.userId);
  const thread = message.threadId === null ? undefined : world.channels[message.threadId];
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channelId,
    author: wireUser(userOf(world, message.authorId)),
    content: hides ? "" : message.content,
    embeds: hides ? [] : message.embeds.map((e) => wireEmbed(e)),
    attachments: hides ? [] : message.attachments.map((a) => wireAttachment(message, a, viewer.baseUrl)),
    components: hides ? [] : message.components.map((c) => wireComponent(c, message, viewer.baseUrl)),
    mentions: message.mentions.map((id) => wireUser(userOf(world, id))),
    mention_roles: message.mentionRoles,
    mention_everyone: message.mentionEveryone,
    timestamp: message.at,
    edited_timestamp: message.editedAt,
    flags: message.flags,
    pinned: message.pinnedAt !== null,
    tts: message.tts,
    ...(message.reactions.length === 0 ? {} : { reactions: wireReactions(message, viewer.userId) }),
    ...(message.nonce === null || viewer.showsNonce !== true ? {} : { nonce: message.nonce }),
    ...(message.appId === null ? {} : { application_id: message.appId }),
    ...(message.isWebhook && message.appId !== null ? { webhook_id: message.appId } : {}),
    ...(message.reference === null ? {} : wireReference(world, message, viewer)),
    ...(thread === undefined ? {} : { thread: wireThread(world, thread) }),
    ...(message.interaction === null ? {} : wireInteractionTrace(world, message)),
  };
}

/** What MESSAGE_CREATE and MESSAGE_UPDATE add to a message. */
export function wireMessageEvent(world: World, message: Message, viewer: Viewer): Record<string, unknown> {
  const member = world.guilds[message.guildId ?? ""]?.members[message.authorId];
  return {
    ...wireMessage(world, message, viewer),
    channel_type: world.channels[message.channelId]?.type ?? 0,
    ...(message.guildId === null ? {} : { guild_id: message.guildId }),
    ...(member === undefined || message.isWebhook ? {} : { member: wireMemberOnly(member) }),
  };
}

/** https://discord.com/developers/docs/events/gateway#message-content-intent */
function isMeantFor(message: Message, userId: string): boolean {
  return message.authorId === userId || message.guildId === null || message.mentions.includes(userId);
}

const reply = 19;

function wireReference(world: World, message: Message, viewer: Viewer): Record<string, unknown> {
  const all = world.messages[message.reference?.channelId ?? ""] ?? [];
  const repliedTo = all.find((m) => m.id === message.reference?.messageId);
  // One level deep: the reply of a reply shows no third message.
  const shown =
    repliedTo === undefined ? null : wireMessage(world, { ...repliedTo, reference: null }, viewer);
  return {
    ...(message.type === reply ? { referenced_message: shown } : {}),
    message_reference: {
      type: 0,
      channel_id: message.reference?.channelId,
      message_id: message.reference?.messageId,
      ...(message.guildId === null ? {} : { guild_id: message.guildId }),
    },
  };
}

function wireReactions(message: Message, userId: string): Record<string, unknown>[] {
  return message.reactions.map((r) => ({
    emoji: wireEmoji(r.emoji),
    count: r.users.length,
    count_details: { burst: 0, normal: r.users.length },
    burst_colors: [],
    me_burst: false,
    me: r.users.includes(userId),
  }));
}

export function wireEmoji(emoji: string): Record<string, unknown> {
  const [name, id] = emoji.split(":");
  return { id: id ?? null, name: name ?? emoji };
}

function wireInteractionTrace(world: World, message: Message): Record<string, unknown> {
  const trace = message.interaction!; // the caller looked
  const user = wireUser(userOf(world, trace.userId));
  const owners = { "0": message.guildId ?? "0" };
  const base = { id: trace.id, type: trace.type, user, authorizing_integration_owners: owners };
  const original =
    trace.originalMessageId === null ? {} : { original_response_message_id: trace.originalMessageId };
  if (trace.type === 3) {
    return {
      interaction_metadata: { ...base, ...original, interacted_message_id: trace.sourceMessageId ?? "0" },
    };
  }
  if (trace.type === 5) {
    const source = trace.sourceMessageId === null ? {} : { interacted_message_id: trace.sourceMessageId };
    const triggering = { ...base, type: 2 };
    return {
      interaction_metadata: {
        ...base,
        ...original,
        ...source,
        triggering_interaction_metadata:
          trace.sourceMessageId === null
            ? triggering
            : { ...base, type: 3, interacted_message_id: trace.sourceMessageId },
      },
    };
  }
  const target = trace.targetMessageId === null ? {} : { target_message_id: trace.targetMessageId };
  return {
    interaction: { id: trace.id, type: 2, name: trace.commandName ?? "", user },
    interaction_metadata: { ...base, ...original, ...target },
  };
}

export function wireAttachment(
  message: { channelId: string; flags: number },
  attachment: Attachment,
  baseUrl: string,
): Record<string, unknown> {
  const url = attachmentUrl(message.channelId, attachment, baseUrl);
  return {
    id: attachment.id,
    filename: attachment.name,
    size: attachment.size,
    url,
    proxy_url: url,
    content_type: attachment.contentType,
    ...(attachment.description === null ? {} : { description: attachment.description }),
    ...(attachment.title === null ? {} : { title: attachment.title }),
    ...((message.flags & messageFlag.ephemeral) === 0 ? {} : { ephemeral: true }),
  };
}

export const attachmentUrl = (
  channelId: string,
  attachment: { id: string; name: string },
  baseUrl: string,
): string =>
  `${baseUrl}/cdn/attachments/${channelId}/${attachment.id}/${encodeURIComponent(attachment.name)}`;

function wireEmbed(embed: Embed): Record<string, unknown> {
  const { image, thumbnail, timestamp, ...rest } = embed;
  return {
    ...rest,
    type: "rich",
    ...(timestamp === undefined ? {} : { timestamp: new Date(timestamp).toISOString() }),
    ...(image === undefined ? {} : { image: { url: image.url, proxy_url: image.url } }),
    ...(thumbnail === undefined ? {} : { thumbnail: { url: thumbnail.url, proxy_url: thumbnail.url } }),
    ...(embed.fields === undefined
      ? {}
      : { fields: embed.fields.map((f) => ({ ...f, inline: f.inline ?? false })) }),
  };
}

/** Stored components as Discord shows them: defaults written out, files with their addresses. */
export function wireComponent(
  component: Component,
  message: Pick<Message, "channelId" | "attachments">,
  baseUrl: string,
): Record<string, unknown> {
  const inner = (c: Component) => wireComponent(c, message, baseUrl);
  const media = (m: { url: string } | undefined) => wireMedia(m?.url ?? "", message, baseUrl);
  const { components, accessory, component: child, items, media: thumbnail, file, ...rest } = component;
  return {
    ...withoutNull(rest),
    ...(component.type === 17
      ? { accent_color: component.accent_color ?? null, spoiler: component.spoiler ?? false }
      : {}),
    ...(component.type === 14 ? { divider: component.divider ?? true, spacing: component.spacing ?? 1 } : {}),
    ...(isSelect(component.type)
      ? { min_values: component.min_values ?? 1, max_values: component.max_values ?? 1 }
      : {}),
    ...(component.type === 3 ? { options: (component.options ?? []).map((o) => withoutNull(o)) } : {}),
    ...(components === undefined ? {} : { components: components.map(inner) }),
    ...(accessory === undefined ? {} : { accessory: inner(accessory) }),
    ...(child === undefined ? {} : { component: inner(child) }),
    ...(items === undefined
      ? {}
      : {
          items: items.map((i) => ({
            media: media(i.media),
            spoiler: i.spoiler ?? false,
            description: i.description ?? null,
          })),
        }),
    ...(thumbnail === undefined
      ? {}
      : {
          media: media(thumbnail),
          spoiler: component.spoiler ?? false,
          description: component.description ?? null,
        }),
    ...(file === undefined ? {} : wireFileComponent(file.url, message, baseUrl, component.spoiler ?? false)),
  };
}

export const isSelect = (type: number): boolean => type === 3 || (type >= 5 && type <= 8);

function wireFileComponent(
  url: string,
  message: Pick<Message, "channelId" | "attachments">,
  baseUrl: string,
  spoiler: boolean,
): Record<string, unknown> {
  const attachment = message.attachments.find((a) => url === `attachment://${a.name}`);
  return {
    file: wireMedia(url, message, baseUrl),
    name: attachment?.name ?? null,
    size: attachment?.size ?? null,
    spoiler,
  };
}

function wireMedia(
  url: string,
  message: Pick<Message, "channelId" | "attachments">,
  baseUrl: string,
): Record<string, unknown> {
  const attachment = message.attachments.find((a) => url === `attachment://${a.name}`);
  if (attachment === undefined) return { id: "0", url, proxy_url: url, width: null, height: null };
  const served = attachmentUrl(message.channelId, attachment, baseUrl);
  return {
    id: attachment.id,
    url: served,
    proxy_url: served,
    width: null,
    height: null,
    content_type: attachment.contentType,
    attachment_id: attachment.id,
  };
}

/** Discord leaves out what was not given; the schemas allow no null there. */
function withoutNull(record: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== null && value !== undefined),
  );
}
