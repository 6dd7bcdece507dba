import { parseArgs } from "node:util";
import { UsageError, type CliCommand } from "../command.ts";
import { readPinned, readPublished } from "../verify/published.ts";
import { verifyDatabase } from "../verify/database.ts";
import { verifyFile } from "../verify/file.ts";

/*
 * 0: it is whole. 1: something is wrong, and the first thing that is wrong was named. 2: it could not be looked at.
 */
const unreadable = 2;

export const verify: CliCommand = {
  summary: "Checks that records are complete and as they were written; names the first entry that is not",
  usage:
    "muster verify [INC-1 | EXPORT…] [--checkpoints FILE-or-CLONE] [--key PUBLIC.pem …] [--workspace ID] [--data DIR]\n  (ends with 0: whole, 1: something is wrong, 2: could not be looked at)",
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        checkpoints: { type: "string" },
        key: { type: "string", multiple: true },
        workspace: { type: "string" },
        data: { type: "string" },
      },
    });
    try {
      const against = {
        published: values.checkpoints === undefined ? undefined : await readPublished(values.checkpoints, io),
        pinned:
          values.key === undefined
            ? undefined
            : await Promise.all(values.key.map((file) => readPinned(file, io))),
      };
      const files = positionals.filter((what) => /[./\\]/.test(what));
      const [ref] = positionals.filter((what) => !files.includes(what));
      if (files.length === 0) return await verifyDatabase(ref, { ...values, ...against }, io);
      let worst = 0;
      for (const file of files) worst = Math.max(worst, await verifyFile(file, against, io));
      return worst;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      io.err(`${error.message}\n\n  ${verify.usage}`);
      return unreadable;
    }
  },
};
