import type { Policy } from "@muster/policy";
import type { PublicDraft } from "./vocabulary.ts";

/** The claims in a text that the policy lets nobody make by habit, by their ids. */
export function claimsIn(policy: Policy, text: string): string[] {
  const plain = sentences(text);
  return Object.entries(policy.communications.claims)
    .filter(([, { phrases }]) => phrases.some((phrase) => matcher(phrase).test(plain)))
    .map(([id]) => id);
}

/** Those of them that nobody has confirmed by name for this very text. */
export function unconfirmed(policy: Policy, draft: Pick<PublicDraft, "text" | "confirmed">): string[] {
  return claimsIn(policy, draft.text).filter((claim) =>
    draft.confirmed.every((known) => known.claim !== claim),
  );
}

/** Words alone, in lower case, a full stop as a word of its own: so that no phrase is found across two sentences. */
function sentences(text: string): string {
  const words = text
    .normalize("NFKD")
    .replaceAll(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replaceAll(/(?<=\p{L})['’](?=\p{L})/gu, "")
    .replaceAll(/[.!?\n]+(?=\s|$)/gu, " | ")
    .replaceAll(/[^\p{L}\p{N}|]+/gu, " ");
  return ` ${words.trim()} `;
}

const wordsBetween = "(?:[^ |]+ ){0,3}";

function matcher(phrase: string): RegExp {
  const words = sentences(phrase.replaceAll("*", " anyword ")).trim().split(" ");
  const parts = words.map((word) => (word === "anyword" ? wordsBetween : `${word.replaceAll("|", "\\|")} `));
  return new RegExp(` ${parts.join("")}`);
}

const personal: [kind: string, pattern: RegExp][] = [
  ["an e-mail address", /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/],
  ["an IP address", /\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b/],
  ["an IP address", /\b(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}\b/i],
  ["a phone number", /(?<![\w.])\+\d{1,3}[ -]?\d{2,4}(?:[ -]?\d{2,4}){1,4}(?!\w)/],
];

/** What in a text may belong to a person, for a warning: it may stand there on purpose. */
export function personalDataIn(text: string): string[] {
  return [...new Set(personal.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind))];
}
