import { existsSync, readFileSync } from "node:fs";
import { keepSigner, signerOf, type Signer } from "./signer.ts";

type Env = Record<string, string | undefined>;

/** Beside the database, in the folder that is never shared. */
export const signingKeyFile = "signing-key.pem";

const howTo =
  "Make one with `openssl genpkey -algorithm ed25519`, or leave it out and Muster keeps one of its own.";

/**
 * The keys that records are signed with, the one in use first. MUSTER_SIGNING_KEY gives one as text and MUSTER_SIGNING_KEY_FILE as a file; with neither there
 * is one in `file`, which is made when it is missing and `isMade` says so. MUSTER_SIGNING_KEY_PREVIOUS is the one before, while a key is being changed.
 */
export function readSigners(
  env: Env,
  { file, isMade }: { file: string; isMade: boolean },
): { signers: Signer[]; problems: string[] } {
  const problems: string[] = [];
  const read = (name: string): Signer | null => {
    const inline = env[name]?.trim() ?? "";
    const path = env[`${name}_FILE`]?.trim() ?? "";
    if (inline === "" && path === "") return null;
    const source = inline === "" ? `${name}_FILE` : name;
    try {
      return signerOf(inline === "" ? readFileSync(path, "utf8") : inline.replaceAll("\\n", "\n"));
    } catch {
      problems.push(`${source} holds no Ed25519 private key in PEM. ${howTo}`);
      return null;
    }
  };
  const given = read("MUSTER_SIGNING_KEY");
  const previous = read("MUSTER_SIGNING_KEY_PREVIOUS");
  if (problems.length > 0) return { signers: [], problems };
  const current = given ?? kept(file, isMade, problems);
  return { signers: [current, previous].filter((one) => one !== null), problems };
}

function kept(file: string, isMade: boolean, problems: string[]): Signer | null {
  if (!isMade && !existsSync(file)) return null;
  try {
    return keepSigner(file);
  } catch {
    problems.push(
      `${file} holds no Ed25519 private key, or cannot be read. Put back the one that was there; if it is lost, delete the file and a new key begins.`,
    );
    return null;
  }
}
