import type { NextStep, Told, View } from "../feature.ts";
import { isActive } from "../is-active.ts";
import type { KnownPull, Suspects, Work } from "./vocabulary.ts";

const pullWords = { open: "open", merged: "merged", closed: "closed without merging" } as const;

/** The line of the timeline that something in the repository is worth. */
/** `Pull request #12 merged: Check return values`. */
export const sayWork = (work: Work): string => lineOf(work).text;

export function tellWork(work: Work): Told {
  const at = new Date(work.at);
  // A time that cannot be read is left to when it was told.
  return {
    ...lineOf(work),
    kind: "work",
    url: work.url,
    ...(Number.isNaN(at.getTime()) ? {} : { at: at.toISOString() }),
  };
}

function lineOf(work: Work): Pick<Told, "text"> {
  switch (work.is) {
    case "pull": {
      const name = work.isHotfix ? `Hotfix pull request #${work.number}` : `Pull request #${work.number}`;
      const takesBack = work.reverts === null ? "" : `, which takes back #${work.reverts},`;
      return {
        text: `${name}${takesBack} ${pullWords[work.state]}: ${work.title}`,
      };
    }
    case "checks":
      return {
        text:
          work.result === "passing"
            ? `Checks of #${work.number} pass`
            : `Checks of #${work.number} fail: ${work.failed.slice(0, 5).join(", ")}`,
      };
    case "deployment":
      return {
        text: `#${work.number} ${work.result === "success" ? "is deployed" : "could not be deployed"} to ${environmentOf(work)}`,
      };
    case "revert":
      return {
        text: `Commit ${short(work.commit)} takes back ${short(work.reverts)}: ${work.title}`,
      };
  }
}

const environmentOf = ({ environment, isProduction }: { environment: string; isProduction: boolean }) =>
  isProduction && environment.toLowerCase() !== "production"
    ? `${environment} (production)`
    : isProduction
      ? "production"
      : `${environment} (not production)`;

const short = (commit: string): string => commit.slice(0, 7);

export function tellSuspects({ list, more, from, until, unread }: Suspects): Told {
  const span = `${clock(from)} to ${clock(until)} UTC`;
  const left = unread.length === 0 ? "" : ` Not looked at: ${unread.join(", ")}.`;
  if (list.length === 0)
    return { kind: "suspects", text: `Nothing changed in the repository before it, ${span}.${left}` };
  const count = list.length + more;
  return {
    kind: "suspects",
    text: `${count} ${count === 1 ? "change" : "changes"} before it, ${span}; none is known to be the cause. The last: ${list[0]!.title}.${left}`,
  };
}

const clock = (at: string): string => at.slice(11, 16);

/** `#12 open, checks passing, in preview`. */
export function sayPull({ number, state, checks, deployments }: KnownPull): string {
  const places = Object.entries(deployments).flatMap(([environment, { result }]) =>
    result === "success" ? [`in ${environment}`] : [`not in ${environment}: it failed`],
  );
  const result = state === "open" && checks !== null ? [`checks ${checks.result}`] : [];
  return [`#${number} ${pullWords[state]}`, ...result, ...places].join(", ");
}

/** The pull requests that matter now: the hotfix first, then what is open or merged. */
export function pullsAtHand(pulls: readonly KnownPull[]): KnownPull[] {
  return pulls
    .filter(({ state }) => state !== "closed")
    .sort((a, b) => Number(b.isHotfix) - Number(a.isHotfix) || b.number - a.number);
}

export function nextSteps({ incident, policy }: View): NextStep[] {
  if (!isActive(incident)) return [];
  return pullsAtHand(incident.work.pulls).flatMap((pull): NextStep[] => {
    const { number, state, checks, deployments, isHotfix } = pull;
    const failedIn = Object.entries(deployments).filter(([, { result }]) => result === "failure");
    if (failedIn.length > 0)
      return [{ when: "now", text: `#${number} could not be deployed to ${failedIn[0]![0]}: look why.` }];
    if (state === "open" && checks?.result === "failing" && isHotfix)
      return [{ when: "now", text: `Checks of the hotfix #${number} fail: mend them.` }];
    const isOut = Object.values(deployments).some(
      ({ isProduction, result }) => isProduction && result === "success",
    );
    if (state === "merged" && isHotfix && !isOut)
      return [
        {
          when: "now",
          text: policy.fixes.promotedByHand
            ? `#${number} is merged: promote it to production by hand, check it there, then say so: /incident mitigate.`
            : `#${number} is merged: see that it reaches production.`,
        },
      ];
    return [];
  });
}
