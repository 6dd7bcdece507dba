import { no, yes, type Result } from "@muster/kernel";

/*
 * Just enough XML for a monitor's report, and nothing that makes XML dangerous: no document type, so no entities of the sender's own; the
 * five known ones and letters by number are all that is ever expanded. One pass, bounded depth and count.
 */

export type XmlElement = {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
};

const depthMax = 32;
const elementsMax = 200_000;
/** Longer than any text that is used of a report. */
const textMax = 100_000;

/** The length that is looked at bounds the work, and the number of attributes the expression's own stack. */
const tagMax = 8_000;
const openTag =
  /^<([A-Za-z_][\w.-]{0,100})((?:\s+[\w.:-]{1,100}\s*=\s*(?:"[^"<]*"|'[^'<]*')){0,20})\s*(\/?)>/;

/** The document's root, or what stands in the way, as the end of a sentence that starts with "The XML". */
export function readXml(source: string): Result<XmlElement, string> {
  const root: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  let count = 0;
  let at = 0;
  const skipTo = (end: string): boolean => {
    const found = source.indexOf(end, at);
    at = found + end.length;
    return found !== -1;
  };

  while (at < source.length) {
    const here = open.at(-1)!;
    const next = source.indexOf("<", at);
    const plain = source.slice(at, next === -1 ? source.length : next);
    if (here.text.length < textMax) here.text += decode(plain.slice(0, textMax));
    if (next === -1) break;
    at = next;

    if (source.startsWith("<![CDATA[", at)) {
      const from = at + 9;
      if (!skipTo("]]>")) return no("breaks off in the middle.");
      if (here.text.length < textMax) here.text += source.slice(from, Math.min(at - 3, from + textMax));
    } else if (source.startsWith("<!--", at)) {
      if (!skipTo("-->")) return no("breaks off in the middle.");
    } else if (source.startsWith("<?", at)) {
      if (!skipTo("?>")) return no("breaks off in the middle.");
    } else if (source.startsWith("<!", at)) {
      return no("declares a document type or entities, which I do not read.");
    } else if (source.startsWith("</", at)) {
      const from = at + 2;
      if (!skipTo(">")) return no("breaks off in the middle.");
      const name = source.slice(from, Math.min(at - 1, from + 200)).trim();
      if (open.length === 1 || name !== here.name) return no("closes a tag that is not open.");
      open.pop();
    } else {
      const tag = openTag.exec(source.slice(at, at + tagMax));
      if (tag === null) return no("has a tag that I cannot read.");
      if (++count > elementsMax || open.length > depthMax) return no("is too large or nested too deep.");
      const element = { name: tag[1]!, attributes: attributesOf(tag[2]!), children: [], text: "" };
      here.children.push(element);
      if (tag[3] === "") open.push(element);
      at += tag[0].length;
    }
  }
  const [document] = root.children;
  if (open.length > 1) return no("breaks off in the middle.");
  return document === undefined ? no("has no content.") : yes(document);
}

/** The first child of that name, and the first of its children of the next name, and so on. */
function child(element: XmlElement | undefined, ...names: string[]): XmlElement | undefined {
  return names.reduce((here, name) => here?.children.find((one) => one.name === name), element);
}

export const childText = (element: XmlElement | undefined, ...names: string[]): string | null =>
  child(element, ...names)?.text.trim() || null;

function attributesOf(text: string): Record<string, string> {
  const found = [...text.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  return Object.fromEntries(found.map(([, name, double, single]) => [name, decode(double ?? single ?? "")]));
}

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decode(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0x10ffff ? "" : String.fromCodePoint(code);
  });
}
