import { labelOfDraft, limits, openDrafts, statusOfDraft, type PublicDraft } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { draftOf } from "../views/comms-draft.ts";
import { publicList, showDraft } from "../views/comms-list.ts";
import { label } from "../views/neutralise.ts";
import type { Choice } from "./choices.ts";
import { optional, order, required, type Family, type Given, type OptionDefinition } from "./definition.ts";

/** The core's own limit for a notice. */
const textMax = 3_000;

const choice = (value: string, text: string, description: string): Choice => ({
  label: label(text, 100),
  value,
  description: label(description === "" ? text : description, 100),
});

/** Every place that the policy knows, and those that only a level names. */
function places(policy: Policy): Choice[] {
  const named = Object.values(policy.levels).flatMap(({ external }) => external.map(({ where }) => where));
  return [...new Set([...named, ...Object.keys(policy.publications)])].map((where) => {
    const place = policy.publications[where];
    const how = place === undefined || place.kind === "copy" ? "Posted by hand" : "Posted by Muster";
    return choice(where, where, `${how}${place?.about == null ? "" : `: ${place.about}`}`);
  });
}

const templates = ({ communications }: Policy): Choice[] =>
  Object.entries(communications.templates).map(([id, { name, tone }]) => choice(id, name, tone ?? name));
const blocks = ({ communications }: Policy): Choice[] =>
  Object.entries(communications.blocks).map(([id, { name, text }]) => choice(id, name, text));
const points = ({ communications }: Policy): Choice[] =>
  Object.entries(communications.checklist).map(([value, text]) => ({ label: label(text, 100), value }));
const claims = ({ communications }: Policy): Choice[] =>
  Object.entries(communications.claims).map(([id, { question }]) => choice(id, id, question));

const draftChoice = (draft: PublicDraft): Choice => {
  const beginning = draft.text.replaceAll(/\s+/gu, " ").slice(0, 60);
  const about = `${labelOfDraft(draft)} ${draft.where}, ${statusOfDraft(draft)}: ${beginning}`;
  return choice(labelOfDraft(draft), about, about);
};

const draftOption = (description: string): OptionDefinition => ({
  ...required("draft", "pick", description, 20),
  suggest: ({ incident }) => openDrafts(incident).toReversed().map(draftChoice),
});

const anyDraft = (description: string): OptionDefinition => ({
  ...required("draft", "pick", description, 20),
  suggest: ({ incident }) => incident.comms.drafts.toReversed().map(draftChoice),
});

const listOf = (text: string | null): string[] =>
  (text ?? "")
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");

function countOf(given: Given, name: string): number | null {
  const count = Number(given.optional(name) ?? "");
  return Number.isInteger(count) && count > 0 ? count : null;
}

