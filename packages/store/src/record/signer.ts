import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Signs with an Ed25519 key. `publicKey` is its 32 bytes as base64. */
export type Signer = { publicKey: string; sign(text: string): string };

/** An Ed25519 public key in SubjectPublicKeyInfo is this and then its 32 bytes. https://www.rfc-editor.org/rfc/rfc8410#section-4 */
const spkiPrefix = Buffer.from("302a300506032b6570032100", "hex");
const rawLength = 32;

/** From a private key in PEM. Throws on anything else. */
export function signerOf(pem: string): Signer {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== "ed25519") throw new TypeError("The key is no Ed25519 key.");
  const spki = createPublicKey(key).export({ type: "spki", format: "der" });
  return {
    publicKey: spki.subarray(spkiPrefix.length).toString("base64"),
    sign: (text) => sign(null, Buffer.from(text), key).toString("base64"),
  };
}

export function isSigned(text: string, signature: string, publicKey: string): boolean {
  const raw = Buffer.from(publicKey, "base64");
  if (raw.length !== rawLength) return false;
  const key = createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: "der", type: "spki" });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64"));
}

/** How people call a key: short enough to compare by eye. */
export function keyName(publicKey: string): string {
  return createHash("sha256").update(Buffer.from(publicKey, "base64")).digest("hex").slice(0, 16);
}

/** A public key as `openssl pkey -pubin` reads it. */
export function publicPem(publicKey: string): string {
  const key = Buffer.concat([spkiPrefix, Buffer.from(publicKey, "base64")]);
  return createPublicKey({ key, format: "der", type: "spki" }).export({ type: "spki", format: "pem" });
}

/** The other way; null when it is no Ed25519 key. */
export function readPublicPem(pem: string): string | null {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType !== "ed25519") return null;
    return key.export({ type: "spki", format: "der" }).subarray(spkiPrefix.length).toString("base64");
  } catch {
    return null;
  }
}

/** The key in a file, which is made when it is not there. Only its owner can read it. */
export function keepSigner(file: string): Signer {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync("ed25519");
  try {
    writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return signerOf(readFileSync(file, "utf8"));
}
