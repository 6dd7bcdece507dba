import { createHmac, timingSafeEqual } from "node:crypto";

/* What is handed to a browser to bring back: readable, but signed, and of one purpose. */

const signature = (key: Buffer, purpose: string, body: string): Buffer =>
  createHmac("sha256", key).update(`${purpose}\n${body}`).digest();

export function seal(key: Buffer, purpose: string, value: unknown): string {
  const body = Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${body}.${signature(key, purpose, body).toString("base64url")}`;
}

/** What we sealed, or null for anything else. */
export function unseal(key: Buffer, purpose: string, text: string | undefined): unknown {
  const [body = "", given = "", ...rest] = (text ?? "").split(".");
  if (body === "" || rest.length > 0) return null;
  const [known, shown] = [signature(key, purpose, body), Buffer.from(given, "base64url")];
  if (known.length !== shown.length || !timingSafeEqual(known, shown)) return null;
  return JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as unknown;
}
