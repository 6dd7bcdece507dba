import type { RecordVerdict } from "@muster/store";
import type { Io } from "../command.ts";

export const whole = (ref: string, entries: number, head: string): string =>
  `${ref}: ${entries} entries, complete and unchanged. Last hash ${head}`;

/** What a check of a whole record found, in words; the exit code. */
export function sayVerdict({ fault, notes, incidents, checkpoints }: RecordVerdict, io: Io): number {
  for (const { ref, entries, head } of incidents) io.out(whole(ref, entries, head));
  if (fault !== null) {
    io.err(fault);
    return 1;
  }
  io.out(
    `All of it is complete and unchanged: ${count(incidents.length, "incident")}, ${count(checkpoints, "signed checkpoint")}.`,
  );
  for (const note of notes) io.out(`  ${note}`);
  return 0;
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;
