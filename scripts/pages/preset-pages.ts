import {
  explainSections,
  levelLabel,
  levelsOf,
  loadPolicy,
  presets,
  type NamedLevel,
  type Policy,
} from "../../packages/policy/src/index.ts";

/** A source file of a preset, by its path in the repository. */
export type PresetSource = { path: string; text: string };

/** One page for each preset: what will happen under it, level by level, for somebody who has just joined the team. */
export function presetPages(sourcesOf: (preset: string) => PresetSource[]): Record<string, () => string> {
  return Object.fromEntries(
    Object.keys(presets).map((preset) => [
      `docs/policies/${preset}.md`,
      () => presetPage(preset, sourcesOf(preset)),
    ]),
  );
}

function presetPage(preset: string, sources: PresetSource[]): string {
  const loaded = loadPolicy(`extends: ${preset}\n`, { file: preset });
  if (!loaded.ok) throw new Error(`The preset ${preset} is not taken.`);
  const { policy, warnings } = loaded.value;
  const sections = explainSections(policy);
  return [
    `# ${policy.name}`,
    [
      `What happens under the preset \`${preset}\`, made from its data.`,
      policy.source === null ? "" : `It follows: ${policy.source}.`,
      `A team takes it with \`extends: ${preset}\` in \`.muster/policy.yaml\` and changes what it likes; \`npm run muster -- policy init --preset ${preset}\` writes the files to begin with.`,
    ]
      .filter((line) => line !== "")
      .join(" "),
    ...(policy.purpose === null ? [] : [`**Purpose.** ${policy.purpose}`]),
    "## The levels",
    levelTable(policy),
    "If in doubt, take the higher one.",
    ...levelsOf(policy).flatMap((level) => [
      `## What happens at ${levelLabel(level)}`,
      listed((sections.get(level.id) ?? []).slice(1)),
    ]),
    "## What holds for every incident",
    listed(sections.get(null) ?? []),
    ...phases(policy),
    ...gaps(warnings.map(({ message }) => message)),
    ...choices(sources),
    "",
  ].join("\n\n");
}

function levelTable(policy: Policy): string {
  const row = (level: NamedLevel): string =>
    [
      `**${levelLabel(level)}**`,
      level.definition,
      level.examples.join("; "),
      level.response.text,
      opened(level),
      level.pages.length > 0 ? "on call" : "nobody",
    ]
      .map(cell)
      .join(" | ");
  return [
    "| Level | When | For example | Response | Opens | Pages |",
    "|---|---|---|---|---|---|",
    ...levelsOf(policy).map((level) => `| ${row(level)} |`),
  ].join("\n");
}

function opened({ opens }: NamedLevel): string {
  const places = { channel: "channel", opsAlerts: "alert", issue: "issue" } as const;
  return Object.entries(places)
    .filter(([place]) => opens[place as keyof typeof places])
    .map(([, word]) => word)
    .join(", ");
}

function phases({ phases: all }: Policy): string[] {
  const named = Object.values(all);
  if (named.length === 0) return [];
  return [
    "## The steps, phase by phase",
    ...named.flatMap(({ name, goal, window, levels, steps }) => [
      `### ${name}`,
      [
        ...(goal === null ? [] : [goal]),
        ...(window === null
          ? []
          : [`From minute ${window.fromMin}${window.toMin === null ? " on" : ` to ${window.toMin}`}.`]),
        ...(levels.length === 0 ? [] : [`Only at ${levels.join(", ")}.`]),
      ].join(" "),
      Object.values(steps)
        .map(({ text, note, levels: only, gates }) => {
          const extras = [
            ...(note === null ? [] : [`to be written down: ${note}`]),
            ...(gates === null ? [] : [`before it can ${gates}`]),
            ...(only.length === 0 ? [] : [`only at ${only.join(", ")}`]),
          ];
          return `- [ ] ${plain(text)}${extras.length === 0 ? "" : ` (${extras.join("; ")})`}`;
        })
        .join("\n"),
    ]),
  ].filter((paragraph) => paragraph !== "");
}

function gaps(messages: string[]): string[] {
  if (messages.length === 0) return [];
  return [
    "## What does not fit together in it",
    "The document itself says so, and every check of a policy tells it:",
    listed(messages),
  ];
}

/** What the document leaves open and the preset had to choose: its own comments say so, beside the field that they are about. */
function choices(sources: PresetSource[]): string[] {
  const said = sources.flatMap(({ text }) => choicesIn(text));
  if (said.length === 0) return [];
  return [
    "## Where the document is silent, and what we chose",
    "Everything else follows the document. These are choices of ours, and the first things to look at when you make it yours.",
    said.map(({ field, words }) => `- ${field === null ? "" : `\`${field}\`: `}${words}`).join("\n"),
  ];
}

function choicesIn(source: string): { field: string | null; words: string }[] {
  const comments = [...source.matchAll(/^[ \t]*(?:\/\*\*?([\s\S]*?)\*\/|((?:\/\/.*\n[ \t]*)+))/gm)];
  return comments.flatMap((comment) => {
    const words = (comment[1] ?? comment[2] ?? "")
      .split("\n")
      .map((line) => line.replace(/^\s*(?:\/\/|\*)?\s?/, "").trim())
      .join(" ")
      .replaceAll(/\s+/g, " ")
      .trim();
    // What the mark means, said at the head of a preset, is no choice itself.
    if (!/\bour choice\b/i.test(words) || /marked "our choice"/i.test(words)) return [];
    const after = source.slice(comment.index + comment[0].length);
    const field = /^\s*(?:export const )?"?([\w-]+)"?\s*[:=]/.exec(after)?.[1] ?? null;
    return [{ field, words }];
  });
}

/** A list; what belongs to a step stands below it, and a command is shown as one. */
const listed = (lines: readonly string[]): string =>
  lines
    .map((line) => {
      const [, command] = /^Shown, never run: (.*)$/.exec(line) ?? [];
      if (command !== undefined) return `  - Shown, never run: \`${command}\``;
      return `${line.startsWith("Mind: ") ? "  " : ""}- ${plain(line)}`;
    })
    .join("\n");

/** `<` would begin a tag that nobody sees. */
const plain = (text: string): string => text.replaceAll("<", "\\<");

const cell = (text: string): string => plain(text).replaceAll("|", "\\|").replaceAll("\n", " ");
