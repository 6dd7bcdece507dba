import { commands } from "../commands/all.ts";
import { groups, type Group } from "../commands/definition.ts";
import { groupWords } from "../commands/group-words.ts";
import { textMessage, type MessageBody } from "./message.ts";

const firstWords = [
  "🔥 Something is wrong? **/incident declare**. I open the channel, tell #ops-alerts and file the issue; the card in the channel says what is missing and what comes next.",
  "📨 No responder? **/muster report** tells the responders. Not sure whom to call? **/call who**.",
];

/** All groups on one screen, or the commands of one of them. */
export function help(about: string | null): MessageBody {
  const group = groups.find((name) => name === about);
  return textMessage((group === undefined ? overview() : closeUp(group)).join("\n"));
}

function overview(): string[] {
  return [
    ...firstWords,
    "",
    ...groups.map((group) => `**/${group}** ${groupWords[group]}\n-# ${namesIn(group)}`),
    "",
    "What one of them does, line by line: `/muster help about:…`. A command without options asks for what it needs.",
    "On any message: right-click → Apps → *Declare incident*, *Add to timeline*, *Create action item*, *Report to responders*.",
  ];
}

function closeUp(group: Group): string[] {
  return [
    `**/${group}** ${groupWords[group]}`,
    ...commandsIn(group).map(({ name, description }) => `\`/${group} ${name}\` ${description}`),
  ];
}

function namesIn(group: Group): string {
  return commandsIn(group)
    .map(({ name }) => name)
    .join(" · ");
}

function commandsIn(group: Group): typeof commands {
  return commands.filter((command) => command.group === group);
}
