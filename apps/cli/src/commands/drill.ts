import { parseArgs } from "node:util";
import type { Engine } from "@muster/engine";
import type { Incident } from "@muster/incident";
import {
  certificate,
  certificatePage,
  drillReport,
  scoreDrill,
  type CertificateFacts,
} from "@muster/insights";
import { utcDate } from "@muster/kernel";
import { verifyChain } from "@muster/store";
import { inline } from "@muster/templates";
import { UsageError, type CliCommand } from "../command.ts";
import { findIncident, openRecord } from "../open-record.ts";
import { tellOrWrite } from "../tell-or-write.ts";

const first = "muster drill report INC-1 [--certificate] [--json]";

/** What was practised, from its record. */
export const drill: CliCommand = {
  summary: "How a drill went, and what it shows for the SEAL certificate",
  usage: `${first} [--out FILE] [--workspace ID] [--data DIR]`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        certificate: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        out: { type: "string" },
        workspace: { type: "string" },
        data: { type: "string" },
      },
    });
    const [what, ref] = positionals;
    if (what !== "report" || ref === undefined)
      throw new UsageError(`Say which drill, for example \`${first}\`.`);
    const record = await openRecord(io, { data: values.data });
    try {
      const incident = await findIncident(record.engine, ref, values.workspace);
      const text = await textOf(record.engine, incident, values);
      await tellOrWrite(text, values.out, io);
      return 0;
    } finally {
      await record.close();
    }
  },
};

async function textOf(
  engine: Engine,
  incident: Incident,
  asked: { certificate: boolean; json: boolean },
): Promise<string> {
  const policy = await engine.read.policyOf(incident);
  const score = scoreDrill(incident, policy);
  if (score === null)
    throw new UsageError(`${incident.ref} is no drill. /drill list in Discord shows those that were.`);
  if (!asked.certificate)
    return asked.json ? `${JSON.stringify(score, null, 2)}\n` : drillReport(score, incident, inline);
  const now = new Date();
  const answers = certificate(await factsOf(engine, incident, score, now));
  return asked.json
    ? `${JSON.stringify(answers, null, 2)}\n`
    : certificatePage(answers, { ref: incident.ref, date: utcDate(now), inline });
}

/** By the policy that is in force: the certificate asks what a team has now. */
async function factsOf(
  engine: Engine,
  incident: Incident,
  drill: CertificateFacts["drill"],
  now: Date,
): Promise<CertificateFacts> {
  const { workspaceId } = incident;
  const [{ policy }, onCall, all] = await Promise.all([
    engine.read.policy(workspaceId),
    engine.read.onCall(workspaceId),
    engine.read.drills(workspaceId),
  ]);
  const drills = await Promise.all(
    all.map(async (one) => {
      const score = scoreDrill(one, await engine.read.policyOf(one));
      return score === null ? [] : [{ incident: one, score }];
    }),
  );
  const isRecordWhole = await isWhole(engine, incident.id);
  return { policy, onCall, drill, drills: drills.flat(), isRecordWhole, now };
}

/** Whether the drill's record is complete and as it was written. */
async function isWhole(engine: Engine, id: string): Promise<boolean> {
  const [chain, head] = [await engine.read.chain(id), await engine.read.head(id)];
  return head !== null && verifyChain(chain, id, head).ok;
}
