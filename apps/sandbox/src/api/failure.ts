import { CannotDo } from "@muster/discord-sim";
import { NotAllowed } from "@muster/github-sim";
import { z } from "zod";

/** What was asked of the sandbox cannot be read, or names something that is not there. */
export class Unknown extends Error {
  override name = "Unknown";
}

/** Words and a status for whatever went wrong: 403 when a platform would not let that person, 400 when the question is off. */
export function tellFailure(error: unknown): { status: 400 | 403 | 500; message: string } {
  if (error instanceof CannotDo || error instanceof NotAllowed)
    return { status: 403, message: error.message };
  if (error instanceof Unknown) return { status: 400, message: error.message };
  if (error instanceof z.ZodError) return { status: 400, message: z.prettifyError(error) };
  return { status: 500, message: error instanceof Error ? error.message : String(error) };
}
