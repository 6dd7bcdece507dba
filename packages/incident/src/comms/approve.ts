import { no, yes, type Result } from "@muster/kernel";
import type { NamedLevel, Policy } from "@muster/policy";
import type { EventBody } from "../event.ts";
import type { Context, Decision } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { isSamePerson, type Person } from "../person.ts";
import type { Refusal } from "../refusal.ts";
import { unconfirmed } from "./claims.ts";
import { openSlots } from "./compose.ts";
import { levelOf, findDraft, openDraft } from "./draft.ts";
import { labelOfDraft } from "./drafts.ts";
import { sayInstant } from "./instant.ts";
import { approversNow, approversOf, mayApprove, publicationAt, sayApprovers } from "./matrix.ts";
import type { CommsCommand, PublicDraft, PublicMention } from "./vocabulary.ts";

type Of<Name extends CommsCommand["do"]> = Extract<CommsCommand, { do: Name }>;

/** Somebody who may, and wrote no part of it where two people are needed, takes responsibility for this very text. */
export function approvePublic(
  incident: Incident,
  command: Of<"approve-public">,
  { actor, setting, now }: Context,
): Decision {
  const found = openDraft(incident, command.draft);
  if (!found.ok) return found;
  const draft = found.value;
  const { policy } = setting;
  const level = levelOf(incident, policy);
  const approvers = approversOf(policy, level, draft.where);
  if (!mayApprove(incident, policy, approvers, actor)) {
    const current = approversNow(incident, approvers).map(({ name }) => name);
    return no({ because: "not-an-approver", who: sayApprovers(policy, approvers), now: current });
  }
  if (!approvers.drafterMayApprove && wrote(draft, actor.person)) return no(secondPerson(draft));
  if (draft.approval !== null) return yes([]);

  const ready = isReady({ draft, policy, level, now });
  if (!ready.ok) return ready;
  const { checklist } = policy.communications;
  const ticked = command.points.map((point) => point.trim());
  const missing = Object.entries(checklist).filter(([id]) => !ticked.includes(id));
  if (missing.length > 0) return no({ because: "points-missing", points: missing.map(([, text]) => text) });
  const { id, version, text } = draft;
  return yes([{ type: "public-approved", draft: id, version, text, points: Object.keys(checklist) }]);
}

export function rejectPublic(
  incident: Incident,
  command: Of<"reject-public">,
  { actor, setting }: Context,
): Decision {
  const found = openDraft(incident, command.draft);
  if (!found.ok) return found;
  const { policy } = setting;
  const approvers = approversOf(policy, levelOf(incident, policy), found.value.where);
  if (!actor.isResponder && !mayApprove(incident, policy, approvers, actor))
    return no({ because: "not-a-responder" });
  return yes([{ type: "public-rejected", draft: found.value.id, reason: command.reason.trim() }]);
}

/** Lets an approved text out. Everything is looked at once more: the level may be another one by now. */
export function publishPublic(
  incident: Incident,
  command: Of<"publish-public">,
  { setting, now }: Context,
): Decision {
  const found = findDraft(incident, command.draft);
  if (!found.ok) return found;
  // Two people press at once: the second press is not an error.
  if (found.value.published !== null) return yes([]);
  const draft = found.value;
  if (draft.kind === "copy")
    return no({ because: "copied-by-hand", draft: labelOfDraft(draft), where: draft.where });
  const { policy } = setting;
  const out = mayLeave({ incident, draft, policy, now });
  return out.ok ? yes([published(draft, policy, { url: null, reached: null })]) : out;
}

/** Somebody posted the approved text by hand, and says where it stands. */
export function recordPublication(
  incident: Incident,
  command: Of<"record-publication">,
  { setting, now }: Context,
): Decision {
  const found = findDraft(incident, command.draft);
  if (!found.ok) return found;
  const draft = found.value;
  const url = command.url?.trim() ?? "";
  const where = { url: url === "" ? null : url, reached: command.reached };
  if (where.url === null && where.reached === null) return no({ because: "record-what" });
  if (draft.published !== null) {
    const isKnown = [null, draft.published.url].includes(where.url);
    if (isKnown && [null, draft.published.reached].includes(where.reached)) return yes([]);
    return yes([{ type: "publication-recorded", draft: draft.id, where: draft.where, ...where }]);
  }
  if (draft.kind !== "copy")
    return no({ because: "posted-by-muster", draft: labelOfDraft(draft), where: draft.where });
  const { policy } = setting;
  const out = mayLeave({ incident, draft, policy, now });
  return out.ok ? yes([published(draft, policy, where)]) : out;
}

