import type { NextStep, View } from "../feature.ts";
import { hasHeard, publicDues } from "./due.ts";
import { downSince } from "./downtime.ts";
import { openSlots } from "./compose.ts";
import { labelOfDraft, newestAt, openDrafts, publicationsOf } from "./drafts.ts";
import { sayInstant } from "./instant.ts";
import { approversOf, sayApprovers } from "./matrix.ts";
import type { PublicDraft } from "./vocabulary.ts";

/** What the public is owed, and what stands in the way of it. */
export function nextSteps(view: View): NextStep[] {
  return [...waiting(view), ...wanted(view), ...promised(view), ...lastWord(view), ...report(view)];
}

function waiting({ incident, policy, level }: View): NextStep[] {
  const isOver = incident.status !== "open" && incident.status !== "mitigated";
  return openDrafts(incident).map((draft): NextStep => {
    const label = labelOfDraft(draft);
    const who = sayApprovers(policy, approversOf(policy, level, draft.where));
    const isReady = openSlots(policy, draft.text).length === 0;
    return { when: isOver ? "later" : "soon", text: `Public: ${stateOf(draft, label, who, isReady)}` };
  });
}

function stateOf(draft: PublicDraft, label: string, who: string, isReady: boolean): string {
  const { where, kind, approval, rejection } = draft;
  if (rejection !== null) return `${label} for ${where} was rejected: /comms edit.`;
  if (approval === null && !isReady)
    return `${label} for ${where} has words to fill in before anybody can approve it: /comms edit.`;
  if (approval === null) return `${label} for ${where} waits for approval by ${who}: /comms approve.`;
  return kind === "copy"
    ? `${label} is approved: post it on ${where} (/comms show), then /comms record.`
    : `${label} is approved for ${where}: /comms publish.`;
}

/** What the level asks for, where nothing is out or on its way: one line for all that is due alike. */
function wanted({ incident, level }: View): NextStep[] {
  if (incident.status !== "open" && incident.status !== "mitigated") return [];
  const drafted = openDrafts(incident).map(({ where }) => where);
  const since = downSince(incident);
  const open = (level?.external ?? []).filter(({ where }) => !drafted.includes(where));
  const now = open.filter(({ where, when }) => when === "always" && newestAt(incident, where) === null);
  const conditional = open.flatMap(({ where, what, when }): NextStep[] => {
    if (when === "always" || hasHeard(incident, where, since ?? new Date(0))) return [];
    const asked = incident.reminded[`public-update:${where}`];
    const isDue = asked !== undefined && since !== null && new Date(asked) >= since;
    return soon(
      isDue
        ? `Public: down for more than ${when.downtimeOverMin} min, so now: ${what}. Have it approved before it goes out: /comms draft.`
        : `Public, if down for more than ${when.downtimeOverMin} min: ${what}: /comms draft.`,
    );
  });
  if (now.length === 0) return conditional;
  const them = now.length === 1 ? "it" : "each";
  const what = now.map((post) => post.what).join("; ");
  return [
    ...soon(`Public: ${what}. Have ${them} approved before it goes out: /comms draft.`),
    ...conditional,
  ];
}

function promised(view: View): NextStep[] {
  const drafted = openDrafts(view.incident).map(({ where }) => where);
  return publicDues(view)
    .filter(({ where, why }) => why !== "first" && !drafted.includes(where))
    .map(({ where, dueAt, why }): NextStep => {
      const word = why === "promise" ? "promised" : "due";
      const by = sayInstant(dueAt, new Date(view.incident.date));
      return view.incident.status === "resolved"
        ? {
            when: "soon",
            text: `Public: say on ${where} that it is over; word was promised by ${by}: /comms draft.`,
          }
        : { when: "soon", text: `Public: the next update on ${where} is ${word} by ${by}: /comms draft.` };
    });
}

/** Who was told that it began is told that it is over. A promise says so already. */
function lastWord(view: View): NextStep[] {
  const { incident } = view;
  if (incident.status !== "resolved" && incident.status !== "dismissed") return [];
  const places = [...new Set(publicationsOf(incident).map(({ where }) => where))];
  const owed = publicDues(view).map(({ where }) => where);
  const drafted = openDrafts(incident).map(({ where }) => where);
  return places
    .filter((where) => newestAt(incident, where)?.isLast === false)
    .filter((where) => !owed.includes(where) && !drafted.includes(where))
    .map((where): NextStep => ({
      when: "later",
      text: `Public: say on ${where} that it is over: /comms draft.`,
    }));
}

function report({ incident, policy }: View): NextStep[] {
  const terms = policy.communications.reports;
  if (terms === null || incident.status !== "resolved") return [];
  if (incident.postmortem === null || incident.comms.report !== null) return [];
  // Of a restricted one the public reads a text of its own.
  if (incident.restricted !== null) return [];
  const usual = terms.share === "public" ? "shared with the public" : "kept inside";
  return [
    {
      when: "later",
      text: `The report is ${usual} unless somebody decides otherwise. Put it on record: /comms report.`,
    },
  ];
}

const soon = (text: string): NextStep[] => [{ when: "soon", text }];
