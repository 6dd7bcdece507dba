import { createHash, randomBytes } from "node:crypto";
import type { Core } from "../core.ts";
import type { App, Grant } from "../world.ts";

/** A code is good once and for ten minutes. The documentation names no number; ten minutes is what RFC 6749 allows at most. */
const codeLivesMs = 10 * 60_000;
/** A week, as Discord says in `expires_in`. */
export const tokenLivesS = 604_800;

export type Wish = { redirectUri: string; scopes: string[]; challenge: string | null };

export function grant(core: Core, app: App, userId: string, wish: Wish): string {
  const code = randomBytes(15).toString("base64url");
  core.world.grants.push({
    code,
    appId: app.id,
    userId,
    ...wish,
    until: core.now().getTime() + codeLivesMs,
    token: null,
  });
  core.isDirty = true;
  return code;
}

/** What an application shows to get a token for a code. A reason when it gets none. */
export function redeem(
  core: Core,
  app: App,
  shown: { code: string; redirectUri: string; verifier: string | null },
): Grant | string {
  const found = core.world.grants.find(({ code, appId }) => code === shown.code && appId === app.id);
  if (found === undefined || found.token !== null) return 'Invalid "code" in request.';
  if (found.until <= core.now().getTime()) return 'Invalid "code" in request.';
  if (found.redirectUri !== shown.redirectUri) return 'Invalid "redirect_uri" in request.';
  if (found.challenge !== null && found.challenge !== challengeOf(shown.verifier ?? ""))
    return 'Invalid "code_verifier" in request.';
  found.token = randomBytes(22).toString("base64url");
  found.until = core.now().getTime() + tokenLivesS * 1_000;
  core.isDirty = true;
  return found;
}

const challengeOf = (verifier: string): string => createHash("sha256").update(verifier).digest("base64url");

/** Whose token came with the call; null for one that nobody has, or that is over. */
export function grantOf(core: Core, authorization: string | undefined): Grant | null {
  const token = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
  if (token === undefined) return null;
  const found = core.world.grants.find((one) => one.token === token);
  return found !== undefined && found.until > core.now().getTime() ? found : null;
}

/** The secret on the OAuth2 page of the developer portal; made when first looked at. */
export function secretOf(core: Core, app: App): string {
  app.clientSecret ??= randomBytes(24).toString("base64url");
  core.isDirty = true;
  return app.clientSecret;
}