/** Words for the public, on their way to it. */
export const commsCommands: Family = [
  {
    group: "comms",
    name: "draft",
    description: "Draft public words: from the policy's template, from blocks, or your own",
    isAboutIncident: true,
    options: [
      {
        ...optional("where", "choice", "Where it is to stand. Left out: what the policy asks for"),
        choices: places,
      },
      {
        ...optional("template", "choice", "Left out, and no text: the one that fits now"),
        choices: templates,
      },
      { ...optional("text", "paragraph", "Your own words, in place of the template's", textMax) },
      { ...optional("blocks", "choices", "Sentences to add"), choices: blocks },
      optional("next-update", "line", "When the next one comes: 1h or 14:30 UTC. none: it is over", 40),
    ],
    read: (given) =>
      order({
        do: "draft-public",
        where: given.optional("where"),
        template: given.optional("template"),
        blocks: listOf(given.optional("blocks")),
        text: given.optional("text"),
        nextUpdate: given.optional("next-update"),
      }),
  },
  {
    group: "comms",
    name: "edit",
    description: "Change a draft: whatever was approved about it is void",
    isAboutIncident: true,
    options: [
      draftOption("Which draft, for example D1"),
      required("text", "paragraph", "The words as they shall be", textMax),
      optional("next-update", "line", "When the next one comes: 1h or 14:30 UTC. Left out: as it was", 40),
    ],
    read: (given) =>
      order({
        do: "edit-public",
        draft: given.text("draft"),
        text: given.text("text"),
        nextUpdate: given.optional("next-update"),
      }),
  },
  {
    group: "comms",
    name: "approve",
    description: "Approve a draft: you answer for these very words",
    isAboutIncident: true,
    options: [
      draftOption("Which draft, as you read it: D1, or D1.2 after an edit"),
      {
        ...optional("points", "choices", "Tick only what you checked yourself. All must hold"),
        choices: points,
      },
    ],
    read: (given) =>
      order({
        do: "approve-public",
        draft: given.text("draft"),
        points: listOf(given.optional("points")),
      }),
  },
  {
    group: "comms",
    name: "reject",
    description: "Reject a draft and say what is wrong",
    isAboutIncident: true,
    options: [
      draftOption("Which draft"),
      required("reason", "paragraph", "What is wrong, so that it can be mended", limits.reason),
    ],
    read: (given) => order({ do: "reject-public", draft: given.text("draft"), reason: given.text("reason") }),
  },
  {
    group: "comms",
    name: "confirm",
    description: "Answer by name for a claim in a draft, such as that funds are safe",
    isAboutIncident: true,
    options: [
      draftOption("Which draft"),
      { ...required("claim", "choice", "Which claim"), choices: claims },
      required("basis", "paragraph", "How you know", limits.reason),
    ],
    read: (given) =>
      order({
        do: "confirm-claim",
        draft: given.text("draft"),
        claim: given.text("claim"),
        basis: given.text("basis"),
      }),
  },
  {
    group: "comms",
    name: "mention",
    description: "Whom a notice in Discord pings, where the policy allows it",
    isAboutIncident: true,
    options: [
      draftOption("Which draft"),
      {
        ...required("whom", "choice", "Nobody, unless it is worth waking people"),
        choices: () => [
          choice("nobody", "nobody", "Pings nobody"),
          choice("here", "here", "Everyone who is online"),
          choice("everyone", "everyone", "Everyone in the server"),
        ],
      },
    ],
    read: (given) => {
      const whom = given.text("whom").toLowerCase();
      return order({
        do: "set-public-mention",
        draft: given.text("draft"),
        whom: whom === "here" || whom === "everyone" ? whom : "nobody",
      });
    },
  },
  {
    group: "comms",
    name: "publish",
    description: "Send an approved draft out",
    isAboutIncident: true,
    options: [draftOption("Which draft")],
    read: (given) => order({ do: "publish-public", draft: given.text("draft") }),
  },
  {
    group: "comms",
    name: "record",
    description: "An approved draft was posted by hand: say where it stands",
    isAboutIncident: true,
    options: [
      anyDraft("Which draft"),
      optional("url", "line", "Where it can be read, or how it was sent", 500),
      optional("reached", "number", "How many people it went to"),
    ],
    read: (given) =>
      order({
        do: "record-publication",
        draft: given.text("draft"),
        url: given.optional("url"),
        reached: countOf(given, "reached"),
      }),
  },
  {
    group: "comms",
    name: "withdraw",
    description: "Drop a draft that is not out",
    isAboutIncident: true,
    options: [draftOption("Which draft"), required("reason", "paragraph", "Why", limits.reason)],
    read: (given) =>
      order({ do: "withdraw-public", draft: given.text("draft"), reason: given.text("reason") }),
  },
  {
    group: "comms",
    name: "show",
    description: "The very words of a draft, ready to be copied",
    isAboutIncident: true,
    options: [anyDraft("Which draft")],
    read: (given) => ({
      ask: "look",
      at: (sight) => {
        const draft = draftOf(sight.incident, given.text("draft").trim().toUpperCase());
        return draft === null ? publicList(sight) : showDraft(draft, sight);
      },
    }),
  },
  {
    group: "comms",
    name: "list",
    description: "Public words: what is due, what waits, what is out",
    isAboutIncident: true,
    options: [],
    read: () => ({ ask: "look", at: publicList }),
  },
  {
    group: "comms",
    name: "downtime",
    description: "Since when users go without, and until when",
    isAboutIncident: true,
    options: [
      required("since", "line", "25m ago, or 14:05 UTC. none: nothing was down", 40),
      optional("until", "line", "When it worked again. Left out: it is still down", 40),
    ],
    read: (given) =>
      order({ do: "tell-downtime", since: given.text("since"), until: given.optional("until") }),
  },
  {
    group: "comms",
    name: "report",
    description: "Decide whether the report is shared with the public, and what is taken out",
    isAboutIncident: true,
    options: [
      {
        ...required("share", "choice", "Public or internal"),
        choices: () => [
          choice("public", "public", "Shared with the public, redacted"),
          choice("internal", "internal", "Kept inside"),
        ],
      },
      optional("redacted", "paragraph", "What was taken out, or that there was nothing", limits.reason),
      optional("reason", "paragraph", "Needed to decide otherwise than the policy", limits.reason),
    ],
    read: (given) =>
      order({
        do: "decide-sharing",
        share: given.text("share").toLowerCase() === "public" ? "public" : "internal",
        redacted: given.optional("redacted"),
        reason: given.optional("reason"),
      }),
  },
];
