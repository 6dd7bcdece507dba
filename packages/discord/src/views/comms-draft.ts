import {
  approversNow,
  approversOf,
  labelOfDraft,
  openSlots,
  personalDataIn,
  publicationAt,
  sayApprovers,
  statusOfDraft,
  unconfirmed,
  type Incident,
  type Person,
  type PublicDraft,
} from "@muster/incident";
import type { Policy } from "@muster/policy";
import { button, partPress } from "./buttons.ts";
import type { Row } from "./message.ts";
import { codeBlock, inline } from "./neutralise.ts";
import type { Setting } from "./part.ts";
import { mention, name } from "./person.ts";
import { ago, localDateTime } from "./time.ts";
import { levelOf } from "./words.ts";

/** A notice may have 3,000 characters; marks that must not act get one more each. */
const shownMax = 3_300;

/** The very characters that are to be approved or copied. Nothing in a code block is Markdown. */
export const exactly = (text: string): string => codeBlock(text, shownMax);

export function draftOf(incident: Incident, id: string): PublicDraft | null {
  const wanted = id.split(".")[0]!;
  return incident.comms.drafts.find((draft) => draft.id === wanted) ?? null;
}

/** `D1.2 for Twitter`, in bold. */
export function titleOfDraft(draft: PublicDraft): string {
  return `**${labelOfDraft(draft)}** for **${inline(draft.where, 80)}**`;
}

/** What to know about a draft beside its words: how long, what it promises, whom it pings, what stands in its way. */
export function factsOfDraft(draft: PublicDraft, { incident, policy }: Setting): string[] {
  const place = publicationAt(policy, draft.where);
  const length = [...draft.text].length;
  const size = place.maxChars === null ? [] : [`${length} of ${place.maxChars} characters`];
  const promise =
    draft.nextUpdateAt === null
      ? draft.isLast
        ? ["It says that it is over"]
        : []
      : [`It promises the next update by ${localDateTime(draft.nextUpdateAt)} (${ago(draft.nextUpdateAt)})`];
  const ping = draft.mention === "nobody" ? [] : [`It pings @\u200b${draft.mention}`];
  const facts = [...size, ...promise, ...ping];
  return [
    ...(facts.length === 0 ? [] : [facts.join(" · ")]),
    ...toneOf(draft, policy),
    ...warnings(draft, policy),
    ...approvalOf(draft, { incident, policy }),
  ];
}

function toneOf({ template }: PublicDraft, policy: Policy): string[] {
  const tone = template === null ? null : (policy.communications.templates[template]?.tone ?? null);
  return tone === null ? [] : [`Tone: ${inline(tone, 300)}`];
}

function warnings(draft: PublicDraft, policy: Policy): string[] {
  if (statusOfDraft(draft) !== "drafted") return [];
  const slots = openSlots(policy, draft.text);
  const personal = personalDataIn(draft.text);
  return [
    ...(slots.length === 0
      ? []
      : [
          `✍️ Still to be filled in: ${slots
            .slice(0, 6)
            .map((slot) => inline(slot, 80))
            .join(", ")}`,
        ]),
    ...unconfirmed(policy, draft).map(
      (claim) =>
        `⚠️ It makes a claim that somebody must confirm by name: ${inline(policy.communications.claims[claim]?.question ?? claim, 300)}`,
    ),
    ...(personal.length === 0 ? [] : [`⚠️ It holds ${personal.join(" and ")}. Right for the public?`]),
  ];
}

function approvalOf(draft: PublicDraft, { incident, policy }: Setting): string[] {
  const { approval, rejection, published, withdrawn, confirmed } = draft;
  const claims = confirmed.map(({ by, basis }) => `Claim confirmed by ${name(by)}: ${inline(basis, 300)}`);
  if (published !== null) {
    const where = published.url === null ? "" : `: ${inline(published.url, 300)}`;
    return [...claims, `Out since ${localDateTime(published.at)}, by ${name(published.by)}${where}`];
  }
  if (withdrawn !== null) return [`Withdrawn by ${name(withdrawn.by)}: ${inline(withdrawn.reason, 300)}`];
  if (approval !== null) return [...claims, `Approved by ${name(approval.by)}.`];
  const approvers = approversOf(policy, levelOf(incident, policy), draft.where);
  const people = approversNow(incident, approvers);
  const now = people.length === 0 ? "" : ` (${people.map(mention).join(", ")})`;
  const two = approvers.drafterMayApprove ? "" : ", not by whoever wrote it";
  return [
    ...(rejection === null ? [] : [`↩️ Rejected by ${name(rejection.by)}: ${inline(rejection.reason, 300)}`]),
    ...claims,
    `Waits for approval by **${inline(sayApprovers(policy, approvers), 200)}**${now}${two}.`,
  ];
}

/** Who is asked to approve; whoever wrote it is not, where the policy wants two people. */
export function askedToApprove(draft: PublicDraft, { incident, policy }: Setting): Person[] {
  return approversNow(incident, approversOf(policy, levelOf(incident, policy), draft.where));
}

/** What can be done with a draft now. */
export function draftButtons(draft: PublicDraft, { incident, policy }: Setting): Row[] {
  const label = labelOfDraft(draft);
  const press = (what: string): string => partPress(incident, `${what}/${label}`);
  const edit = button("Edit", press("public-edit"));
  switch (statusOfDraft(draft)) {
    case "drafted": {
      const claims = unconfirmed(policy, draft).slice(0, 2);
      return [
        [
          button("Approve", press("public-approve"), "success"),
          edit,
          button("Reject", press("public-reject"), "danger"),
          ...claims.map((claim) =>
            button("Confirm the claim", partPress(incident, `public-confirm/${label}/${claim}`)),
          ),
        ],
      ];
    }
    case "approved":
      return draft.kind === "copy"
        ? [[button("Copy the words", press("public-show"), "primary"), recordButton(draft, incident), edit]]
        : [[button("Publish", press("public-publish"), "success"), edit]];
    case "published":
      return draft.kind === "copy" ? [[recordButton(draft, incident)]] : [];
    case "withdrawn":
      return [];
  }
}

export function recordButton(draft: PublicDraft, incident: Incident): Row[number] {
  return button("Record address", partPress(incident, `public-record/${labelOfDraft(draft)}`));
}
