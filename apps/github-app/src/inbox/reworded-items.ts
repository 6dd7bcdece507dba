import { sameOwner, sameText, type ItemWording, type PageProblem } from "@muster/github";
import type { Command, Incident, IncidentEvent, Person, Said } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { ownerNamed } from "./item-owners.ts";

type About = {
  incident: Incident;
  said: Said;
  who: { people: readonly Person[]; policy: Policy };
  /** What the item ever said; empty where everything on the page is people's word. */
  ever: readonly Pick<ItemWording, "text" | "owner" | "due">[];
};

/** What people wrote anew into the line of an action item, as commands, and what of it cannot be taken over. */
export function rewordedItem(
  { id, ...wording }: ItemWording & { id: string },
  { incident, said, who, ever }: About,
): { commands: Command[]; problems: PageProblem[] } {
  const item = incident.actions.find((one) => one.id === id);
  if (item === undefined) return { commands: [], problems: [] };
  const { line, lost } = wording;
  // Muster wrote that once itself, and somebody merged it since.
  const text = ever.some((once) => sameText(once.text ?? "", wording.text ?? "")) ? null : wording.text;
  const named = ever.some((once) => sameOwner(once.owner, wording.owner)) ? null : wording.owner;
  const due = ever.some((once) => once.due === wording.due) ? null : wording.due;
  const owner = named === null ? null : ownerNamed(named, who);
  const about = { action: id, said };
  const commands: Command[] = [
    ...(text === null ? [] : [{ do: "reword-action", text, ...about } as const]),
    ...(owner === null ? [] : [{ do: "assign-action", owner, ...about } as const]),
    ...(due === null ? [] : [{ do: "schedule-action", due, ...about } as const]),
  ];
  const { ref } = incident;
  const problems: PageProblem[] = [
    ...(lost.length === 0 ? [] : [{ is: "lost", line, ref, item, lost } as const]),
    ...(named !== null && owner === null
      ? [{ is: "owner-unknown", line, ref, item, owner: named } as const]
      : []),
  ];
  return { commands, problems };
}

/** All that the record ever said of an item: what Muster can have written. */
export function everSaid(events: readonly IncidentEvent[], id: string): About["ever"] {
  return events.flatMap((event): About["ever"] => {
    if (event.type === "action-added" && event.action === id)
      return [{ text: event.text, owner: event.owner.name, due: event.due }];
    if (event.type !== "action-changed" || event.action !== id) return [];
    const { change } = event;
    return [
      {
        text: "text" in change ? change.text : null,
        owner: "owner" in change ? change.owner.name : null,
        due: "due" in change ? change.due : null,
      },
    ];
  });
}
