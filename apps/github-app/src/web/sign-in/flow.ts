import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Way } from "@muster/web";
import { seal, unseal } from "../sealed.ts";
import type { SignInWay } from "../settings.ts";

/* The authorization code flow with PKCE. https://www.rfc-editor.org/rfc/rfc7636 */

export type Started = { way: Way; state: string; verifier: string; to: string; at: number };

export const startedMaxMs = 10 * 60_000;
const purpose = "signing-in";
const secret = (): string => randomBytes(32).toString("base64url");

const scopes: Record<Way, string | null> = { discord: "identify guilds.members.read", github: null };

/** Where to send somebody, and what their browser must bring back. `isSilent` for whoever we know and only ask about anew. */
export function startSignIn(
  { clientId, authorizeUrl }: SignInWay,
  about: { way: Way; to: string; redirectUri: string; isSilent: boolean; now: Date; key: Buffer },
): { url: string; cookie: string } {
  const { way, to, redirectUri, isSilent, now, key } = about;
  const started: Started = { way, to, state: secret(), verifier: secret(), at: now.getTime() };
  const url = new URL(authorizeUrl);
  const scope = scopes[way];
  const prompt = isSilent
    ? way === "discord"
      ? "none"
      : null
    : way === "discord"
      ? "consent"
      : "select_account";
  const query = {
    client_id: clientId,
    redirect_uri: redirectUri,
    state: started.state,
    code_challenge: createHash("sha256").update(started.verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...(way === "discord" ? { response_type: "code" } : {}),
    ...(scope === null ? {} : { scope }),
    ...(prompt === null ? {} : { prompt }),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return { url: url.href, cookie: seal(key, purpose, started) };
}

/** What the same browser began; null when it began nothing, too long ago, or something else. */
export function readStarted(
  key: Buffer,
  cookie: string | undefined,
  about: { way: Way; state: string; now: Date },
): Started | null {
  const started = unseal(key, purpose, cookie) as Started | null; // Only `startSignIn` seals for this purpose.
  if (started === null || started.way !== about.way) return null;
  const [known, given] = [Buffer.from(started.state), Buffer.from(about.state)];
  const isSame = known.length === given.length && timingSafeEqual(known, given);
  const age = about.now.getTime() - started.at;
  return isSame && age >= 0 && age < startedMaxMs ? started : null;
}
