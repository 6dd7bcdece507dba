/** What the gateway is asked to tell; who hears it and how it looks to them is the hub's matter. */
export type Dispatch = {
  t: string;
  guildId: string | null;
  channelId?: string;
  /** Only this application hears it (interactions). */
  appId?: string;
  /** Which intent a session needs; null needs none. */
  intent: number | null;
  d: Record<string, unknown>;
};
