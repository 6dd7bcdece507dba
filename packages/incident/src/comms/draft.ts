import { no, yes, type Result } from "@muster/kernel";
import { findLevel, type NamedLevel, type Policy } from "@muster/policy";
import type { Context, Decision } from "../feature.ts";
import type { Incident } from "../incident.ts";
import type { Refusal } from "../refusal.ts";
import { holdsRole } from "../roles/holders.ts";
import { filled, fittingTemplate, tidyText } from "./compose.ts";
import { labelOfDraft } from "./drafts.ts";
import { sayInstant } from "./instant.ts";
import { findPlace, kindAt, maxAt, placesFor, publicationAt } from "./matrix.ts";
import { promisedIn, promiseOf, withPromise, wordings } from "./promise.ts";
import type { CommsCommand, PublicDraft } from "./vocabulary.ts";

type Of<Name extends CommsCommand["do"]> = Extract<CommsCommand, { do: Name }>;

export function levelOf(incident: Incident, policy: Policy): NamedLevel | null {
  return incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
}

/** Words for the public, from a template, blocks or somebody's own text. They go nowhere yet. */
export function draftPublic(
  incident: Incident,
  command: Of<"draft-public">,
  { actor, setting, now }: Context,
): Decision {
  const { policy } = setting;
  const level = levelOf(incident, policy);
  if (level === null) return no({ because: "severity-missing", ref: incident.ref });
  if (level.external.length === 0) return no({ because: "no-public-words", level: level.id });
  const place = placeOf(incident, policy, level, command.where);
  if (!place.ok) return place;
  const where = place.value;

  const source = sourceOf(incident, policy, where, command);
  if (!source.ok) return source;
  const { template, pieces, isLast } = source.value;
  const asked = command.nextUpdate ?? (command.text === null ? null : promisedIn(command.text));
  const promised = promiseOf(asked, { incident, policy, level, isLast, now });
  if (!promised.ok) return promised;

  const promise = promised.value.at === null ? null : sayInstant(promised.value.at, now);
  const body = pieces
    .map((piece) => (piece.isOwn ? piece.text : filled(piece.text, { incident, level, promise, now })))
    .join("\n\n");
  const text = withPromise(tidyText(body), promise, null);
  const fits = checkLength(policy, where, text);
  if (!fits.ok) return fits;

  const drafter = policy.communications.draftedBy;
  const isTheirs = drafter === null || holdsRole(incident, drafter, actor.person);
  return yes([
    {
      type: "public-drafted",
      draft: `D${incident.comms.drafts.length + 1}`,
      where,
      kind: kindAt(policy, where),
      template,
      text,
      nextUpdateAt: promised.value.at?.toISOString() ?? null,
      isLast: promised.value.isLast,
      insteadOf: isTheirs ? null : (policy.roles[drafter]?.name ?? null),
    },
  ]);
}

/** Another text for a draft. Whatever was approved or confirmed about the old one is void. */
export function editPublic(
  incident: Incident,
  command: Of<"edit-public">,
  { setting, now }: Context,
): Decision {
  const found = openDraft(incident, command.draft);
  if (!found.ok) return found;
  const draft = found.value;
  const { policy } = setting;
  const own = tidyText(command.text);
  const before = draft.nextUpdateAt === null ? null : new Date(draft.nextUpdateAt);
  const standing =
    before === null ? null : (wordings(before).find((words) => draft.text.includes(words)) ?? null);

  const keeps = command.nextUpdate === null && before !== null && standing !== null && own.includes(standing);
  const promised = keeps
    ? yes({ at: before, isLast: false })
    : promiseOf(command.nextUpdate ?? promisedIn(own), {
        incident,
        policy,
        level: levelOf(incident, policy),
        isLast: draft.isLast,
        now,
      });
  if (!promised.ok) return promised;
  const { at, isLast } = promised.value;
  const promise = at === null || keeps ? standing : sayInstant(at, now);
  const text = at === null ? own : withPromise(own, promise, standing);
  const fits = checkLength(policy, draft.where, text);
  if (!fits.ok) return fits;
  const nextUpdateAt = at?.toISOString() ?? null;
  if (text === draft.text && nextUpdateAt === draft.nextUpdateAt && isLast === draft.isLast) return yes([]);
  return yes([
    {
      type: "public-edited",
      draft: draft.id,
      version: draft.version + 1,
      text,
      nextUpdateAt,
      isLast,
      voids: draft.approval !== null || draft.confirmed.length > 0,
    },
  ]);
}

