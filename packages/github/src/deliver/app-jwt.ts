import { createPrivateKey, sign } from "node:crypto";
import type { Clock } from "@muster/kernel";

/** GitHub takes ten minutes at most, and its clock may run behind ours. https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
const backdatedSeconds = 60;
const livesSeconds = 480;

/** Signs the App in by our own clock, where Octokit would take the machine's. */
export function createAppJwt({
  appId,
  privateKey,
  clock,
}: {
  appId: string;
  privateKey: string;
  clock: Clock;
}) {
  const key = createPrivateKey(privateKey);
  return async (_: string | number, timeDifference = 0): Promise<{ jwt: string; expiresAt: string }> => {
    const now = Math.floor(clock.now().getTime() / 1_000) + timeDifference;
    const claims = { iat: now - backdatedSeconds, exp: now + livesSeconds, iss: appId };
    const content = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
    const signature = sign("sha256", Buffer.from(content), key).toString("base64url");
    return { jwt: `${content}.${signature}`, expiresAt: new Date(claims.exp * 1_000).toISOString() };
  };
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");
