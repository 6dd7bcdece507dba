import { z } from "zod";
import type { Remote } from "@muster/incident";

const memory = z.object({
  branch: z.string(),
  state: z.enum(["open", "closed", "merged"]),
  /** From the second on, the branch of an earlier pull request was merged already. */
  round: z.number().int().min(1),
  updatedAt: z.string(),
  /** The action items as they were last written to the files, so that only what happened since is carried over. */
  items: z.array(z.object({ id: z.string(), done: z.boolean() })).nullable(),
  /** The postmortem as the record last had it, to tell people's words in the file from ours. */
  wrote: z.string().nullable(),
});

/** What Muster remembers of a pull request that it opened, kept in `remote.extra`. */
export type PullMemory = z.infer<typeof memory>;

export function readPullMemory(remote: Remote): PullMemory | null {
  const read = memory.safeParse(remote.extra);
  return read.success ? read.data : null;
}
