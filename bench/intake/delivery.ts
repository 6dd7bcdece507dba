import { createHmac } from "node:crypto";

export const secret = "bench-webhook-secret";

/** The size of an `issues.opened` webhook of a usual repository. */
const bodyBytes = 11_660;

/** A webhook's body: mostly addresses that resemble each other, so that it packs about as well as a real one. */
export function webhookBody(): Buffer {
  const issue: Record<string, string> = {};
  const text = (filler: string): string => JSON.stringify({ action: "opened", issue, filler });
  for (let n = 0; text("").length < bodyBytes - 200; n += 1) {
    issue[`key_${(n * 7_919) % 1_009}_url`] =
      `https://api.github.com/repos/acme/protocol/${(n * 104_729) % 65_521}`;
  }
  return Buffer.from(text("x".repeat(bodyBytes - text("").length)));
}

export function sign(body: Uint8Array): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}
