import { z } from "zod";
import { writeBlock } from "@muster/templates";
import { digestOf } from "./digest.ts";
import { rescueEdit } from "./rescue-edit.ts";

/*
 * A page that people and Muster write, as it is remembered: how it was last seen, what of people's waits to be put back, and enough of our
 * last writes to notice that one of them ran over a person's edit.
 */

export type Words = {
  body: string;
  /** What must stand there instead of `body`, with our part empty: a person's words that an edit of ours ran over. */
  restore: string | null;
  /** Our latest writes, the newest last. */
  writes: Write[];
};

/** `digest` is that of what we wrote, `from` that of people's words that it started from, `basis` these words while it is among the newest. */
const write = z.object({ digest: z.string(), from: z.string().optional(), basis: z.string().nullable() });
export const writes = z.array(write);
type Write = z.infer<typeof write>;

/** A webhook about an older write comes after all of these were answered. */
const writesKept = 12;
const basesKept = 3;

export type Reading = {
  /** People's part of a body: all of it, with our part empty. Null when the marks are not clear. */
  part(body: string): string | null;
  /** The same, with their words that stand in our part. */
  words(body: string): string | null;
};

/** People's part of a body, with our block of that name empty. */
export function partWithout(name: string): Reading["part"] {
  return (body) => {
    const part = writeBlock(body, { name, text: "", isAppended: true });
    return part.ok ? part.value : null;
  };
}

/** After a write of ours over the page as we knew it, that put back what waited for it. */
export function wroteOver(
  { writes }: Pick<Words, "writes">,
  { basis, wrote }: { basis: string; wrote: string },
): Pick<Words, "restore" | "writes"> {
  const kept = [...writes, { digest: digestOf(wrote), from: digestOf(basis), basis }].slice(-writesKept);
  return { restore: null, writes: kept.map((one, at) => (at < kept.length - basesKept ? older(one) : one)) };
}

const older = ({ digest, from, basis }: Write): Write => ({
  digest,
  from: from ?? (basis === null ? undefined : digestOf(basis)),
  basis: null,
});

/** The page as it was just seen. Somebody may have written on while their neighbour's words waited to be put back: both shall stand. */
export function sawBody<Memory extends Words>(
  memory: Memory,
  body: string,
  { part, words }: Reading,
): Memory {
  const next = { ...memory, body };
  if (memory.restore === null || body === memory.body) return next;
  return restoring(next, { base: words(memory.body), lost: memory.restore, current: words(body) }, part);
}

/**
 * We never mean to change people's part, except to put something back. So when the body that we replaced had another part of
 * theirs than the one we started from, an edit came in between.
 */
export function rescueWords<Memory extends Words>(
  memory: Memory,
  { wrote, replaced }: { wrote: string; replaced: string },
  { part, words }: Reading,
): Memory {
  const digest = digestOf(wrote);
  const known = memory.writes.findLast((write) => write.digest === digest);
  const lost = words(replaced);
  if (lost !== null && known?.from === digestOf(lost)) return memory;
  const isFirst = memory.writes.length === 0;
  const base = known?.basis ?? (isFirst ? part(wrote) : sharedLines(part(wrote), lost));
  if (lost === base) return memory;
  return restoring(memory, { base, lost, current: memory.restore ?? words(memory.body) }, part);
}

/** Whether a write of ours, of which nothing else is known, has left out a line of people. */
export function leftOut(
  { wrote, replaced }: { wrote: string; replaced: string },
  { part, words }: Reading,
): boolean {
  const before = words(replaced);
  return before !== sharedLines(part(wrote), before);
}

/**
 * What a write may have started from that nobody wrote down: the lines of it that stood there before. What only it holds it has put back
 * for somebody, rather than that the person took it out: no word disappears for want of memory.
 */
function sharedLines(wrote: string | null, lost: string | null): string | null {
  if (wrote === null || lost === null) return wrote;
  const known = new Set(lost.split("\n"));
  return wrote
    .split(/(?<=\n)/)
    .filter((line) => known.has(line.replace(/\n$/, "")))
    .join("");
}

type Parts = { base: string | null; lost: string | null; current: string | null };

function restoring<Memory extends Words>(
  memory: Memory,
  { base, lost, current }: Parts,
  part: Reading["part"],
): Memory {
  // Where the marks are broken, nobody can tell whose words are whose; people are told so by the delivery.
  if (base === null || lost === null || current === null) return memory;
  const rescued = rescueEdit({ base, lost, current });
  return { ...memory, restore: rescued === part(memory.body) ? null : rescued };
}
