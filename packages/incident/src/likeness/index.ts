import { no, yes } from "@muster/kernel";
import type { Decision, Part } from "../feature.ts";
import type { Incident, Status } from "../incident.ts";
import type { LikenessCommand, LikenessEvent, LikenessRefusal, Lookalike } from "./vocabulary.ts";

/** More would be a list to read, and nobody reads lists at night. */
export const lookalikesMax = 3;

const real: readonly Status[] = ["open", "mitigated", "resolved", "closed"];

/** Earlier incidents that this one looks like. Each is said once; whether it is one, people say. */
export const likeness: Part<LikenessCommand, LikenessEvent, LikenessRefusal, never> = {
  allowed: { "note-lookalikes": real, "reject-lookalike": real },
  openToTheNamed: [],
  // Words of the record, which were checked when they came in.
  texts: { "note-lookalikes": () => [], "reject-lookalike": () => [] },
  decide: {
    "note-lookalikes": (incident, { found }) => noteLookalikes(incident, found),
    "reject-lookalike": (incident, { of }) => rejectLookalike(incident, of),
  },
  apply: {
    "lookalikes-noted": (incident, { found }) => ({
      ...incident,
      likeness: { ...incident.likeness, found: [...incident.likeness.found, ...found] },
    }),
    "lookalike-rejected": (incident, { of }) => ({
      ...incident,
      likeness: { ...incident.likeness, rejected: [...incident.likeness.rejected, of] },
    }),
  },
  tell: {
    // The timeline is read by the public; titles and items of other incidents stay where people ask for them.
    "lookalikes-noted": ({ found }) => ({
      kind: "note",
      text: `Looks like ${found.map(({ ref }) => ref).join(", ")}; nobody has judged it yet`,
    }),
    "lookalike-rejected": ({ of }) => ({ kind: "note", text: `Not related to ${of}` }),
  },
  hearing: { "lookalikes-noted": "always", "lookalike-rejected": "unless-said-there" },
  explain: {
    "unknown-lookalike": ({ asked, known }) =>
      known.length === 0
        ? `Nothing was said to look like this. Link what belongs to it: /review recurrence.`
        : `“${asked}” was not said to look like this. Choose one of ${known.join(", ")}.`,
  },
  remind: {},
  timers: () => [],
  fire: {},
  nextSteps: () => [],
};

/** Those that nobody has judged yet. */
export function openLookalikes({ likeness: { found, rejected }, aftercare }: Incident): Lookalike[] {
  return found.filter(({ ref }) => !rejected.includes(ref) && !aftercare.recurrenceOf.includes(ref));
}

function noteLookalikes(incident: Incident, found: readonly Lookalike[]): Decision {
  const { likeness: known, aftercare } = incident;
  const news = found
    .filter(({ id }) => id !== incident.id && known.found.every((one) => one.id !== id))
    .filter(({ ref }) => !aftercare.recurrenceOf.includes(ref))
    .slice(0, Math.max(0, lookalikesMax - known.found.length));
  return yes(news.length === 0 ? [] : [{ type: "lookalikes-noted", found: news }]);
}

function rejectLookalike({ likeness: { found, rejected } }: Incident, of: string): Decision {
  const asked = of.trim().toUpperCase();
  const known = found.map(({ ref }) => ref);
  if (!known.includes(asked)) return no({ because: "unknown-lookalike", asked: of, known });
  // Two people often press the button at once; the second press is not an error.
  return yes(rejected.includes(asked) ? [] : [{ type: "lookalike-rejected", of: asked }]);
}
