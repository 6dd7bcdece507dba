import { createHash, timingSafeEqual } from "node:crypto";

/** Workspace ids by the tokens that monitors send. Several may lead to one, so that a token can be changed without a gap. */
export type AlertTokens = Readonly<Record<string, string>>;

/** The workspace whose alert token this is; null for any other text. All are compared, each in constant time. */
export function workspaceOfToken(authorization: string | null, tokens: AlertTokens): string | null {
  const given = digest(readToken(authorization) ?? "");
  let found: string | null = null;
  for (const [token, workspaceId] of Object.entries(tokens)) {
    if (token !== "" && timingSafeEqual(digest(token), given)) found = workspaceId;
  }
  return found;
}

/** `Bearer …`, or the password of HTTP basic authentication, which some monitors can send and nothing else. */
function readToken(authorization: string | null): string | null {
  const bearer = /^bearer\s+(\S+)\s*$/i.exec(authorization ?? "");
  if (bearer !== null) return bearer[1]!;
  const basic = /^basic\s+([A-Za-z0-9+/=]+)\s*$/i.exec(authorization ?? "");
  if (basic === null) return null;
  const pair = Buffer.from(basic[1]!, "base64").toString("utf8");
  return pair.slice(pair.indexOf(":") + 1);
}

/** Digests have one length, whatever was sent. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
