import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Policy } from "@muster/policy";
import { checkPostmortem, whichDocument, type Finding } from "@muster/templates";
import type { Io } from "../../command.ts";
import { readPolicy } from "../policy/read.ts";
import { findFiles } from "./find-files.ts";
import { readPageFile } from "./read-page.ts";

export type CheckOptions = { policy: string | undefined; isJson: boolean; isStrict: boolean; today: string };

type Checked = { file: string; problem: { what: string; write: string } | null; findings: Finding[] };

/** Looks through postmortems as the check of a pull request does, without a record: nobody's database is asked. Resolves to the exit code. */
export async function checkFiles(asked: readonly string[], options: CheckOptions, io: Io): Promise<number> {
  const { files, problems } = await findFiles(asked, io.cwd);
  const first = files[0] === undefined ? io.cwd : resolve(io.cwd, files[0]);
  const source = options.policy ?? policyBeside(first, io.cwd) ?? io.env["MUSTER_POLICY"] ?? "atrium";
  const policy = await readPolicy(source, io);
  const checked: Checked[] = problems.map(({ asked: file, ...problem }) => ({ file, problem, findings: [] }));
  for (const file of files) checked.push(await checkFile(file, files, { policy, today: options.today }, io));
  if (options.isJson) io.out(JSON.stringify({ policy: source, files: checked.map(asJson) }, null, 2));
  else tell(checked, source, io);
  const isBad = ({ problem, findings }: Checked): boolean =>
    problem !== null || findings.some(({ level }) => level === "failure" || options.isStrict);
  return checked.some(isBad) ? 1 : 0;
}

type Setting = { policy: Policy; today: string };

async function checkFile(
  file: string,
  all: readonly string[],
  { policy, today }: Setting,
  io: Io,
): Promise<Checked> {
  const path = resolve(io.cwd, file);
  const page = await readPageFile(path);
  if (!page.ok) return { file, problem: { what: page.what, write: page.write }, findings: [] };
  const beside = [...all, ...(await documentsBeside(path))];
  const which = whichDocument(policy, path.replaceAll("\\", "/"), beside);
  const document = which?.document ?? null;
  return {
    file,
    problem: null,
    findings: checkPostmortem(page.text, { policy, incident: null, today, document }),
  };
}

/** Other documents of one incident lie in a folder of its name. */
async function documentsBeside(path: string): Promise<string[]> {
  const folder = path.replace(/\.[^./\\]+$/, "");
  const names = await readdir(folder).catch(() => []);
  return names.map((name) => join(folder, name).replaceAll("\\", "/"));
}

/** The policy of the repository that the person stands in, or the file lies in. */
function policyBeside(file: string, cwd: string): string | null {
  for (const start of [cwd, dirname(file)]) {
    for (let folder = start; ; folder = dirname(folder)) {
      const path = join(folder, ".muster", "policy.yaml");
      if (existsSync(path)) return path;
      if (folder === dirname(folder)) break;
    }
  }
  return null;
}

function tell(checked: readonly Checked[], source: string, io: Io): void {
  for (const { file, problem, findings } of checked) {
    if (problem !== null) io.err(`${file}  failure  ${problem.what} ${problem.write}`);
    for (const { line, level, what, write } of findings)
      io.out(`${file}:${line}  ${level}  ${what} ${write}`);
  }
  const failed = checked.filter(
    ({ problem, findings }) => problem !== null || findings.some(({ level }) => level === "failure"),
  );
  const warnings = checked
    .flatMap(({ findings }) => findings)
    .filter(({ level }) => level === "warning").length;
  const rest = checked.length - failed.length;
  const parts = [
    ...(failed.length === 0 ? [] : [`${counted(failed.length, "file")} to mend`]),
    ...(rest === 0 ? [] : [`${counted(rest, "file")} in order`]),
    counted(warnings, "warning"),
  ];
  io.out(`${parts.join(", ")}. Held against ${source}; --policy names another.`);
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

const asJson = ({ file, problem, findings }: Checked) => ({
  file,
  ok: problem === null && !findings.some(({ level }) => level === "failure"),
  problem,
  findings,
});
