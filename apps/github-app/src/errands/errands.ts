import type { DoErrand, Errand } from "@muster/incident";
import { judgeCall } from "@muster/github";
import { answerPerson } from "./answer-person.ts";
import { checkPolicy } from "./check-policy.ts";
import { checkRelease, checkReleases } from "./check-release.ts";
import { checkPostmortemPull } from "./check-postmortem.ts";
import type { ErrandHand, ErrandHands } from "./errand-hand.ts";
import { findSuspects } from "./find-suspects.ts";
import { keepIncidentIndex } from "./keep-index.ts";
import { proposeLearning } from "./propose-learning.ts";
import { closeDrill } from "./close-drill.ts";
import { openDrill } from "./open-drill.ts";
import { openReview } from "./open-review.ts";
import { takeCheckpoint } from "./take-checkpoint.ts";

/** The errands of the GitHub lane by what they do, with the words for what could not be done. */
const errands: { [Kind in Errand["do"]]?: { doing: string; needs: string; hand: ErrandHand<Kind> } } = {
  "check-policy": { doing: "check the policy of a pull request", needs: "Checks: write", hand: checkPolicy },
  "answer-on-issue": { doing: "answer on an issue", needs: "Issues: write", hand: answerPerson },
  "find-suspects": {
    doing: "look what changed before an incident",
    needs: "Contents: read",
    hand: findSuspects,
  },
  "check-postmortem": {
    doing: "check the postmortem of a pull request",
    needs: "Checks: write",
    hand: checkPostmortemPull,
  },
  checkpoint: {
    doing: "publish the signed checkpoint of the record",
    needs: "Contents: write",
    hand: takeCheckpoint,
  },
  "keep-index": {
    doing: "bring the index of incidents up to date",
    needs: "Contents: write and Pull requests: write",
    hand: keepIncidentIndex,
  },
  "check-release": {
    doing: "put the release gate on a pull request",
    needs: "Checks: write",
    hand: checkRelease,
  },
  "check-releases": {
    doing: "put the release gate on open pull requests",
    needs: "Checks: write",
    hand: checkReleases,
  },
  "learning-report": {
    doing: "propose the learning report",
    needs: "Contents: write and Pull requests: write",
    hand: proposeLearning,
  },
  "open-drill": { doing: "open the issue for a drill", needs: "Issues: write", hand: openDrill },
  "close-drill": { doing: "close the issue of a drill", needs: "Issues: write", hand: closeDrill },
  "open-review": { doing: "open the issue for a review", needs: "Issues: write", hand: openReview },
};

/** Does what a workspace needs on GitHub beside its incidents. Weather becomes a verdict; only bugs are thrown. */
export function createGithubErrands(hands: ErrandHands): DoErrand {
  return async (delivery) => {
    const { errand, workspace, key } = delivery;
    const known = errands[errand.do];
    if (known === undefined) throw new Error(`${key} is not for GitHub.`);
    const { repo } = workspace;
    if (repo === null) return { verdict: "sent", remote: null };
    // The hand that is listed under a kind takes errands of that kind.
    const hand = known.hand as ErrandHand<Errand["do"]>;
    return judgeCall(delivery, { doing: known.doing, needs: known.needs, repo }, () =>
      hand(hands, { delivery, errand, repo }),
    );
  };
}