/** The draft by its label, `D1` or `D1.2`. An older text of it is refused: what was read is not what stands there now. */
export function openDraft(incident: Incident, asked: string): Result<PublicDraft, Refusal> {
  const draft = findDraft(incident, asked);
  if (!draft.ok) return draft;
  const { id, where, published, withdrawn } = draft.value;
  if (published !== null) return no({ because: "draft-ended", draft: id, how: "published", where });
  if (withdrawn !== null) return no({ because: "draft-ended", draft: id, how: "withdrawn", where });
  return draft;
}

export function findDraft(incident: Incident, asked: string): Result<PublicDraft, Refusal> {
  const { drafts } = incident.comms;
  const wanted = asked.trim().toUpperCase();
  const draft = drafts.find(({ id }) => wanted === id || wanted.startsWith(`${id}.`));
  if (draft === undefined)
    return no({ because: "unknown-draft", asked: asked.trim(), drafts: drafts.map(labelOfDraft) });
  const now = labelOfDraft(draft);
  return wanted === now || wanted === `${draft.id}.${draft.version}`
    ? yes(draft)
    : no({ because: "draft-changed", asked: wanted, now });
}

function placeOf(
  incident: Incident,
  policy: Policy,
  level: NamedLevel,
  asked: string | null,
): Result<string, Refusal> {
  const places = placesFor(policy, level);
  if (asked !== null) {
    const found = findPlace(places, asked);
    return found === null ? no({ because: "unknown-place", asked: asked.trim(), places }) : yes(found);
  }
  // Left out: the one place that the level asks for, or the first that has heard nothing yet.
  const wanted = [...new Set(level.external.map(({ where }) => where))];
  const silent = wanted.filter((where) => incident.comms.drafts.every((draft) => draft.where !== where));
  const first = silent[0] ?? (wanted.length === 1 ? wanted[0] : undefined);
  return first === undefined ? no({ because: "public-place-missing", places: wanted }) : yes(first);
}

type Source = {
  template: string | null;
  pieces: { text: string; isOwn: boolean }[];
  isLast: boolean;
};

function sourceOf(
  incident: Incident,
  policy: Policy,
  where: string,
  { template: asked, blocks, text }: Of<"draft-public">,
): Result<Source, Refusal> {
  const { templates, blocks: known } = policy.communications;
  const unknownBlock = blocks.find((block) => !Object.hasOwn(known, block));
  if (unknownBlock !== undefined)
    return no({ because: "unknown-template", asked: unknownBlock, known: Object.keys(known) });
  if (asked !== null && !Object.hasOwn(templates, asked))
    return no({ because: "unknown-template", asked, known: Object.keys(templates) });

  const isBare = text === null && blocks.length === 0;
  const id = asked ?? (isBare ? (fittingTemplate(policy, incident, where)?.id ?? null) : null);
  if (id === null && isBare) return no({ because: "nothing-to-draft" });
  const template = id === null ? null : templates[id]!; // Its presence was checked above.
  if (template?.notOn.includes(where) === true) {
    const { instead } = publicationAt(policy, where);
    return no({ because: "not-on-this-place", template: template.name, where, instead });
  }
  const own = text === null ? [] : [{ text, isOwn: true }];
  const whole = text === null && template !== null ? [{ text: template.text, isOwn: false }] : [];
  const parts = blocks.map((block) => ({ text: known[block]!.text, isOwn: false })); // Checked above.
  return yes({ template: id, pieces: [...own, ...whole, ...parts], isLast: template?.stage === "last" });
}

function checkLength(policy: Policy, where: string, text: string): Result<string, Refusal> {
  const max = maxAt(policy, where);
  const length = [...text].length;
  return length > max ? no({ because: "public-too-long", where, max, length }) : yes(text);
}
