import { createHash } from "node:crypto";
import { eq } from "./drizzle.ts";
import type { Db } from "./connection.ts";
import { blobs } from "./schema/index.ts";

/** Keeps bytes under their own digest. The same bytes again are the same blob. */
export async function putBlob(
  db: Db,
  bytes: Uint8Array,
  contentType: string | null,
): Promise<{ sha256: string; size: number }> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const size = bytes.byteLength;
  await db.insert(blobs).values({ sha256, bytes, size, contentType }).onConflictDoNothing();
  return { sha256, size };
}

export async function readBlob(
  db: Db,
  sha256: string,
): Promise<{ bytes: Uint8Array; contentType: string | null } | null> {
  const [row] = await db
    .select({ bytes: blobs.bytes, contentType: blobs.contentType })
    .from(blobs)
    .where(eq(blobs.sha256, sha256));
  return row ?? null;
}