type Leaving = { incident: Incident; draft: PublicDraft; policy: Policy; now: Date };

function mayLeave({ incident, draft, policy, now }: Leaving): Result<null, Refusal> {
  if (draft.withdrawn !== null)
    return no({ because: "draft-ended", draft: draft.id, how: "withdrawn", where: draft.where });
  const level = levelOf(incident, policy);
  if (level === null) return no({ because: "severity-missing", ref: incident.ref });
  if (level.external.length === 0) return no({ because: "no-public-words", level: level.id });
  const { approval } = draft;
  const approvers = approversOf(policy, level, draft.where);
  // Byte for byte: an approval is of a text, not of a draft.
  if (approval === null || approval.version !== draft.version || approval.text !== draft.text) {
    return no({
      because: "not-approved",
      draft: labelOfDraft(draft),
      who: sayApprovers(policy, approvers),
    });
  }
  // It may have been approved before the incident was raised to a level that needs two people.
  if (!approvers.drafterMayApprove && wrote(draft, approval.by)) return no(secondPerson(draft));
  const points = Object.entries(policy.communications.checklist);
  const unticked = points.filter(([id]) => !approval.points.includes(id));
  if (unticked.length > 0) return no({ because: "points-missing", points: unticked.map(([, text]) => text) });
  return isReady({ draft, policy, level, now });
}

type Readiness = { draft: PublicDraft; policy: Policy; level: NamedLevel | null; now: Date };

/** What must be so of the text itself, whoever reads it. */
function isReady({ draft, policy, level, now }: Readiness): Result<null, Refusal> {
  const slots = openSlots(policy, draft.text);
  if (slots.length > 0) return no({ because: "open-slots", slots });
  const [claim] = unconfirmed(policy, draft);
  if (claim !== undefined) {
    const question = policy.communications.claims[claim]?.question ?? "";
    return no({ because: "claim-unconfirmed", draft: labelOfDraft(draft), claim, question });
  }
  const { nextUpdateAt, isLast } = draft;
  if (nextUpdateAt === null && !isLast && policy.communications.nextUpdateRequired)
    return no({ because: "promise-missing" });
  if (nextUpdateAt !== null && new Date(nextUpdateAt) <= now) {
    const at = sayInstant(new Date(nextUpdateAt), now);
    return no({ because: "promise-passed", draft: labelOfDraft(draft), at });
  }
  return checkMention(draft.mention, level);
}

const width: Record<PublicMention, number> = { nobody: 0, here: 1, everyone: 2 };

export function checkMention(whom: PublicMention, level: NamedLevel | null): Result<null, Refusal> {
  const most = level?.mentions ?? "nobody";
  return width[whom] > width[most]
    ? no({ because: "mention-too-wide", whom, level: level?.id ?? "", most })
    : yes(null);
}

const wrote = (draft: PublicDraft, who: Person): boolean =>
  draft.authors.some((author) => isSamePerson(author, who));

const secondPerson = (draft: PublicDraft): Refusal => ({
  because: "wrote-it",
  draft: labelOfDraft(draft),
  authors: draft.authors.map(({ name }) => name),
});

function published(
  draft: PublicDraft,
  policy: Policy,
  where: { url: string | null; reached: number | null },
): EventBody {
  const { id, kind, text, mention, nextUpdateAt, isLast } = draft;
  return {
    type: "public-published",
    draft: id,
    where: draft.where,
    kind,
    text,
    mention,
    nextUpdateAt,
    isLast,
    opensThread: kind === "discord" && publicationAt(policy, draft.where).thread,
    ...where,
  };
}
