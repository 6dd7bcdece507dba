/** Words of a page that may read as blame, and what could stand there instead. A hint, never a refusal. */
export type BlamelessHint = { line: number; words: string; instead: string };

type Blame = { pattern: RegExp; instead: string };

const asName = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Words that judge a person only when they follow one: "the deploy failed to start" is nobody's fault. */
const afterPerson: [words: string, instead: string][] = [
  [
    "failed to|did(?: not|n't) bother to|neglected to|omitted to",
    "Say what happened, and what made it hard to see or do.",
  ],
  [
    "should(?: not|n't)? have|ought to have|could have|must have known|was supposed to",
    "Say what was known at that moment, and what made the choice sensible.",
  ],
  [
    "forgot|forgets|overlooked|ignored|missed|messed up|screwed up|blew it",
    "Say which reminder, check or signal was not there.",
  ],
  [
    "caused|is to blame|was to blame|is at fault|was at fault|is responsible for|was responsible for",
    "Name the conditions that made it possible, not the person.",
  ],
];

/** Words that judge whoever they are said of. */
const anywhere: [words: string, instead: string][] = [
  [
    "careless(?:ly|ness)?|negligen(?:t|tly|ce)|sloppy|reckless(?:ly)?|incompeten(?:t|ce)|lazy|stupid(?:ly)?|dumb|clumsy",
    "Describe what happened; leave out what it says of a person.",
  ],
  [
    "human error|user error|operator error|pilot error",
    "Say what the system let happen, and what would have caught it.",
  ],
  [
    "(?:his|her|their|whose|your|my) (?:own )?fault|who is to blame|finger[- ]pointing at",
    "Name the conditions that made it possible, not the person.",
  ],
];

/** Nobody reads on in a line of that length, and looking through it would take its time. */
const lineMax = 4_000;

/** Each place of a page where words stand next to a person, or alone, that people hear as blame. `names` are those in the record. */
export function blamelessHints(markdown: string, names: readonly string[]): BlamelessHint[] {
  const blames = patternsFor(names);
  let isCode = false;
  return markdown.split(/\r\n|\n|\r/).flatMap((text, index) => {
    if (/^\s*(?:```|~~~)/.test(text)) isCode = !isCode;
    if (isCode || /^(?: {4}|\t|\s*>)/.test(text)) return [];
    // What Muster's own templates say, in italics, asks for words; it blames nobody.
    const words = text
      .slice(0, lineMax)
      .replace(/`[^`]*`|<!--.*?-->|(?<![\w*])_[^_]+_(?!\w)/g, (part) => " ".repeat(part.length));
    return blames.flatMap(({ pattern, instead }) =>
      [...words.matchAll(pattern)].map((match) => ({
        line: index + 1,
        words: match[0].replace(/\s+/g, " ").trim(),
        instead,
      })),
    );
  });
}

function patternsFor(names: readonly string[]): Blame[] {
  const people = [
    ...names.filter((name) => name.trim().length > 1).map(asName),
    "he",
    "she",
    "they",
    "you",
    "who",
    "(?:the|an?|our) (?:engineer|developer|operator|admin|employee|intern|contractor|deployer|reviewer|responder|colleague|team member)",
    "somebody|someone|nobody",
  ].join("|");
  // The words follow the name at once or after a few others of the same sentence.
  const subject = `(?<![\\p{L}\\p{N}])(?:${people})(?:[ \\t]+[\\p{L}'’-]+){0,2}?[ \\t]+`;
  return [
    ...afterPerson.map(([words, instead]) => ({
      pattern: new RegExp(`${subject}(?:${words})(?![\\p{L}\\p{N}])`, "giu"),
      instead,
    })),
    ...anywhere.map(([words, instead]) => ({
      pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, "giu"),
      instead,
    })),
  ];
}
