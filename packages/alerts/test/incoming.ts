import { readFileSync } from "node:fs";
import type { Incoming } from "../src/index.ts";

type Recorded = { headers: Record<string, string>; body: unknown };

/** A request as it stands in `fixtures/` of a source: `recorded` from the real program, or `written-…` to its published shape. */
export function incoming(name: string): Incoming {
  const { headers, body } = JSON.parse(
    readFileSync(new URL(`../src/${name}.json`, import.meta.url), "utf8"),
  ) as Recorded;
  return {
    headers,
    body: bytes(typeof body === "string" ? body : JSON.stringify(body)),
    contentType: headers["content-type"] ?? null,
    receivedAt: new Date("2026-11-20T19:19:00Z"),
  };
}

/** A request with this body and nothing special about it. */
export function posted(body: unknown, change: Partial<Incoming> = {}): Incoming {
  return {
    headers: {},
    body: bytes(typeof body === "string" ? body : JSON.stringify(body)),
    contentType: "application/json",
    receivedAt: new Date("2026-11-20T19:19:00Z"),
    ...change,
  };
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (body: Uint8Array): string => new TextDecoder().decode(body);
