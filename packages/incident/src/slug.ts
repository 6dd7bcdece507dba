/**
 * `incident-2026-11-21-` takes 20 characters and a suffix up to `-9999` takes 5, so that 60 stays well inside Discord's
 * 100 for a channel name. Longer ones are cut off in the side bar anyway.
 * https://discord.com/developers/docs/resources/channel#channel-object-channel-structure
 */
export const slugMax = 60;

/** What a title without a single usable letter is called, such as one in Chinese or of emoji only. */
const nameless = "incident";

/** Latin letters that have no plain letter inside them for Unicode to find. */
const plainLetters: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ħ: "h",
  ı: "i",
  ĸ: "k",
  ŋ: "ng",
  ŧ: "t",
  ſ: "s",
  ə: "e",
};

/**
 * A title as it may stand in a channel name, a branch and a path: ASCII letters, digits and single hyphens, at most
 * `slugMax` characters, never empty, cut between words where that leaves something to read.
 */
export function slugify(title: string): string {
  // Twice, because lower-casing and decomposing each bring forth letters that the other has to look at.
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}'’`]/gu, "")
    .replace(/[^\0-\x7f]/gu, (letter) => plainLetters[letter] ?? "-")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  return cutBetweenWords(words) || nameless;
}

/** The nth slug of that name: the first has no suffix, then `-2`, `-3` … */
export function withSuffix(slug: string, n: number): string {
  return n <= 1 ? slug : `${slug}-${n}`;
}

function cutBetweenWords(words: string[]): string {
  const whole = words.join("-");
  if (whole.length <= slugMax) return whole;
  const cut = whole.slice(0, slugMax);
  const lastHyphen = whole[slugMax] === "-" ? slugMax : cut.lastIndexOf("-");
  // One endless word is cut in its middle rather than dropped.
  return lastHyphen > slugMax / 2 ? cut.slice(0, lastHyphen) : cut.replace(/-$/, "");
}
