import { findSecrets, type Actor } from "@muster/incident";
import { no, yes, type Result } from "@muster/kernel";
import { isWorded } from "./facts/words.ts";
import { itemIds, maturityItems, maturityLevels, type ItemId } from "./model.ts";
import type { Attestation } from "./record.ts";

export type AttestRefusal =
  | { because: "unknown-item"; asked: string }
  | { because: "unknown-maturity-level"; asked: string }
  | { because: "note-missing" }
  | { because: "note-too-long"; max: number }
  | { because: "note-secret" }
  | { because: "nobody-by-name" };

export const noteMax = 600;

/** A person's judgement, if it is one: by somebody who can be told apart, about one item, with a word on why. */
export function attest(
  asked: { item: string; level: string; note: string },
  actor: Pick<Actor, "person" | "via">,
  now: Date,
): Result<Attestation, AttestRefusal> {
  const item = findItem(asked.item);
  if (item === null) return no({ because: "unknown-item", asked: asked.item });
  const level = [0, ...maturityLevels].find((known) => String(known) === asked.level.trim());
  if (level === undefined) return no({ because: "unknown-maturity-level", asked: asked.level });
  const note = asked.note.replaceAll(/\s+/gu, " ").trim();
  if (!isWorded(note, 3)) return no({ because: "note-missing" });
  if (note.length > noteMax) return no({ because: "note-too-long", max: noteMax });
  if (findSecrets(note).length > 0) return no({ because: "note-secret" });
  const { person } = actor;
  if ((person.discord ?? person.github) === null) return no({ because: "nobody-by-name" });
  return yes({ item, level: level as Attestation["level"], note, by: person, at: now.toISOString() });
}

/** An item by its id, its title or its number where that is its alone. */
export function findItem(asked: string): ItemId | null {
  const wanted = asked.trim().toLowerCase();
  return (
    itemIds.find((id) => id === wanted || maturityItems[id].title.toLowerCase() === wanted) ??
    itemIds.find((id) => maturityItems[id].number === wanted) ??
    null
  );
}

export function explainAttest(refused: AttestRefusal): string {
  switch (refused.because) {
    case "unknown-item":
      return `There is no item \`${refused.asked.slice(0, 60)}\`. Choose one of ${itemIds.map((id) => `\`${id}\``).join(", ")}.`;
    case "unknown-maturity-level":
      return `\`${refused.asked.slice(0, 60)}\` is no level. Write 0, 1, 2 or 3.`;
    case "note-missing":
      return "A judgement needs a word on why. Add `note`: what you looked at, and what it shows.";
    case "note-too-long":
      return `The note is too long. Keep it to ${refused.max} characters, and link to the rest.`;
    case "note-secret":
      return "The note looks as if it held a secret, and everybody reads it. Take the secret out, and change it where it is used.";
    case "nobody-by-name":
      return "A judgement needs a named person. Give it in Discord, with your own account.";
  }
}
