import { keepIndex } from "@muster/github";
import { inside, type Incident } from "@muster/incident";
import type { ErrandHand, ErrandHands } from "./errand-hand.ts";

/** The store gives no longer pages. */
const pageSize = 100;
/** So many incidents are looked up by their records; a file of an older one is told by what it says itself. */
const pagesMax = 50;

/** Brings the index of postmortems and the feed level, by a pull request of their own. */
export const keepIncidentIndex: ErrandHand<"keep-index"> = async ({ engine, github }, { delivery, repo }) => {
  const { policy, workspace } = delivery;
  if (!policy.postmortem.index && !policy.postmortem.feed) return { verdict: "sent", remote: null };
  const octokit = await github.forRepo(repo, "pulls");
  const incidents = await all(engine, workspace.id);
  const recorded = await Promise.all(
    incidents.map(async (incident) => ({ incident, policy: await engine.read.policyOf(incident) })),
  );
  const { pull, problem } = await keepIndex(octokit, repo, { name: workspace.name, policy, recorded });
  if (problem !== null)
    return { verdict: "never", why: "I cannot write the index of incidents.", fix: problem };
  if (pull === null) return { verdict: "sent", remote: null };
  return { verdict: "sent", remote: { id: String(pull.number), url: pull.url, rendered: null, extra: {} } };
};

/** Those with a postmortem, and restricted ones, whose files must not be listed. */
async function all(engine: ErrandHands["engine"], workspaceId: string): Promise<Incident[]> {
  const found: Incident[] = [];
  let before: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const some = await engine.read.list(workspaceId, {
      limit: pageSize,
      audience: inside,
      ...(before === undefined ? {} : { before }),
    });
    found.push(...some.filter(({ postmortem, restricted }) => postmortem !== null || restricted !== null));
    before = some.at(-1)?.ref;
    if (some.length < pageSize) break;
  }
  return found;
}
