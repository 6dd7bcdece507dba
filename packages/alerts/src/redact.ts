/** Slices of this many bytes become text at once; a call takes only so many arguments. */
const slice = 8_192;

/** The bytes with every match replaced. Text is looked at one letter per byte, so whatever does not match comes back as it was. */
export function replaceInBytes(body: Uint8Array, pattern: RegExp, replacement: string): Uint8Array {
  const parts: string[] = [];
  for (let at = 0; at < body.length; at += slice) {
    parts.push(String.fromCharCode(...body.subarray(at, at + slice)));
  }
  const text = parts.join("");
  const replaced = text.replaceAll(pattern, replacement);
  if (replaced === text) return body;
  const bytes = new Uint8Array(replaced.length);
  for (let at = 0; at < replaced.length; at++) bytes[at] = replaced.charCodeAt(at);
  return bytes;
}
