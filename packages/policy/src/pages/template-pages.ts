import { documentSlots, isSlot, slotPattern, type SlotTerms } from "../document-slots.ts";
import { documentsOf } from "../documents.ts";
import type { Policy } from "../schema.ts";

/** The policy's documents as forms to fill in by hand, for when Muster is not there to do it. */
export function templatePages(policy: Policy): { id: string; text: string }[] {
  return documentsOf(policy, null).map(({ id, path, text }) => ({
    id,
    text: `<!-- Copy this to ${path} -->\n\n${byHand(text)}`,
  }));
}

/** Each slot becomes a bracket that says what belongs there. */
function byHand(text: string): string {
  return text.replace(slotPattern, (whole, name: string, words: string) => {
    if (!isSlot(name)) return whole;
    const { says }: SlotTerms = documentSlots[name];
    const about = words.trim() === "" ? "" : `: ${words.trim().replaceAll(" ", " to ")}`;
    return `[${says}${about}]`;
  });
}
