import { z } from "zod";
import { actionStatuses, type Remote } from "@muster/incident";

const memory = z.object({
  branch: z.string(),
  state: z.enum(["open", "closed", "merged"]),
  /** From the second on, the branch of an earlier pull request was merged already. */
  round: z.number().int().min(1),
  updatedAt: z.string(),
  /** The action items as they were last written to the files, so that only what happened since is carried over. */
  items: z
    .array(
      z.object({
        id: z.string(),
        done: z.boolean(),
        status: z.enum(actionStatuses).optional(),
        text: z.string().optional(),
        ever: z.array(z.enum(actionStatuses)).readonly().optional(),
      }),
    )
    .nullable(),
  /** The documents as the record last had them, by path, to tell people's words from ours. An older Muster kept the main one alone, as text. */
  wrote: z.union([z.string(), z.record(z.string(), z.string())]).nullable(),
  /** Whether it has the plan tracker in it as well. Two that change it at once would stand in each other's way. */
  carriesTracker: z.boolean().default(true),
  /** Who was asked for a review, so that nobody is twice, and who could not be. */
  reviewers: z
    .object({
      asked: z.array(z.string()),
      notAsked: z.array(z.object({ name: z.string(), why: z.string() })),
    })
    .nullable()
    .default(null),
});

/** What Muster remembers of a pull request that it opened, kept in `remote.extra`. */
export type PullMemory = z.infer<typeof memory>;

/** A pull request as it was just found, of which nothing else is remembered. */
export const freshPullMemory = (
  found: Pick<PullMemory, "branch" | "round" | "state" | "updatedAt">,
): PullMemory => memory.parse({ ...found, items: null, wrote: null });

/** Documents as Muster last wrote them, by their path. */
export type Wrote = Record<string, string>;

/** What is remembered of a document; null when nothing is, so that everything in it counts as people's. */
export function readWrote(
  known: PullMemory | null,
  { path, isMain }: { path: string; isMain: boolean },
): string | null {
  const wrote = known?.wrote ?? null;
  if (typeof wrote === "string") return isMain ? wrote : null;
  return wrote?.[path] ?? null;
}

export function readPullMemory(remote: Remote): PullMemory | null {
  const read = memory.safeParse(remote.extra);
  return read.success ? read.data : null;
}

/** Who was asked for a review of a pull request; null when nobody was wanted yet. */
export function readReviewers(remote: Remote): PullMemory["reviewers"] {
  return readPullMemory(remote)?.reviewers ?? null;
}
