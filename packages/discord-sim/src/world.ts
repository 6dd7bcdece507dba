/**
 * Everything this Discord remembers, as plain data: what is in here survives `snapshot()` and a
 * restart, and nothing else does. Field names are ours where only we read them; `Component` and
 * `Embed` keep the wire's names because they are stored as they came.
 */
export type World = {
  counter: number;
  users: Record<string, User>;
  apps: Record<string, App>;
  guilds: Record<string, Guild>;
  channels: Record<string, Channel>;
  /** By channel, oldest first. */
  messages: Record<string, Message[]>;
  interactions: Record<string, Interaction>;
  nonces: Nonce[];
  files: Record<string, StoredFile>;
  /** The modal each person has open, by user id. */
  openModals: Record<string, OpenModal>;
  events: Record<string, ScheduledEvent>;
  grants: Grant[];
};

/** Somebody's leave to an application to read something of them. It has a code first, and a token once that was shown. */
export type Grant = {
  code: string;
  appId: string;
  userId: string;
  redirectUri: string;
  scopes: string[];
  /** PKCE, S256; null when the application sent none. */
  challenge: string | null;
  until: number;
  token: string | null;
};

export type User = { id: string; name: string; isBot: boolean };

export type App = {
  id: string;
  name: string;
  botId: string;
  token: string;
  ownerId: string;
  /** Privileged intents switched on in the developer portal. */
  privileged: PrivilegedIntent[];
  commands: Command[];
  /** Times of command creations in the last day, for error 30034. */
  commandCreatesAt: number[];
  identifiesAt: number[];
  /** From the OAuth2 page of the developer portal. */
  redirects?: string[];
  clientSecret?: string;
};

export type PrivilegedIntent = "GUILD_MEMBERS" | "GUILD_PRESENCES" | "MESSAGE_CONTENT";

export type Guild = {
  id: string;
  name: string;
  ownerId: string;
  roles: Record<string, Role>;
  members: Record<string, Member>;
  isUnavailable: boolean;
};

export type Role = {
  id: string;
  name: string;
  permissions: string;
  position: number;
  color: number;
  hoist: boolean;
  mentionable: boolean;
  /** The application whose bot this role belongs to, for the role an invite creates. */
  botId: string | null;
};

export type Member = {
  userId: string;
  nick: string | null;
  roles: string[];
  joinedAt: string;
  timedOutUntil: string | null;
};

export type Overwrite = { id: string; type: 0 | 1; allow: string; deny: string };

export type Channel = {
  id: string;
  type: number;
  guildId: string | null;
  name: string;
  topic: string | null;
  parentId: string | null;
  position: number;
  nsfw: boolean;
  rateLimitPerUser: number;
  overwrites: Overwrite[];
  lastMessageId: string | null;
  lastPinAt: string | null;
  bitrate: number;
  userLimit: number;
  autoArchiveMin: number;
  tags: ForumTag[];
  /** Both people of a direct message; empty in a server. */
  recipients: string[];
  thread: Thread | null;
};

export type ForumTag = {
  id: string;
  name: string;
  moderated: boolean;
  emoji_id: string | null;
  emoji_name: string | null;
};

export type Thread = {
  ownerId: string;
  isArchived: boolean;
  isLocked: boolean;
  isInvitable: boolean;
  archiveChangedAt: string;
  createdAt: string;
  autoArchiveMin: number;
  appliedTags: string[];
  sent: number;
  members: { userId: string; joinedAt: string }[];
};

export type Message = {
  id: string;
  channelId: string;
  guildId: string | null;
  authorId: string;
  type: number;
  content: string;
  embeds: Embed[];
  components: Component[];
  attachments: Attachment[];
  flags: number;
  at: string;
  editedAt: string | null;
  pinnedAt: string | null;
  tts: boolean;
  nonce: string | number | null;
  /** The application that sent it, when one did. */
  appId: string | null;
  /** Set on answers to interactions, which Discord sends through a webhook. */
  isWebhook: boolean;
  interaction: InteractionTrace | null;
  reference: { channelId: string; messageId: string } | null;
  mentions: string[];
  mentionRoles: string[];
  mentionEveryone: boolean;
  pinged: Pinged;
  /** The only person who sees it, when it is ephemeral. */
  ephemeralFor: string | null;
  reactions: { emoji: string; users: string[] }[];
  threadId: string | null;
};

