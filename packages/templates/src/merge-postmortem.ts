import type { Incident } from "@muster/incident";
import { MagicString } from "magic-string";
import { linesLike, planItems, readItems, type WrittenItem } from "./action-items.ts";
import { actionLine, plainActionText } from "./action-line.ts";
import { withLaterEntries } from "./later-entries.ts";
import { endOfPage, lineEndOf, lineStart, marksOf, parse, placeOf, withLineEnds } from "./markdown.ts";

export type PostmortemVersions = {
  /** The file as Muster last wrote it; null when that is not known. */
  base: string | null;
  /** The file as the record would have it now. */
  ours: string;
  /** The file as it stands in the branch. */
  theirs: string;
};

/**
 * The file with the record's news in it. A section that people touched stays as they have it, one they deleted stays deleted,
 * one they added stays where it is; untouched ones follow the record. In a touched section, boxes of action items are ticked
 * in place, new items are added below the last, and later entries of a list behind the one that they follow. Nothing that people wrote
 * is ever lost.
 */
export function mergePostmortem(
  versions: PostmortemVersions,
  incident: Pick<Incident, "ref" | "actions">,
): string {
  const { base, ours, theirs } = versions;
  const lineEnd = lineEndOf(theirs);
  // Not knowing what we wrote, everything that differs counts as theirs.
  const before = sectionsOf(base ?? ours);
  const now = sectionsOf(ours);
  const merged = sectionsOf(theirs).map((section) => {
    const wasText = find(before, section.key)?.text;
    const isUntouched = wasText !== undefined && bare(wasText) === bare(section.text);
    const news = find(now, section.key);
    if (news === undefined || wasText === undefined) return section.text;
    return isUntouched
      ? fitted(news.text, section.text, lineEnd)
      : base === null
        ? section.text
        : withLaterEntries(section.text, wasText, news.text, lineEnd);
  });
  const bom = /^\ufeff/.exec(theirs)?.[0] ?? "";
  const whole = merged.join("");
  return carryItems(bom !== "" && !whole.startsWith(bom) ? bom + whole : whole, incident, base);
}

type Section = { key: string; text: string };

/** A page cut at its first two levels of headings, and at fields such as `**Impact:**`. What stands before is a section too. */
function sectionsOf(page: string): Section[] {
  const starts = parse(page).children.flatMap((node) => {
    const { start, end } = placeOf(node);
    const isHeading = node.type === "heading" && node.depth <= 2;
    const title = isHeading
      ? page.slice(start, end)
      : node.type === "paragraph"
        ? field.exec(page.slice(start, end))?.[0]
        : undefined;
    return title === undefined ? [] : [{ at: lineStart(page, start), title }];
  });
  const seen = new Map<string, number>();
  return [{ at: 0, title: "" }, ...starts].flatMap(({ at, title }, index, all) => {
    const text = page.slice(at, all[index + 1]?.at ?? page.length);
    // The first heading is the page's title, which follows the incident's.
    const name = index === 1 && title.startsWith("# ") ? "#" : title;
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return text === "" ? [] : [{ key: `${count}:${name}`, text }];
  });
}

const field = /^\*\*[^*\r\n]{1,80}:\*\*/;

const find = (sections: Section[], key: string): Section | undefined =>
  sections.find((section) => section.key === key);

/** Line ends and the space around a section are nobody's words. */
const bare = (text: string): string =>
  withLineEnds(text, "\n")
    .replace(/^\ufeff/, "")
    .trim();

/** Our new text with the line ends and the space around it that the section has now. */
function fitted(news: string, now: string, lineEnd: string): string {
  const tail = /\s*$/.exec(now)![0];
  return withLineEnds(news.trimEnd(), lineEnd) + tail;
}

function carryItems(
  page: string,
  { ref, actions }: Pick<Incident, "ref" | "actions">,
  base: string | null,
): string {
  const plan = planItems(
    page,
    { ref, items: actions, written: base === null ? null : writtenIn(base, ref) },
    { boxes: "plain", textOf: plainActionText },
  );
  // An item that people have on the page twice is theirs to sort out; nothing else of the page is held up by it.
  if (!plan.ok) return page;
  const edited = new MagicString(page);
  for (const { start, end, text } of plan.value.edits) edited.overwrite(start, end, text);
  if (plan.value.missing.length > 0) {
    const lines = plan.value.missing.map((item) => actionLine({ ref }, item));
    const { at, before, after, prefix, bullet } = endOfItems(page);
    const added = linesLike(page, lines, { prefix, bullet });
    edited.appendLeft(at, before + added.slice(0, -lineEndOf(page).length) + after);
  }
  return edited.toString();
}

function writtenIn(base: string, ref: string): WrittenItem[] {
  return readItems(base)
    .filter((item) => item.key.startsWith(`${ref}/`))
    .map((item) => ({ id: item.key.slice(ref.length + 1), done: item.status === "done", text: item.text }));
}

/** Below the last item, else at the end of the section that is about them, else at the end of the page. */
function endOfItems(page: string): {
  at: number;
  before: string;
  after: string;
  prefix: string;
  bullet: string;
} {
  const lineEnd = lineEndOf(page);
  const last = marksOf(page).findLast((mark) => mark.text.startsWith("action=") && mark.item !== null)?.item;
  if (last != null) {
    const indent = page.slice(lineStart(page, last.start), last.start);
    const bullet = /[-*+]/.exec(page[last.start] ?? "")?.[0] ?? "-";
    return {
      at: last.end,
      before: lineEnd,
      after: "",
      prefix: /^[ \t>]*$/.test(indent) ? indent : "",
      bullet,
    };
  }
  let at = 0;
  for (const { text } of sectionsOf(page)) {
    at += text.length;
    if (!/^#+[ \t]*action items/i.test(text)) continue;
    const end = at - (text.length - text.trimEnd().length);
    return { at: end, before: lineEnd + lineEnd, after: "", prefix: "", bullet: "-" };
  }
  return { at: page.length, ...endOfPage(page), prefix: "", bullet: "-" };
}
