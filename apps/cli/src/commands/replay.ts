import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { playReplay, type Replay, type Replayed } from "@muster/incident";
import { presets, type Policy } from "@muster/policy";
import {
  anchorText,
  anchorWords,
  durationText,
  renderDocuments,
  severityText,
  statusText,
} from "@muster/templates";
import { UsageError, type CliCommand, type Io } from "../command.ts";
import { readOne } from "../read-stories.ts";
import { readPolicy } from "./policy/read.ts";

export const replay: CliCommand = {
  summary:
    "Plays a real incident from a file under a policy, or all of them, to the documents that it ends with",
  usage: "muster replay FILE [--policy NAME-or-FILE|all] [--out DIR] [--json]",
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        policy: { type: "string", default: "atrium" },
        out: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    const [file] = positionals;
    if (file === undefined)
      throw new UsageError("Say which file, for example docs/replays/yearn-2021-02-04-ydai.json.");
    const story = await readStory(file, io);
    const names = values.policy === "all" ? Object.keys(presets) : [values.policy];
    for (const name of names) {
      const policy = await readPolicy(name, io);
      const played = playReplay(story, policy);
      const { documents, withheld } = renderDocuments({ incident: played.documented, policy });
      if (values.json) io.out(JSON.stringify({ policy: name, ...played, documents, withheld }, null, 2));
      else io.out(inWords(played, policy, documents));
      if (values.out !== undefined) {
        const folder = names.length === 1 ? values.out : join(values.out, name);
        for (const { path, text } of documents) await write(resolve(io.cwd, folder, path), text);
        if (!values.json) io.out(`Wrote ${documents.length} to ${folder}.\n`);
      }
    }
    return 0;
  },
};

async function readStory(file: string, io: Io): Promise<Replay> {
  const read = await readOne(file, io);
  if (typeof read === "string") throw new UsageError(read);
  return read;
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

function inWords(
  { incident, documented, told, events }: Replayed,
  policy: Policy,
  documents: { name: string; path: string }[],
): string {
  const times = (
    ["started", "detected", "declared", "acknowledged", "rootCauseFound", "mitigated", "resolved"] as const
  ).map((name) => `  ${anchorWords[name].padEnd(22)} ${anchorText(incident.anchors[name])}`);
  const reminders = incident.timeline.filter(({ kind }) => kind === "reminder").length;
  const owed = documented.postmortem === null;
  return [
    `${incident.title}, under ${policy.name}`,
    `  ${"Severity".padEnd(22)} ${severityText(incident, policy)}`,
    `  ${"Status".padEnd(22)} ${statusText(incident)}`,
    ...times,
    `  ${"Duration".padEnd(22)} ${durationText(incident)}`,
    `  ${"Record".padEnd(22)} ${events.length} events, ${reminders} of them reminders`,
    `  Documents${owed ? " (this level or status asks for none yet)" : ""}`,
    ...documents.map(({ name, path }) => `    ${name}: ${path}`),
    ...(told.length === 0 ? [] : ["  To know", ...told.map((sentence) => `    ${sentence}`)]),
    "",
  ].join("\n");
}
