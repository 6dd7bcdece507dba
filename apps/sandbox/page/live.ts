import { api } from "./api.ts";
import type { Call } from "./answers.ts";
import { change, now } from "./state.ts";

let isReading = false;
let isStale = false;
/** A call that took longer than this to end is found again only when the page is loaded anew. */
const overlapMs = 60_000;
const callsShownMax = 3_000;
const retryMs = 2_000;

/** Reads everything anew and draws what changed. Asked again while it reads, it reads once more afterwards. */
export async function reread(): Promise<void> {
  if (isReading) {
    isStale = true;
    return;
  }
  isReading = true;
  try {
    do {
      isStale = false;
      await readOnce();
    } while (isStale);
  } finally {
    isReading = false;
  }
}

async function readOnce(): Promise<void> {
  const { me, repoName, calls, commands } = now();
  const cut = cutOf(calls);
  const channel = channelOf(me);
  const [info, seen, names, repo, fresh, offered] = await Promise.all([
    api.info(),
    api.see(me),
    api.names(me),
    api.repo(repoName),
    api.calls(cut),
    channel === null ? commands : api.commands(me, channel).catch(() => commands),
  ]);
  const isStillWanted = now().me === me && now().repoName === repoName;
  change({
    info,
    aheadMs: new Date(info.now).getTime() - Date.now(),
    calls: [...calls.filter(({ startedAt }) => cut !== null && startedAt < cut), ...fresh].slice(
      -callsShownMax,
    ),
    ...(isStillWanted ? { seen, names, repo, commands: offered } : {}),
  });
}

function cutOf(calls: readonly Call[]): string | null {
  const last = calls.at(-1);
  return last === undefined ? null : new Date(new Date(last.startedAt).getTime() - overlapMs).toISOString();
}

function channelOf(me: string): string | null {
  const { openChannel, seen } = now();
  const open = openChannel[me];
  return seen.channels.some(({ id }) => id === open) ? (open ?? null) : null;
}

/** Follows the sandbox for as long as the page is open. */
export function follow(say: (words: string | null) => void): void {
  const changes = new EventSource("/changes");
  changes.addEventListener("message", () => {
    reread().then(
      () => say(null),
      (error: unknown) => say(error instanceof Error ? error.message : String(error)),
    );
  });
  changes.addEventListener("error", () => {
    say("The sandbox does not answer. This page goes on by itself once it is back.");
    if (changes.readyState !== EventSource.CLOSED) return;
    setTimeout(() => follow(say), retryMs);
  });
}
