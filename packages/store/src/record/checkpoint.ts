import { createHash } from "node:crypto";
import { z } from "zod";
import { canonical } from "../canonical.ts";
import { isSigned, keyName, type Signer } from "./signer.ts";

/*
 * A checkpoint says once a day, signed, where all records of a workspace ended. It is published where nobody at the database can change it:
 * in the repository. Each names the one before, so that none can be taken out. What it is about is hidden: see merkle.ts.
 */

export const checkpointFormat = "muster-checkpoint-1";

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const signature = z.strictObject({ publicKey: z.string(), signature: z.string() });

const schema = z.strictObject({
  format: z.literal(checkpointFormat),
  workspace: z.string(),
  /** 1, 2, 3 … without a gap. */
  number: z.number().int().min(1),
  day: z.string(),
  at: z.string(),
  /** sha256 of the file before; null for the first one. */
  previous: hex.nullable(),
  /** Over the ends of the records that changed since then. */
  root: hex,
  /** The key that this one is signed with. While a key is being changed, the old one signs too. */
  publicKey: z.string(),
  signatures: z.array(signature).min(1),
});

export type Checkpoint = z.infer<typeof schema>;
export type CheckpointBody = Omit<Checkpoint, "format" | "publicKey" | "signatures">;

/** The file of a checkpoint. The first signer is the one in use. */
export function writeCheckpoint(body: CheckpointBody, signers: readonly [Signer, ...Signer[]]): string {
  const whole = { format: checkpointFormat, ...body, publicKey: signers[0].publicKey } as const;
  const text = canonical(whole);
  const signatures = signers.map((one) => ({ publicKey: one.publicKey, signature: one.sign(text) }));
  return render({ ...whole, signatures });
}

// Always in the order of the schema.
const render = (checkpoint: Checkpoint): string => `${JSON.stringify(schema.parse(checkpoint), null, 2)}\n`;

export const checkpointDigest = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Null when it is none, or not byte for byte as Muster writes it. */
export function readCheckpoint(text: string): Checkpoint | null {
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success && render(read.data) === text ? read.data : null;
  } catch {
    return null;
  }
}

/**
 * What is wrong with a checkpoint, in words; null when nothing is. `before` is the text of the one before it, null where there is none,
 * undefined where it is not at hand. `pinned` are the public keys that the reader trusts.
 */
export function checkpointFault(
  text: string,
  { before, pinned }: { before?: string | null | undefined; pinned?: readonly string[] | undefined },
): string | null {
  const found = readCheckpoint(text);
  if (found === null) return "It was changed after it was written: it is no checkpoint of Muster's.";
  const { signatures, format, publicKey } = found;
  const { signatures: _none, ...signed } = found;
  const said = canonical({ ...signed, format });
  for (const one of signatures) {
    if (!isSigned(said, one.signature, one.publicKey))
      return `It was changed after it was signed with the key ${keyName(one.publicKey)}.`;
  }
  const signs = (key: string): boolean => signatures.some((one) => one.publicKey === key);
  if (!signs(publicKey)) return `It is not signed with its own key ${keyName(publicKey)}.`;
  if (pinned !== undefined && !pinned.some(signs))
    return `It is signed with the key ${keyName(publicKey)} and not with ${pinned.map(keyName).join(" or ")}, which you gave.`;
  return before === undefined ? null : linkFault(found, before, pinned ?? []);
}

function linkFault(
  { number, previous, signatures, publicKey }: Checkpoint,
  before: string | null,
  pinned: readonly string[],
): string | null {
  if (before === null)
    return number === 1 && previous === null
      ? null
      : `The checkpoint before it, number ${number - 1}, is missing.`;
  const last = readCheckpoint(before);
  if (last === null) return "The checkpoint before it was changed.";
  if (number !== last.number + 1) return `The checkpoint before it, number ${number - 1}, is missing.`;
  if (previous !== checkpointDigest(before))
    return `It does not build on checkpoint ${last.number} as that stands now.`;
  const isVouched = signatures.some((one) => one.publicKey === last.publicKey) || pinned.includes(publicKey);
  if (!isVouched) {
    return `It is signed with another key than checkpoint ${last.number}, and that one (${keyName(last.publicKey)}) does not vouch for ${keyName(publicKey)}. If the old key was lost, give both with --key.`;
  }
  return null;
}
