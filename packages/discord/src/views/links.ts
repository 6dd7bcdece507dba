import type { Remotes, Workspace } from "@muster/incident";
import { linkButton } from "./buttons.ts";
import type { Row } from "./message.ts";

/** https://discord.com/developers/docs/components/reference#button */
const urlMax = 512;

const named = {
  issue: "Issue",
  postmortem: "Postmortem",
  "hotfix-branch": "Hotfix branch",
  "status-card": "Status card",
  "drill-report": "Report's pull request",
  "ops-alert": "Ops alert",
  channel: "Incident channel",
} as const;
type Linked = keyof typeof named;

/** Buttons that lead to what exists by now. */
export function linkButtons(remotes: Remotes, which: Linked[]): Row {
  return which.flatMap((surface) => {
    const url = remotes[surface]?.url ?? null;
    return url === null || url.length > urlMax || !/^https?:\/\//.test(url)
      ? []
      : [linkButton(named[surface], url)];
  });
}

export function channelUrl(workspace: Workspace, channelId: string): string {
  return `https://discord.com/channels/${workspace.guildId ?? "@me"}/${channelId}`;
}

export function messageUrl(guildId: string | null, channelId: string, messageId: string): string {
  return `https://discord.com/channels/${guildId ?? "@me"}/${channelId}/${messageId}`;
}
