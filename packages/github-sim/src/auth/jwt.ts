import { verify } from "node:crypto";
import { Refusal } from "../refusal.ts";
import type { App } from "../world.ts";

/** GitHub accepts a JWT for ten minutes at most, and allows a minute of clock drift on top. */
const lifeMaxS = 10 * 60;
const driftS = 60;

type Claims = { iss?: string | number; iat?: number; exp?: number };

/** The app that signed this JWT. Refuses in GitHub's own words. */
export function appFromJwt(apps: readonly App[], jwt: string, now: Date): App {
  const [head = "", payload = "", signature = ""] = jwt.split(".");
  const header = parse(head) as { alg?: string } | null;
  const claims = parse(payload) as Claims | null;
  if (header?.alg !== "RS256" || claims === null) throw unreadable();
  const { iat, exp } = claims;
  const nowS = now.getTime() / 1_000;
  if (typeof exp !== "number")
    throw refused(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (typeof iat !== "number" || iat > nowS + driftS) {
    throw refused(
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  if (exp <= nowS)
    throw refused(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (exp > nowS + lifeMaxS + driftS || exp - iat > lifeMaxS + driftS) {
    throw refused("'Expiration time' claim ('exp') is too far in the future");
  }
  const app = apps.find(
    (candidate) => String(candidate.id) === String(claims.iss) || candidate.clientId === claims.iss,
  );
  if (app === undefined) throw refused("Integration not found", 404);
  const isGenuine = verify(
    "RSA-SHA256",
    Buffer.from(`${head}.${payload}`),
    app.publicKey,
    Buffer.from(signature, "base64url"),
  );
  if (!isGenuine) throw unreadable();
  return app;
}

const refused = (message: string, status = 401) => new Refusal(status, message);
const unreadable = () => refused("A JSON web token could not be decoded");

function parse(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
