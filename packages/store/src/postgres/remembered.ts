import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

/**
 * The password of the database in this folder; made up once, readable by the owner only. Without one, every user of a
 * shared machine could read the incidents through the loopback port.
 */
export function rememberedPassword(dir: string): string {
  const file = join(dir, "password");
  const own = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(own, randomBytes(24).toString("base64url"), { mode: 0o600 });
  try {
    // Of two processes that start at once, one sets the password and both read it.
    linkSync(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return readFileSync(file, "utf8").trim();
}

/** The port this folder's server had last time, so that an open psql session or bookmark keeps working. */
export function rememberedPort(dir: string): number | null {
  try {
    const port = Number(readFileSync(join(dir, "port"), "utf8"));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
  } catch {
    return null;
  }
}

export function rememberPort(dir: string, port: number): void {
  writeFileSync(join(dir, "port"), `${port}\n`, { mode: 0o600 });
}

/** A loopback port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
