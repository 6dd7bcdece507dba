/** Discord's own hosts for what people attach. https://discord.com/developers/docs/reference#cdn-endpoints */
const hosts = ["cdn.discordapp.com", "media.discordapp.net"];
/** What Discord lets most servers attach at once; more is not kept. */
export const fileBytesMax = 25 * 1024 * 1024;
const withinMs = 20_000;

export type Fetched = { ok: true; bytes: Uint8Array } | { ok: false; why: string };

/**
 * The bytes of an attachment. Only from where Discord keeps attachments (or the loopback host that stands for it), never more
 * than the bound, and never by a detour: the address comes from outside.
 */
export async function fetchFile(url: string, apiBase: string | null): Promise<Fetched> {
  if (!isAllowed(url, apiBase)) return { ok: false, why: "it does not lie on Discord's servers" };
  try {
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(withinMs) });
    if (!response.ok || response.body === null)
      return { ok: false, why: `Discord answered ${response.status}` };
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body) {
      size += part.byteLength;
      if (size > fileBytesMax) return { ok: false, why: "it is larger than 25 MB" };
      parts.push(part);
    }
    return { ok: true, bytes: Buffer.concat(parts) };
  } catch {
    return { ok: false, why: "it could not be fetched" };
  }
}

function isAllowed(url: string, apiBase: string | null): boolean {
  const parsed = URL.parse(url);
  if (parsed === null) return false;
  if (apiBase !== null) return parsed.host === URL.parse(apiBase)?.host;
  return parsed.protocol === "https:" && hosts.includes(parsed.host);
}
