import { commands, messageMenus } from "../../packages/discord/src/commands/index.ts";
import { commentCommands } from "../../packages/github/src/intake/comments/commands/all.ts";
import { keyOf } from "../../packages/github/src/intake/comments/grammar.ts";

/** Every command that Discord offers, from the definitions that register it. */
export function commandsPage(): string {
  const rows = commands.map(({ group, name, description, options, isAboutIncident }) => {
    const given = options.map(
      (option) => `\`${option.name}\`${option.isRequired ? "" : "?"}: ${cell(option.description)}`,
    );
    const all = isAboutIncident ? [...given, "`incident`?: which one, when not given in its channel"] : given;
    return `| \`/${group} ${name}\` | ${cell(description)} | ${all.join("<br>")} |`;
  });
  return [
    "# Commands in Discord",
    "",
    "A command that is given without any option asks for all of them in a form. A `?` marks what may be left out.",
    "",
    "| Command | Does | Options |",
    "|---|---|---|",
    ...rows,
    "",
    "On any message, under *Apps*:",
    "",
    ...messageMenus.map((name) => `- **${name}**`),
    "",
    ...commentsSection(),
  ].join("\n");
}

/** Every command that a comment on an issue can give, from the table that reads it. */
function commentsSection(): string[] {
  const rows = commentCommands.map((command) => {
    const fields = command.fields.map(({ name, isRequired }) => `\`${name}\`${isRequired ? "" : "?"}`);
    const where = command.isInside ? " Only in a private repository." : "";
    return `| \`${keyOf(command)}\` | ${cell(command.about)}.${where} | ${fields.join(", ")} | \`${cell(command.example)}\` |`;
  });
  return [
    "# Commands in comments on GitHub",
    "",
    "On an incident's issue, or the pull request of its postmortem, a comment can give the same orders. A command begins a line; what follows up to the",
    "next command is its text. A field can be named, `verified: …`, also on a line of its own. Only a new comment is heard, as it was first written; quotes, code and",
    "hidden comments are not. Whoever may triage or write in the repository is a responder there. `/incident declare`, `/link` and `/unlink` work on any issue.",
    "",
    "| Command | Does | Fields | For example |",
    "|---|---|---|---|",
    ...rows,
    "",
  ];
}

const cell = (text: string): string => text.replaceAll("|", "\\|");
