import { views, type Answer, type Intent } from "@muster/discord";
import { attest, explainAttest, maturityReport, type MaturityReport } from "@muster/insights";
import { plainly, privately } from "./answers.ts";
import { actor, audience, type Scene } from "./scene.ts";

/** The report for the one who asks: it counts what this person may know of, and only they see it. */
export async function showMaturity(scene: Scene, item: string | null): Promise<Answer> {
  const report = await reportFor(scene);
  return privately(item === null ? views.maturityOverview(report) : views.maturityDetail(report, item));
}

/** A named person's judgement is written down. What is observed stays as it is. */
export async function attestMaturity(
  scene: Scene,
  asked: Extract<Intent, { ask: "attest" }>,
): Promise<Answer> {
  const { door, workspace } = scene;
  const word = attest(asked, actor(scene, false), door.clock.now());
  if (!word.ok) return plainly(explainAttest(word.refused));
  await door.engine.attestations.add(workspace.id, word.value);
  return privately(views.attested(word.value, await reportFor(scene)));
}

async function reportFor(scene: Scene): Promise<MaturityReport> {
  const { door, workspace } = scene;
  const record = await door.engine.read.maturity(workspace.id);
  return maturityReport(record, door.clock.now(), audience(scene));
}
