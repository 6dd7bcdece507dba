import { externalAfterMin } from "../alert-level.ts";
import { levelLabel, levelsOf } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** What is said to whom: by level, who approves, the checklist, and the words to build a notice from. */
export function communicationsPage(policy: Policy): string {
  const { communications, publications } = policy;
  const { checklist, claims, blocks, templates } = communications;
  return [
    `# Communications: ${policy.name}`,
    [
      "| Level | Inside | Outside |",
      "|---|---|---|",
      ...levelsOf(policy).map((level) => {
        const inside =
          level.updateEveryMin === null ? "when there is news" : `at least every ${level.updateEveryMin} min`;
        const outside = level.external.map((post) => {
          const after = externalAfterMin(post);
          return `${post.where}${after === 0 ? "" : ` after ${after} min of downtime`}`;
        });
        return `| ${levelLabel(level)} | ${inside} | ${outside.join(", ") || "none"} |`;
      }),
    ].join("\n"),
    ...section(
      "Before anything is posted",
      Object.values(checklist).map((point) => `- [ ] ${point}`),
    ),
    ...section(
      "Never said by habit",
      Object.values(claims).map(({ question }) => `- ${question}`),
    ),
    ...section(
      "Where the public reads",
      Object.entries(publications).map(([name, { about, instead }]) =>
        [`- **${name}**`, about, instead === null ? null : `If it cannot be trusted: ${instead}.`]
          .filter((part) => part !== null)
          .join(" — "),
      ),
    ),
    ...words("Building blocks", blocks),
    ...words("Templates", templates),
  ]
    .join("\n\n")
    .concat("\n");
}

const section = (title: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : [`## ${title}\n\n${lines.join("\n")}`];

type Words = Record<string, { name: string; text: string; tone: string | null }>;

function words(title: string, entries: Words): string[] {
  if (Object.keys(entries).length === 0) return [];
  return [
    `## ${title}`,
    ...Object.values(entries).map(({ name, text, tone }) =>
      [
        `### ${name}`,
        ...(tone === null ? [] : [`_${tone}_`]),
        text
          .split("\n")
          .map((line) => `> ${line}`.trimEnd())
          .join("\n"),
      ].join("\n\n"),
    ),
  ];
}
