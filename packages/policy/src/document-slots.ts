/*
 * What the text of a document may have filled in, by the name that stands in braces: `{title}`, `{time detected}`, `{span declared resolved}`.
 * The words themselves are made in `packages/templates/src/sections`, which has a function for each of these and for nothing else.
 */

/** The times that a record may know, as `{time …}`, `{when …}` and `{span … …}` name them. */
export const documentTimes = [
  "started",
  "detected",
  "declared",
  "acknowledged",
  "rootCauseFound",
  "mitigated",
  "resolved",
] as const;

/** What may stand behind a slot's name. `role?` may be left out: the role that leads is meant then. */
export type SlotArgument = "time" | "role" | "role?" | "document";
export type SlotTerms = { takes: readonly SlotArgument[]; says: string };

const slot = <const Takes extends readonly SlotArgument[]>(says: string, ...takes: Takes) => ({
  takes,
  says,
});

export const documentSlots = {
  ref: slot("the incident's number, such as `INC-7`"),
  title: slot("the title"),
  date: slot("the day it was declared"),
  severity: slot("the level's id"),
  level: slot("the level with its name and criterion"),
  status: slot("how it stands"),
  state: slot("Active, Mitigated or Resolved"),
  duration: slot("how long it lasted, and what that counts"),
  impact: slot("the description that it was declared with"),
  rootCause: slot("the root cause"),
  mitigation: slot("what stopped the damage"),
  verification: slot("how the mitigation was verified"),
  resolution: slot("how it ended"),
  reporter: slot("who noticed it"),
  detectedBy: slot("how it was noticed: by monitoring, a message, a person, an issue"),
  leader: slot("the name of the role that leads"),
  role: slot("when a role was first taken", "role?"),
  holder: slot("who holds a role", "role?"),
  time: slot("a time, with its date where that is another day", "time"),
  when: slot("a time with its date", "time"),
  span: slot("the time between two times", "time", "time"),
  document: slot("a link to another document of the incident", "document"),
  policy: slot("the policy's name and version"),
  timeline: slot("what was recorded, a line each"),
  log: slot("what was recorded as `HH:MM UTC - …`, with the date where it changes"),
  actions: slot("action items as boxes with owner and due date"),
  actionTable: slot("action items as a table of action, owner, deadline and status"),
  roles: slot("who had which role"),
  people: slot("everyone who is in the record"),
  channels: slot("where it was talked about"),
  decisions: slot("decisions with their reasons"),
  updates: slot("what was told inside"),
  communications: slot("what was told, when and where, as a table"),
  serviceNames: slot("the affected services by name"),
  services: slot("the affected services as a table"),
  financial: slot("what it cost or put at risk"),
  data: slot("answers to the policy's questions, such as whether data was accessed"),
  tasks: slot("tasks as boxes with their owners"),
  taken: slot("what was done about it: mitigation, tasks, checklist steps, finished action items"),
  checklist: slot("the steps that were ticked, by whom and when"),
  signals: slot("the alerts, and how they last stood"),
  files: slot("files with their digests"),
  evidence: slot("evidence and who had it in hand"),
  evidenceList: slot("evidence, without where it is kept and who has it"),
  filings: slot("what was filed with authorities, and what is due"),
  feedback: slot("answers to the questions about detection and response"),
  meeting: slot("the meeting about it: when, who came, notes"),
  fix: slot("the permanent fix with owner and time"),
  links: slot("addresses: issue, channel, branch, where it was noticed"),
  severities: slot("the policy's levels as a table"),
  transactions: slot("a table for transactions"),
  addresses: slot("a table for affected addresses"),
  funds: slot("a table for movements of funds"),
  attacker: slot("a table for what is known of the attacker"),
} as const satisfies Record<string, SlotTerms>;

export type SlotName = keyof typeof documentSlots;

/** `{name}` or `{name word word}`. Braces with a space behind them, as code has them, are no slot. */
export const slotPattern = /\{([a-zA-Z]{1,20})((?: [a-zA-Z0-9_-]{1,40}){0,6})\}/g;

/** What must be known of a policy to tell whether a text's slots mean something. */
export type SlotNames = { roles: readonly string[]; documents: readonly string[] };

/** `isName`: a role or a document that the policy has no more; "unknown" is filled in for it. */
export type SlotProblem = { line: number; message: string; isName: boolean };

const listed = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(", ");

/** The words behind a slot's name, one for each thing that it takes; ids of roles and documents may hold spaces. */
export function slotWords(name: SlotName, words: string): string[] {
  const { takes }: SlotTerms = documentSlots[name];
  const text = words.trim();
  if (text === "") return [];
  return takes.length === 1 ? [text] : text.split(/\s+/);
}

/** Slots of a text that mean nothing, in words for whoever wrote it. */
export function slotProblems(text: string, { roles, documents }: SlotNames): SlotProblem[] {
  return [...text.matchAll(slotPattern)].flatMap((match) => {
    const [whole, name = "", words = ""] = match;
    const say = (message: string, isName = false): SlotProblem => ({
      line: text.slice(0, match.index).split("\n").length,
      message: `\`${whole}\` ${message}`,
      isName,
    });
    if (!isSlot(name)) return [say(`is no slot. Choose one of ${listed(Object.keys(documentSlots))}.`)];

    const { takes }: SlotTerms = documentSlots[name];
    const given = slotWords(name, words);
    const known = { time: documentTimes, role: roles, "role?": roles, document: documents };
    const needed = takes.filter((take) => take !== "role?").length;
    if (given.length < needed || given.length > takes.length)
      return [say(`needs ${needed === 0 ? "nothing" : takes.join(" and ")} behind its name.`)];
    return given.flatMap((word, index) => {
      const choices: readonly string[] = known[takes[index]!]; // No more words than it takes.
      if (choices.includes(word)) return [];
      const what = takes[index]!.replace("?", "");
      return [say(`names no ${what} \`${word}\`. Choose one of ${listed(choices)}.`, what !== "time")];
    });
  });
}

export function isSlot(name: string): name is SlotName {
  return Object.hasOwn(documentSlots, name);
}
