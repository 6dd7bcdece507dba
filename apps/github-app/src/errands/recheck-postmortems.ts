import type { Engine } from "@muster/engine";
import { readReviewers } from "@muster/github";
import type { Deliver } from "@muster/incident";

/**
 * Looks at a postmortem again once the record has news for it. A question may be answered in Discord without any commit, as where
 * people have taken over that part of the file; the check on its last commit would go on saying that the answer is missing.
 */
export function recheckPostmortems(engine: Engine, deliver: Deliver): Deliver {
  return async (delivery) => {
    const verdict = await deliver(delivery);
    const { effect, remote: before, workspace, incident } = delivery;
    if (effect.kind !== "keep" || effect.surface !== "postmortem" || verdict.verdict !== "sent")
      return verdict;
    // Its pull request stands in another repository, or nowhere.
    if (incident.restricted !== null) return verdict;
    const { remote } = verdict;
    if (remote === null || remote.rendered === null || remote.rendered === before?.rendered) return verdict;
    // The first commit is told by GitHub itself; only who could not be asked for a review is known from here alone.
    if (before === null && readReviewers(remote)?.notAsked.length === 0) return verdict;
    await engine.errands.put(workspace.id, [
      {
        key: `check-postmortem:${remote.id}:${remote.rendered}`,
        errand: { do: "check-postmortem", pull: Number(remote.id), head: null, ref: incident.ref },
        line: `check-postmortem:${remote.id}`,
      },
    ]);
    return verdict;
  };
}
