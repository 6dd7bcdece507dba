import type { Field, Part } from "../feature.ts";
import type { Incident, Status } from "../incident.ts";
import { limits } from "../limits.ts";
import { apply } from "./apply.ts";
import { approvePublic, publishPublic, recordPublication, rejectPublic } from "./approve.ts";
import { followDowntime } from "./downtime.ts";
import { draftPublic, editPublic } from "./draft.ts";
import { openDrafts } from "./drafts.ts";
import { fire, timers } from "./due.ts";
import { explain } from "./explain.ts";
import { publicTextMax } from "./matrix.ts";
import { confirmClaim, decideSharing, setMention, tellDowntime, withdrawPublic } from "./others.ts";
import { nextSteps } from "./steps.ts";
import { tell } from "./tell.ts";
import type { CommsCommand, CommsEvent, CommsRefusal, CommsReminder } from "./vocabulary.ts";

/** A false alarm that the public heard of is put right in public, too. */
const notMerged: readonly Status[] = ["open", "mitigated", "resolved", "closed", "dismissed"];

const field = (name: string, text: string | null, max: number): Field[] =>
  text === null ? [] : [{ field: name, text, max }];

/** Words for the public, from draft to publication. */
export const comms: Part<CommsCommand, CommsEvent, CommsRefusal, CommsReminder> = {
  allowed: {
    "draft-public": notMerged,
    "edit-public": notMerged,
    "set-public-mention": notMerged,
    "confirm-claim": notMerged,
    "approve-public": notMerged,
    "reject-public": notMerged,
    "publish-public": notMerged,
    "record-publication": notMerged,
    "withdraw-public": notMerged,
    "tell-downtime": ["open", "mitigated", "resolved", "closed"],
    "decide-sharing": ["open", "mitigated", "resolved", "closed"],
  },
  // Decision makers need not be responders.
  openToTheNamed: ["approve-public", "reject-public", "confirm-claim"],
  texts: {
    "draft-public": ({ text }) => field("text", text, publicTextMax),
    "edit-public": ({ text }) => field("text", text, publicTextMax),
    "set-public-mention": () => [],
    "confirm-claim": ({ basis }) => field("basis", basis, limits.reason),
    "approve-public": () => [],
    "reject-public": ({ reason }) => field("reason", reason, limits.reason),
    "publish-public": () => [],
    "record-publication": ({ url }) => (url === null || url.trim() === "" ? [] : field("url", url, 500)),
    "withdraw-public": ({ reason }) => field("reason", reason, limits.reason),
    "tell-downtime": ({ since }) => field("since", since, 40),
    "decide-sharing": ({ redacted, reason }) => [
      ...field("redacted", redacted, limits.reason),
      ...field("reason", reason, limits.reason),
    ],
  },
  decide: {
    "draft-public": draftPublic,
    "edit-public": editPublic,
    "set-public-mention": setMention,
    "confirm-claim": confirmClaim,
    "approve-public": approvePublic,
    "reject-public": rejectPublic,
    "publish-public": publishPublic,
    "record-publication": recordPublication,
    "withdraw-public": withdrawPublic,
    "tell-downtime": tellDowntime,
    "decide-sharing": decideSharing,
  },
  apply,
  hears: followDowntime,
  tell,
  hearing: {
    "public-drafted": "unless-said-there",
    "public-edited": "unless-said-there",
    "public-mention-set": "unless-said-there",
    "claim-confirmed": "unless-said-there",
    "public-approved": "unless-said-there",
    "public-rejected": "unless-said-there",
    "public-published": "unless-said-there",
    "publication-recorded": "unless-said-there",
    "public-withdrawn": "unless-said-there",
    "downtime-told": "unless-said-there",
    "sharing-decided": "unless-said-there",
  },
  wants: {
    "public-drafted": draftWanted,
    "public-edited": draftWanted,
    "claim-confirmed": draftWanted,
    "public-approved": draftWanted,
  },
  explain,
  remind: {
    "public-update": ({ where, downtimeMin }) =>
      `down for ${downtimeMin} min, so a public update is due on ${where}`,
    "public-next": ({ where, isOverdue }) =>
      isOverdue ? `the public update on ${where} is overdue` : `a public update is due soon on ${where}`,
    "public-last": ({ where }) => `${where.join(", ")}: the public waits for the word that it is over`,
  },
  timers,
  fire,
  nextSteps,
};

/** It waits for its approval, or to be published. */
function draftWanted(incident: Incident, { draft }: { draft: string }): string | null {
  return openDrafts(incident).some(({ id }) => id === draft) ? `draft:${draft}` : null;
}
