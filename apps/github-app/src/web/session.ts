import type { Way } from "@muster/web";
import { seal, unseal } from "./sealed.ts";

/** What somebody may in one team, as the platform said when they signed in. */
export type Rights = { team: string; isResponder: boolean; groups: string[] };

/** Whose browser it is. */
export type Account =
  | { way: "discord"; id: string; name: string }
  | { way: "github"; id: number; login: string };

export type Session = { account: Account; rights: Rights[]; at: number };

/** Rights are asked anew after this long, which for whoever is signed in on the platform goes by itself. */
const freshMs = 60 * 60_000;
/** After this long somebody presses the button again. */
export const livesMs = 12 * 60 * 60_000;

const purpose = "session";

/** Cookies hold 4,096 bytes. Whoever is in more teams than fit sees the first of them. */
const textMax = 3_800;

export function writeSession(key: Buffer, session: Session): string {
  const text = seal(key, purpose, session);
  return text.length <= textMax
    ? text
    : writeSession(key, { ...session, rights: session.rights.slice(0, -1) });
}

/** `stale` is somebody whom we know, and whose rights must be asked anew. */
export function readSession(
  key: Buffer,
  text: string | undefined,
  now: Date,
): { is: "fresh"; session: Session } | { is: "stale"; way: Way } | null {
  // Only what `writeSession` made carries our signature.
  const session = unseal(key, purpose, text) as Session | null;
  if (session === null) return null;
  const age = now.getTime() - session.at;
  if (age < 0 || age >= livesMs) return null;
  return age < freshMs ? { is: "fresh", session } : { is: "stale", way: session.account.way };
}

export const nameOf = (account: Account): string =>
  account.way === "discord" ? account.name : account.login;
