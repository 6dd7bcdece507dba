import { createHmac } from "node:crypto";

/** The headers GitHub signs a webhook body with; the second is the old one it still sends. */
export function signatureHeaders(secret: string, body: string): Record<string, string> {
  if (secret === "") return {};
  const hmac = (kind: "sha256" | "sha1") => createHmac(kind, secret).update(body, "utf8").digest("hex");
  return { "X-Hub-Signature-256": `sha256=${hmac("sha256")}`, "X-Hub-Signature": `sha1=${hmac("sha1")}` };
}
