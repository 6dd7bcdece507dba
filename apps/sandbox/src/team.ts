/** The people of the sandbox. Everybody in it goes by one short name, in Discord and on GitHub. */
export const team = [
  {
    name: "ada",
    does: "Responder, on call this week",
    guild: "acme",
    roles: ["responder", "on-call"],
    access: "write",
  },
  {
    name: "bo",
    does: "Responder, second on call",
    guild: "acme",
    roles: ["responder", "on-call"],
    access: "write",
  },
  {
    name: "cy",
    does: "Communications",
    guild: "acme",
    roles: ["responder", "communications"],
    access: "write",
  },
  {
    name: "dee",
    does: "Decision maker",
    guild: "acme",
    roles: ["responder", "decision-maker"],
    access: "admin",
  },
  { name: "eve", does: "Community member, no responder role", guild: "acme", roles: [], access: "read" },
  {
    name: "mal",
    does: "Responder of another team, in another server",
    guild: "borealis",
    roles: ["responder", "on-call"],
    access: "write",
  },
] as const;

export type TeamMember = (typeof team)[number];

/** Two teams in one process. What one does, the other never sees. */
export const teams = [
  {
    id: "acme",
    guildName: "Acme Protocol",
    repo: { owner: "acme", name: "protocol" },
    /** For what only those named may know of; its members read it. */
    privateRepo: { name: "security", members: ["ada", "dee"] },
    ladder: ["ada", "bo", "dee"],
  },
  {
    id: "borealis",
    guildName: "Borealis Bridge",
    repo: { owner: "borealis", name: "bridge" },
    privateRepo: null,
    ladder: ["mal"],
  },
] as const;

const zones: Record<string, string> = {
  ada: "Europe/Berlin",
  bo: "America/New_York",
  cy: "Asia/Singapore",
};

/** Where somebody usually is, for roll-calls; null for those of whom nobody knows. */
export function zoneOf(name: string): string | null {
  return zones[name] ?? null;
}
