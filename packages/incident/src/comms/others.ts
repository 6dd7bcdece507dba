import { no, yes } from "@muster/kernel";
import type { Context, Decision } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { checkMention } from "./approve.ts";
import { claimsIn } from "./claims.ts";
import { levelOf, openDraft } from "./draft.ts";
import { readInstant } from "./instant.ts";
import { mayApprove, approversOf } from "./matrix.ts";
import type { CommsCommand } from "./vocabulary.ts";

type Of<Name extends CommsCommand["do"]> = Extract<CommsCommand, { do: Name }>;

/** Who is pinged belongs to what is approved, so that a change of it voids the approval like an edit. */
export function setMention(
  incident: Incident,
  { draft: asked, whom }: Of<"set-public-mention">,
  { setting }: Context,
): Decision {
  const found = openDraft(incident, asked);
  if (!found.ok) return found;
  const draft = found.value;
  if (draft.mention === whom) return yes([]);
  if (draft.kind !== "discord") return no({ because: "mention-elsewhere", where: draft.where });
  const fits = checkMention(whom, levelOf(incident, setting.policy));
  if (!fits.ok) return fits;
  const voids = draft.approval !== null;
  return yes([{ type: "public-mention-set", draft: draft.id, version: draft.version + 1, whom, voids }]);
}

/** Somebody answers by name for a claim in this very text. */
export function confirmClaim(
  incident: Incident,
  command: Of<"confirm-claim">,
  { actor, setting }: Context,
): Decision {
  const found = openDraft(incident, command.draft);
  if (!found.ok) return found;
  const draft = found.value;
  const { policy } = setting;
  const approvers = approversOf(policy, levelOf(incident, policy), draft.where);
  if (!actor.isResponder && !mayApprove(incident, policy, approvers, actor))
    return no({ because: "not-a-responder" });
  const made = claimsIn(policy, draft.text);
  const claim = made.find((known) => known.toLowerCase() === command.claim.trim().toLowerCase());
  if (claim === undefined) return no({ because: "unknown-claim", asked: command.claim.trim(), claims: made });
  if (draft.confirmed.some((known) => known.claim === claim)) return yes([]);
  const { question } = policy.communications.claims[claim]!; // `claimsIn` returns keys of this very map.
  return yes([{ type: "claim-confirmed", draft: draft.id, claim, question, basis: command.basis.trim() }]);
}

export function withdrawPublic(incident: Incident, command: Of<"withdraw-public">): Decision {
  const found = openDraft(incident, command.draft);
  return found.ok
    ? yes([{ type: "public-withdrawn", draft: found.value.id, reason: command.reason.trim() }])
    : found;
}

/** What people know better than the clock: since when users went without, and until when. */
export function tellDowntime(
  _incident: Incident,
  { since: asked, until }: Of<"tell-downtime">,
  { now }: Context,
): Decision {
  if (/^none$/i.test(asked.trim())) return yes([{ type: "downtime-told", since: null, until: null }]);
  const since = readInstant(asked, now, "behind");
  if (since === null) return no({ because: "instant-unreadable", asked: asked.trim(), isAhead: false });
  if (until === null) return yes([{ type: "downtime-told", since: since.toISOString(), until: null }]);
  const end = readInstant(until, now, "behind");
  if (end === null) return no({ because: "instant-unreadable", asked: until.trim(), isAhead: false });
  if (end < since) return no({ because: "downtime-backwards" });
  return yes([{ type: "downtime-told", since: since.toISOString(), until: end.toISOString() }]);
}

/** Whether the report of the incident is shared with the public, and what was taken out of it first. */
export function decideSharing(
  incident: Incident,
  command: Of<"decide-sharing">,
  { setting }: Context,
): Decision {
  const terms = setting.policy.communications.reports;
  const reason = command.reason?.trim() ?? "";
  const redacted = command.redacted?.trim() ?? "";
  const byPolicy = terms?.share ?? "internal";
  if (command.share !== byPolicy && reason === "") return no({ because: "share-needs-reason", byPolicy });
  if (command.share === "public" && terms?.redact != null && redacted === "")
    return no({ because: "redaction-unsaid", redact: terms.redact });
  const decided = {
    share: command.share,
    redacted: redacted === "" ? null : redacted,
    reason: reason === "" ? null : reason,
  };
  const { report } = incident.comms;
  const isSame =
    report !== null &&
    report.share === decided.share &&
    report.redacted === decided.redacted &&
    report.reason === decided.reason;
  return yes(isSame ? [] : [{ type: "sharing-decided", ...decided }]);
}
