import { parseArgs } from "node:util";
import { explainPolicy, fallbackCard, policyJsonSchema } from "@muster/policy";
import { UsageError, type CliCommand } from "../command.ts";
import { checkPolicyFile } from "./policy/check.ts";
import { comparePolicies } from "./policy/diff.ts";
import { tellHistory } from "./policy/history.ts";
import { initPolicy } from "./policy/init.ts";
import { readPolicy } from "./policy/read.ts";

const usage = [
  "muster policy check [--strict] FILE      all that is wrong with it; exit code 1 when it cannot be used",
  "muster policy explain FILE-or-PRESET     what will happen, in words",
  "muster policy diff FILE-or-PRESET FILE-or-PRESET   what the second says differently",
  "muster policy init --preset NAME [--to DIR]        the files to start with; none is overwritten",
  "muster policy history [--workspace ID] [--data DIR]  every policy that was in force, and since when",
  "muster policy card FILE-or-PRESET        one page to print, for when Discord or GitHub is gone",
  "muster policy schema                     the JSON Schema for editors",
].join("\n  ");

export const policy: CliCommand = {
  summary:
    "Checks a policy file, explains one in words, compares two, begins one, or tells which were in force",
  usage,
  async run(args, io) {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        strict: { type: "boolean", default: false },
        preset: { type: "string" },
        to: { type: "string" },
        workspace: { type: "string" },
        data: { type: "string" },
      },
    });
    const [verb, ...what] = positionals;
    switch (verb) {
      case "check":
        return checkPolicyFile(need(what[0]), { isStrict: values.strict }, io);
      case "explain":
        explainPolicy(await readPolicy(need(what[0]), io)).forEach((line) => io.out(line));
        return 0;
      case "diff":
        return comparePolicies(await readPolicy(need(what[0]), io), await readPolicy(need(what[1]), io), io);
      case "card":
        io.out(fallbackCard(await readPolicy(need(what[0]), io)));
        return 0;
      case "init":
        return initPolicy(values, io);
      case "history":
        return tellHistory(values, io);
      case "schema":
        io.out(JSON.stringify(policyJsonSchema(), null, 2));
        return 0;
      default:
        throw new UsageError(
          verb === undefined ? "Say what to do with which policy." : `I cannot “${verb}” a policy.`,
        );
    }
  },
};

function need(value: string | undefined): string {
  if (value === undefined) throw new UsageError("A file is missing, for example .muster/policy.yaml.");
  return value;
}
