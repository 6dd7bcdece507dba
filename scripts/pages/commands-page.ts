import { commands, messageMenus } from "../../packages/discord/src/commands/index.ts";

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
  ].join("\n");
}

const cell = (text: string): string => text.replaceAll("|", "\\|");