/** Who was really notified: allowed_mentions, role settings and permissions taken into account. */
export type Pinged = { users: string[]; roles: string[]; everyone: boolean; reached: string[] };

export type InteractionTrace = {
  id: string;
  type: number;
  userId: string;
  commandName: string | null;
  sourceMessageId: string | null;
  targetMessageId: string | null;
  originalMessageId: string | null;
};

export type Attachment = {
  id: string;
  name: string;
  description: string | null;
  title: string | null;
  size: number;
  contentType: string;
  sha256: string;
};

export type StoredFile = { id: string; name: string; contentType: string; sha256: string; size: number };

export type Embed = {
  type?: string;
  title?: string;
  description?: string;
  url?: string;
  timestamp?: string;
  color?: number;
  author?: { name: string; url?: string; icon_url?: string };
  footer?: { text: string; icon_url?: string };
  image?: { url: string };
  thumbnail?: { url: string };
  fields?: { name: string; value: string; inline?: boolean }[];
};

export type SelectOption = {
  label: string;
  value: string;
  description?: string | null;
  default?: boolean | null;
  emoji?: Emoji | null;
};
export type Emoji = { id?: string | null; name?: string | null; animated?: boolean };

export type Component = {
  type: number;
  id: number;
  custom_id?: string;
  style?: number;
  label?: string;
  emoji?: Emoji | null;
  url?: string | null;
  sku_id?: string;
  disabled?: boolean;
  content?: string;
  placeholder?: string;
  min_values?: number;
  max_values?: number;
  options?: SelectOption[];
  default_values?: { id: string; type: string }[] | null;
  channel_types?: number[] | null;
  components?: Component[];
  component?: Component;
  accessory?: Component;
  accent_color?: number | null;
  spoiler?: boolean;
  divider?: boolean;
  spacing?: number;
  media?: { url: string };
  file?: { url: string };
  items?: { media: { url: string }; description?: string | null; spoiler?: boolean }[];
  name?: string;
  size?: number;
  description?: string | null;
  min_length?: number | null;
  max_length?: number | null;
  value?: string | null;
  required?: boolean | null;
  default?: boolean | null;
};

export type CommandOption = {
  type: number;
  name: string;
  description: string;
  required?: boolean;
  choices?: { name: string; value: string | number }[];
  options?: CommandOption[];
  channel_types?: number[];
  min_value?: number;
  max_value?: number;
  min_length?: number;
  max_length?: number;
  autocomplete?: boolean;
};

export type Command = {
  id: string;
  guildId: string | null;
  version: string;
  type: number;
  name: string;
  description: string;
  options: CommandOption[];
  defaultPermissions: string | null;
  nsfw: boolean;
  contexts: number[] | null;
  integrationTypes: number[];
  nameLocalizations: Record<string, string> | null;
  descriptionLocalizations: Record<string, string> | null;
};

export type InteractionKind = "command" | "component" | "autocomplete" | "modal";

export type Interaction = {
  id: string;
  token: string;
  kind: InteractionKind;
  appId: string;
  userId: string;
  guildId: string | null;
  channelId: string;
  createdAt: string;
  commandName: string | null;
  /** The message whose component was used, or whose component opened the modal. */
  sourceMessageId: string | null;
  targetMessageId: string | null;
  /** Null until the first answer; then the callback type. */
  answeredWith: number | null;
  isEphemeral: boolean;
  originalMessageId: string | null;
  /** Every message this interaction made or changed, in order. */
  touched: string[];
  modal: OpenModal | null;
  choices: { name: string; value: string | number }[] | null;
};

export type OpenModal = {
  interactionId: string;
  appId: string;
  guildId: string | null;
  channelId: string;
  sourceMessageId: string | null;
  title: string;
  customId: string;
  components: Component[];
};

export type Nonce = { authorId: string; channelId: string; nonce: string; messageId: string; at: string };

export type ScheduledEvent = {
  id: string;
  guildId: string;
  channelId: string | null;
  creatorId: string;
  name: string;
  description: string | null;
  startsAt: string;
  endsAt: string | null;
  entityType: number;
  location: string | null;
};

export function emptyWorld(): World {
  return {
    counter: 0,
    users: {},
    apps: {},
    guilds: {},
    channels: {},
    messages: {},
    interactions: {},
    nonces: [],
    files: {},
    openModals: {},
    events: {},
    grants: [],
  };
}
