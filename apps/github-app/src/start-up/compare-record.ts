import { createHash } from "node:crypto";
import type { Engine, Log } from "@muster/engine";
import { readFiledIncidents, readLatestCheckpoint, type Filed, type Github } from "@muster/github";
import { readCheckpoint } from "@muster/store";
import type { KnownWorkspace } from "../known-workspace.ts";

type Parts = { engine: Engine; github: Github; log: Log };

/** More refs than these are counted, not named. */
const namedMax = 5;

/**
 * Notices that this database is an older copy, or not the one that wrote to this repository: a newer checkpoint stands there, or issues of
 * incidents that nobody here knows. Numbers that were given out are not given out again; people are told once what to do.
 */
export async function compareRecord(parts: Parts, workspace: KnownWorkspace): Promise<void> {
  const { engine, github } = parts;
  const [issues, branches] = [
    await github.forRepo(workspace.repo, "issues"),
    await github.forRepo(workspace.repo, "documents"),
  ];
  const label = (await engine.read.policy(workspace.id)).policy.github.label;
  const filed = await readFiledIncidents(issues, workspace.repo, {
    label,
    botLogin: await github.botLogin(),
  });
  const unknown: Filed[] = [];
  for (const one of filed) {
    const known = await engine.read.byId(one.incidentId);
    if (known?.workspaceId !== workspace.id) unknown.push(one);
  }
  const numbers = unknown.map(({ ref }) => Number(/^INC-(\d{1,9})$/.exec(ref)?.[1] ?? 0));
  if (unknown.length > 0) await engine.record.countFrom(workspace.id, Math.max(...numbers));

  const latest = await readLatestCheckpoint(branches, workspace.repo);
  const [published, ours] = [
    latest === null ? null : readCheckpoint(latest),
    await engine.checkpoints.last(workspace.id),
  ];
  const isBehind = published !== null && published.number > (ours?.number ?? 0);
  if (unknown.length === 0 && !isBehind) return;
  await tell(parts, workspace, {
    unknown: unknown.map(({ ref }) => ref),
    day: isBehind ? published.day : null,
  });
}

async function tell(
  { engine, log }: Parts,
  { id }: KnownWorkspace,
  { unknown, day }: { unknown: string[]; day: string | null },
): Promise<void> {
  const more = unknown.length > namedMax ? ` and ${unknown.length - namedMax} more` : "";
  const seen = [
    ...(day === null ? [] : [`the repository has a signed checkpoint of ${day} that this database has not`]),
    ...(unknown.length === 0
      ? []
      : [
          `GitHub has issues of ${unknown.slice(0, namedMax).join(", ")}${more}, which this database does not know`,
        ]),
  ];
  const what = `This database seems to be an older copy: ${seen.join(", and ")}. New incidents are numbered on from there.`;
  const fix =
    "Stop Muster and run `muster restore` with the newest export, or with --repo where there is none, into an empty folder; then start on that. If another Muster files into this repository on purpose, give one of them another repository.";
  log.warn({ workspaceId: id, fix }, what);
  const digest = createHash("sha256").update(what).digest("hex").slice(0, 16);
  await engine.errands.put(id, [
    { key: `tell-ops older-copy ${digest}`, errand: { do: "tell-ops", what, fix } },
  ]);
}
