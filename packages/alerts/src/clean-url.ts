import { urlMax } from "./source.ts";

// The language's library knows no URL; every runtime that we run on has this one, and it does no I/O.
declare const URL: {
  parse(text: string): { protocol: string; username: string; password: string; readonly href: string } | null;
};

/** An http or https address without credentials, for people to click on; null for anything else. It is never fetched. */
export function cleanUrl(value: string | null | undefined): string | null {
  if (value === null || value === undefined || value.length > urlMax) return null;
  const url = URL.parse(value.trim());
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return null;
  url.username = "";
  url.password = "";
  return url.href.length > urlMax ? null : url.href;
}
