import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether GitHub signed exactly these bytes with one of our secrets. Two are accepted while a secret is being changed.
 * https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function isSigned(raw: Uint8Array, signature: string | null, secrets: readonly string[]): boolean {
  if (signature === null || !/^sha256=[0-9a-f]{64}$/.test(signature)) return false;
  const given = Buffer.from(signature.slice("sha256=".length), "hex");
  // Every secret is tried, so that the time taken does not tell which one fits.
  return secrets
    .map((secret) => timingSafeEqual(createHmac("sha256", secret).update(raw).digest(), given))
    .includes(true);
}
