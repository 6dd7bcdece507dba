/** What the sandbox's API answers, as far as the page shows it. docs/sandbox.md describes each call. */

export type Info = {
  /** Muster's own pages: the team's, and what the public reads. */
  webUrl: string;
  statusUrl: string;
  team: { name: string; does: string; guild: string }[];
  repos: string[];
  policy: string;
  outage: { discord: boolean; github: boolean };
  now: string;
};

export type Names = { users: Record<string, string>; roles: Record<string, string> };

/** One piece of a message as Discord's wire has it. Which fields are there depends on `type`. */
export type Component = {
  type: number;
  id?: number;
  content?: string;
  components?: Component[];
  accessory?: Component;
  accent_color?: number | null;
  spoiler?: boolean;
  divider?: boolean;
  spacing?: number;
  style?: number;
  label?: string;
  emoji?: { name?: string | null };
  custom_id?: string;
  url?: string;
  disabled?: boolean;
  placeholder?: string;
  min_values?: number;
  max_values?: number;
  options?: { label: string; value: string; description?: string; default?: boolean }[];
  items?: { media: Media; description?: string | null; spoiler?: boolean }[];
  media?: Media;
  description?: string | null;
  file?: Media;
  name?: string | null;
  size?: number | null;
};

export type Media = { url: string; content_type?: string };

export type Embed = {
  title?: string;
  description?: string;
  url?: string;
  color?: number;
  author?: { name: string };
  footer?: { text: string };
  fields?: { name: string; value: string; inline?: boolean }[];
  image?: { url: string };
};

export type Message = {
  id: string;
  channelId: string;
  author: string;
  authorIsBot: boolean;
  text: string;
  pinned: boolean;
  ephemeral: boolean;
  isThinking: boolean;
  attachments: { name: string; url: string; size: number; description: string | null }[];
  reactions: { emoji: string; count: number }[];
  at: string;
  editedAt: string | null;
  pinged: { reached: string[] };
  raw: {
    type: number;
    content: string;
    embeds: Embed[];
    components: Component[];
    interaction?: { name: string; user: { username: string } };
    referenced_message?: { author: { username: string }; content: string } | null;
  };
};

export type Channel = {
  id: string;
  name: string;
  type: string;
  guild: string | null;
  category: string | null;
  parent: string | null;
  topic: string | null;
  private: boolean;
  archived: boolean;
  messages: Message[];
};

export type Seen = { channels: Channel[] };

export type CommandOption = {
  name: string;
  description: string;
  kind: "text" | "number" | "yes-no" | "person" | "channel" | "role" | "file";
  required: boolean;
  autocomplete: boolean;
  choices: { name: string; value: string | number }[];
};

export type Command = {
  path: string;
  kind: "slash" | "message";
  description: string;
  options: CommandOption[];
};

export type ModalField = {
  label: string;
  description: string | null;
  customId: string;
  required: boolean;
  kind: string;
  placeholder: string | null;
  minLength: number | null;
  maxLength: number | null;
  options: { label: string; value: string; description: string | null }[] | null;
  maxValues: number;
  value: string | boolean | string[] | null;
};

export type Modal = { title: string; customId: string; text: string[]; fields: ModalField[] };

export type Acted = {
  ok: boolean;
  error?: string;
  sees?: (Partial<Message> & { modal?: Modal })[];
  choices?: { name: string; value: string | number }[];
};

export type Issue = {
  number: number;
  title: string;
  body: string;
  labels: string[];
  state: "open" | "closed";
  author: string;
  assignees: string[];
  pinned: boolean;
  createdAt: string;
  updatedAt: string;
  comments: Comment[];
};

export type Comment = {
  id: number;
  author: string;
  body: string;
  at: string;
  reactions: { user: string; content: string }[];
};

export type Pull = Issue & {
  head: string;
  base: string;
  merged: boolean;
  draft: boolean;
  /** Whose review is waited for. */
  requestedReviewers: string[];
  reviews: { author: string; state: string; body: string }[];
  files: Record<string, string>;
  checks: Check[];
};

export type Check = {
  name: string;
  status: string;
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  annotations: { path: string; line: number; level: string; message: string }[];
};

export type Repo = {
  repo: string;
  issues: Issue[];
  pulls: Pull[];
  branches: string[];
  files: Record<string, string>;
  commits: { sha: string; message: string; author: string }[];
};

export type Call = {
  platform: "discord" | "github";
  method: string;
  route: string;
  status: number;
  startedAt: string;
  endedAt: string;
  effect: string | null;
  incident: string | null;
};
