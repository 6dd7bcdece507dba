import { withhold } from "./secrets.ts";

/** Addresses and numbers of people, and of machines inside a network, as they stand in texts. */
export const personalDetectors: [kind: string, pattern: RegExp][] = [
  // The last part is letters: `connect-kit@1.1.5` is a version of a package.
  ["e-mail address", /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu],
  [
    "private network address",
    /(?<![\d.])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|169\.254(?:\.\d{1,3}){2})(?!\.?\d)/g,
  ],
  ["private network address", /(?<![\w:])(?:f[cd][0-9a-f]{2}|fe80):[0-9a-f:]{2,40}/gi],
  ["phone number", /(?<![\w.+-])\+\d(?:[ .()/-]{0,2}\d){7,14}(?!\w)/g],
  ["phone number", /(?<![\w.(-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])/g],
];

/** The text with `[withheld: …]` where a secret, a card number or personal data was, and the kinds that were found, each once. */
export function withholdAll(text: string): { text: string; kinds: string[] } {
  const clean = withhold(text);
  const kinds = new Set(clean.kinds.map((kind) => kind.replace(/ \(.*$/, "")));
  const redacted = personalDetectors.reduce(
    (rest, [kind, pattern]) =>
      rest.replace(pattern, () => {
        kinds.add(kind);
        return `[withheld: ${kind}]`;
      }),
    clean.text,
  );
  return { text: redacted, kinds: [...kinds] };
}
