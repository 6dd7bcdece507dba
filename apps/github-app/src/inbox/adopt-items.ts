import {
  anchoredKeys,
  handWrittenInPostmortem,
  handWrittenInTracker,
  newHandWritten,
  sameOwner,
  sameText,
  type NewHandWritten,
  type PageProblem,
} from "@muster/github";
import type { ActionItem, ActionStatus, Command, Incident, Person, Said } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { ownerNamed } from "./item-owners.ts";

type Page = {
  where: "tracker" | "postmortem";
  ref: string | null;
  before: string | null;
  after: string | null;
};

/** A page on which nobody could tell by hand which of so many lines is meant. */
const adoptedMax = 20;

/** The lines that somebody wrote by hand since, each with the incident that it belongs to. A file that is new says nothing new. */
export function handWrittenSince({ where, ref, before, after }: Page): (NewHandWritten & { ref: string })[] {
  if (before === null || after === null) return [];
  const read = where === "tracker" ? handWrittenInTracker : handWrittenInPostmortem;
  const anchored = new Set(anchoredKeys(after).map((key) => key.replace(/\/.*/, "")));
  // A postmortem is one incident's: that of its branch, or of the items that stand on it.
  const own = ref ?? (anchored.size === 1 ? [...anchored][0]! : null);
  return newHandWritten(read(before), read(after))
    .flatMap((line) => {
      const of = where === "tracker" ? line.ref : own;
      return of === null || (line.ref !== null && line.ref !== of) ? [] : [{ ...line, ref: of }];
    })
    .slice(0, adoptedMax);
}

export type Adoption =
  /** It is the line of an item that is on record and lost its anchor. */
  | { is: "known"; item: ActionItem; commands: Command[] }
  | { is: "new"; command: Command }
  | { is: "problem"; problem: PageProblem }
  | { is: "none" };

/** What a box says, as a command. */
export function statusCommand(
  action: string,
  status: ActionStatus,
  said: Said,
  reason: string | null = null,
): Command {
  if (status === "done") return { do: "complete-action", action, said };
  if (status === "open") return { do: "reopen-action", action, said };
  return { do: "move-action", action, status, reason, said };
}

type Scene = {
  incident: Incident;
  said: Said;
  who: { people: readonly Person[]; policy: Policy };
  /** The page as it is now. */
  after: string;
};

/** What a hand-written line comes to. One that says who does what by when becomes an action item; of others whoever wrote them hears. */
export function adoptionOf(
  { words, line, status, turned, isAmongItems }: NewHandWritten,
  { incident, said, who, after }: Scene,
): Adoption {
  const { names, text, owner: named, due } = words;
  const owner = named === null ? null : ownerNamed(named, who);
  const known = incident.actions.find(({ id, text: standing }) =>
    names !== null && names.id !== null ? id === names.id : sameText(standing, text),
  );
  if (known !== undefined) {
    // Beside its own line this one is only a mention.
    if (anchoredKeys(after).includes(`${incident.ref}/${known.id}`)) return { is: "none" };
    const about = { action: known.id, said };
    const isOther =
      owner !== null && ![known.owner.name, known.owner.github].some((one) => sameOwner(one, named));
    const commands: Command[] = [
      ...(turned === null ? [] : [statusCommand(known.id, turned, said)]),
      ...(isOther ? [{ do: "assign-action", owner, ...about } as const] : []),
      ...(due === null || due === known.due ? [] : [{ do: "schedule-action", due, ...about } as const]),
    ];
    return { is: "known", item: known, commands };
  }
  // What is done, dropped or put off by hand is history, and nothing that anybody must be reminded of.
  if ((status !== "open" && status !== "doing") || turned !== null || text.length < 3) return { is: "none" };
  if (named === null || due === null)
    return isAmongItems ? { is: "problem", problem: { is: "not-an-item", line, words } } : { is: "none" };
  if (owner === null) return { is: "problem", problem: { is: "nobody-known", line, words, owner: named } };
  return { is: "new", command: { do: "add-action", text, owner, due, said } };
}
