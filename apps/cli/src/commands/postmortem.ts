import { parseArgs } from "node:util";
import { UsageError, type CliCommand } from "../command.ts";
import { checkFiles } from "./postmortem/check.ts";

export const postmortem: CliCommand = {
  summary: "Checks written postmortems, also older ones: what is missing, each with its line",
  usage: [
    "muster postmortem check [--policy FILE-or-PRESET] [--json] [--strict] [--today DAY] FILE…",
    "  FILE: files, folders, or patterns such as 'incidents/*.md'. Exit code 1 when one must be mended; --strict counts warnings as well.",
  ].join("\n  "),
  async run(args, io) {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        policy: { type: "string" },
        json: { type: "boolean", default: false },
        strict: { type: "boolean", default: false },
        today: { type: "string" },
      },
    });
    const [verb, ...files] = positionals;
    if (verb !== "check")
      throw new UsageError(
        verb === undefined ? "Say what to do, and with which file." : `I cannot “${verb}” a postmortem.`,
      );
    if (files.length === 0)
      throw new UsageError("A file is missing, for example incidents/2026-11-27-api-down.md.");
    const today = values.today ?? new Date().toISOString().slice(0, 10);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new UsageError("Write the day as 2026-11-27.");
    return checkFiles(
      files,
      { policy: values.policy, isJson: values.json, isStrict: values.strict, today },
      io,
    );
  },
};
