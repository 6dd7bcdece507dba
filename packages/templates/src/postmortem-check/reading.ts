import { documentsOf, type Policy } from "@muster/policy";
import type { Incident } from "@muster/incident";
import { peopleIn } from "../sections/people.ts";
import { readPage, type Line, type Page, type Section } from "./page.ts";
import { isRedactionBox, saysNothing } from "./placeholders.ts";
import {
  isCalled,
  readTemplate,
  type Template,
  type TemplateLine,
  type TemplateSlot,
} from "./template-lines.ts";
import type { Meaning } from "./synonyms.ts";

export type About = {
  policy: Policy;
  /** Null for a file that no record is known of, such as an older one. */
  incident: Incident | null;
  /** The day that it is, as `2026-11-27`. */
  today: string;
  /** Which of the policy's documents the file is; null when it was written by hand, so that it must tell all of it. */
  document?: string | null;
};

/** The page and all that is known of how it should look. */
export type Reading = {
  page: Page;
  text: string;
  about: About;
  templates: Template[];
  /** The slots that this file is to fill, by their names; `{time …}` and `{when …}` are `time`. */
  asked: TemplateSlot[];
  /** Whether it is the document that is published as the postmortem. */
  isMain: boolean;
  /** Names that are known to be people's. */
  names: string[];
  /** Lines that stand in a template, by their number. */
  ofTemplate: Map<number, TemplateLine>;
};

export function read(text: string, about: About): Reading {
  const { policy, incident, document = null } = about;
  const all = documentsOf(policy, incident?.severity?.levelId ?? null);
  const own = all.find(({ id }) => id === document) ?? null;
  const concerned = own === null ? all : [own];
  const templates = concerned.map((one) => readTemplate(one.text));
  const page = readPage(text);
  const ofTemplate = new Map<number, TemplateLine>();
  for (const line of page.lines) {
    const found = templates.map((template) => template.match(line.text)).find((match) => match !== null);
    if (found !== undefined) ofTemplate.set(line.at, found);
  }
  return {
    page,
    text,
    about,
    templates,
    asked: templates.flatMap(({ homes }) => homes.map(({ slot }) => slot)),
    isMain: own?.isMain ?? true,
    names: [...Object.keys(policy.people), ...(incident === null ? [] : peopleIn({ incident }))],
    ofTemplate,
  };
}

/** The sections that tell this: by what people call it, or by what the policy calls the place of these slots. */
export function sectionsOn(reading: Reading, meaning: Meaning, slots: readonly string[]): Section[] {
  const homes = reading.templates.flatMap((template) =>
    template.homes.filter(({ slot }) => slots.includes(slot.name)).map(({ heading }) => heading),
  );
  const headings = reading.templates.flatMap((template) => template.headings.map(({ title }) => title));
  const [first, ...rest] = reading.page.sections;
  // The page's own title is about all of it.
  const sections = first !== undefined && first.depth === 1 && rest.length > 0 ? rest : reading.page.sections;
  return sections.filter(({ title, meanings }) => {
    if (homes.some((home) => home !== "" && isCalled(home, title))) return true;
    // The policy's own heading means what the policy fills in below it, whatever others would call so.
    const isPolicys = homes.length > 0 && headings.some((heading) => isCalled(heading, title));
    return meanings.includes(meaning) && !(isPolicys && meaning === "actions");
  });
}

/** The lines that people wrote: no template's, no placeholders, no code, no rules of tables. */
export function peoplesLines(reading: Reading, lines: readonly Line[]): Line[] {
  return lines.filter(({ at, text, isCode }, index) => {
    // The head of a table is its form.
    if (isCode || isRedactionBox(text) || (text.includes("|") && isRule(lines[index + 1]?.text ?? "")))
      return false;
    const known = reading.ofTemplate.get(at);
    if (known !== undefined)
      return known.slots.some(({ slot, value }) => slot.name === "prompt" && !saysNothing(value));
    return (
      !/^[\s|:>*_=-]*$/.test(text) && !/^[ \t]*#{1,6}[ \t]/.test(text) && !saysNothing(withoutLabel(text))
    );
  });
}

/** The line of dashes below the head of a table. */
export const isRule = (text: string): boolean =>
  text.includes("-") && /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/.test(text);

/** `Impact: TBD` says as little as `TBD`. */
function withoutLabel(text: string): string {
  if (saysNothing(text.replace(/^[\s>*+\-[\]x]*/i, ""))) return "";
  const bare = text.replace(/^[ \t>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\[.\][ \t]+)?/, "");
  const label = /^(?:\*\*|__)?\p{L}[^:|]{0,60}:(?:\*\*|__)?[ \t]*(.*)$/u.exec(bare);
  return label === null || /https?$/.test(label[0].split(":")[0] ?? "") ? bare : label[1]!;
}

/** Every line that is the template's with this slot in it, and what stands in the slot. */
export function slotLines(reading: Reading, name: string): { at: number; value: string; words: string[] }[] {
  return [...reading.ofTemplate].flatMap(([at, { slots }]) =>
    slots
      .filter(({ slot }) => slot.name === name)
      .map(({ slot, value }) => ({ at, value, words: slot.words })),
  );
}

export const isAsked = ({ asked }: Reading, ...slots: string[]): boolean =>
  asked.some(({ name }) => slots.includes(name));
