// PostgreSQL refuses to run as root, and initdb refuses a user without a name. As root we therefore start it inside a
// user namespace, where root appears under another name: files keep their owner and a folder with mode 0700 stays
// reachable. Where namespaces are forbidden (some containers) it runs under a real other user instead.
// The trap: setpriv must come after unshare, because a change of credentials clears the parent-death signal.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { binariesIn, type Binaries } from "./binaries.ts";
import { cannotStart } from "./start-error.ts";

export type Launcher = {
  binaries: Binaries;
  /** Goes before the program: it changes the user and ties the server's life to ours. */
  prefix: string[];
  /** The other user, where the server runs under one; its folder must then belong to that user. */
  owner: { uid: number; gid: number } | null;
  /** Whether the kernel ends the server when we die. If not, a watchdog has to. */
  diesWithUs: boolean;
};

const dieWithParent = ["setpriv", "--pdeathsig", "INT"];

/** Finds how this process can run PostgreSQL on this system. */
export function findLauncher(binaries: Binaries): Launcher {
  if (process.platform !== "linux") return { binaries, prefix: [], owner: null, diesWithUs: false };

  if (isOrdinaryUser()) {
    const diesWithUs = works(dieWithParent);
    return { binaries, prefix: diesWithUs ? dieWithParent : [], owner: null, diesWithUs };
  }
  const prefix = [...userNamespace(), ...dieWithParent];
  if (works(prefix)) return { binaries, prefix, owner: null, diesWithUs: true };
  return asOtherUser(binaries);
}

/** The way for root where user namespaces are forbidden. */
export function asOtherUser(binaries: Binaries): Launcher {
  if (process.getuid?.() !== 0) {
    throw cannotStart(
      "PostgreSQL needs a user with a name, and the user who runs Muster has no entry in /etc/passwd.",
      "Run Muster as a named user",
    );
  }
  const diesWithUs = works(dieWithParent);
  return {
    binaries: isOpenToAll(binaries.home) ? binaries : copyForAll(binaries),
    prefix: diesWithUs ? dieWithParent : [],
    owner: namedUser(),
    diesWithUs,
  };
}

function userNamespace(): string[] {
  const { uid, gid } = namedUser();
  return ["unshare", "--user", `--map-user=${uid}`, `--map-group=${gid}`];
}

function isOrdinaryUser(): boolean {
  if (process.getuid?.() === 0) return false;
  try {
    return userInfo().username !== "";
  } catch {
    // Containers are often started with a number that no name belongs to.
    return false;
  }
}

function works([command, ...args]: string[]): boolean {
  return command !== undefined && spawnSync(command, [...args, "true"], { stdio: "ignore" }).status === 0;
}

/** The user whose name the server borrows: `postgres` where it exists, else `nobody`, which nearly every system has. */
function namedUser(): { uid: number; gid: number } {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.uid > 0 && user.gid > 0);
  const found =
    users.find((u) => u.name === "postgres") ?? users.find((u) => u.name === "nobody") ?? users[0];
  if (found === undefined) {
    throw cannotStart(
      "PostgreSQL does not run as root, and /etc/passwd names no other user.",
      "Add a user (`useradd postgres`)",
    );
  }
  return { uid: found.uid, gid: found.gid };
}

function isOpenToAll(folder: string): boolean {
  const open = (statSync(folder).mode & 0o005) === 0o005;
  return open && (dirname(folder) === folder || isPassable(dirname(folder)));
}

function isPassable(folder: string): boolean {
  return (
    (statSync(folder).mode & 0o001) === 0o001 && (dirname(folder) === folder || isPassable(dirname(folder)))
  );
}

/** Only root gets here, so nobody else can have prepared this folder. */
const sharedHome = "/var/lib/muster";

function copyForAll(binaries: Binaries): Binaries {
  const home = join(sharedHome, `postgres-${binaries.version}`);
  if (!existsSync(home)) {
    const half = `${home}.${process.pid}`;
    mkdirSync(half, { recursive: true });
    cpSync(binaries.home, half, { recursive: true, verbatimSymlinks: true });
    for (const folder of [sharedHome, half]) chmodSync(folder, 0o755);
    try {
      renameSync(half, home);
    } catch {
      // Another process finished the same copy first.
      rmSync(half, { recursive: true, force: true });
    }
  }
  return binariesIn(home, binaries.version);
}
