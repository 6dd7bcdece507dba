import { createRecordCheck, type CheckOptions } from "@muster/store";
import { verifyChain } from "@muster/store";
import type { Io } from "../command.ts";
import { chooseWorkspace, findIncident, openRecord } from "../open-record.ts";
import { sayVerdict, whole } from "./say.ts";

type Asked = CheckOptions & { workspace?: string | undefined; data?: string | undefined };

/** The record as the database has it: one incident, or all of a workspace with what was signed about it. */
export async function verifyDatabase(ref: string | undefined, asked: Asked, io: Io): Promise<number> {
  const record = await openRecord(io, asked);
  const { engine } = record;
  try {
    if (ref === undefined) {
      const check = createRecordCheck(asked);
      const workspaceId = await chooseWorkspace(engine, asked.workspace);
      await engine.record.export(workspaceId, { attachments: false }, (entry) => check.entry(entry));
      return sayVerdict(check.finish(), io);
    }
    const incident = await findIncident(engine, ref, asked.workspace);
    const chain = await engine.read.chain(incident.id);
    const head = await engine.read.head(incident.id);
    const verdict = verifyChain(chain, incident.id, head ?? undefined);
    if (verdict.ok) io.out(whole(incident.ref, chain.length, chain.at(-1)?.hash ?? "none"));
    else io.err(`${incident.ref}: ${verdict.why}`);
    return verdict.ok ? 0 : 1;
  } finally {
    await record.close();
  }
}
