import type { SlotName } from "@muster/policy";
import { inline, link } from "../neutralise.ts";
import { unknown } from "../plain-words.ts";
import { lines, type DocumentView, type Slot } from "./slot.ts";

const line = (name: string, words: string, url: string | null | undefined): string[] =>
  url == null ? [] : [`- ${name}: ${link(words, url)}`];

function channelLines({ incident, policy, remotes }: DocumentView): string[] {
  const call = incident.calls.bridge ?? policy.callLink;
  return [
    ...line("Chat", `incident-${incident.date}-${incident.slug}`, remotes.channel?.url),
    ...line("Issue", "issue on GitHub", remotes.issue?.url),
    `- Call: ${call === null ? unknown : link("video call", withoutKey(call))}`,
  ];
}

/** What follows the `?` or the `#` of a meeting's address is often its password. */
const withoutKey = (url: string): string => url.replace(/[?#].*$/, "");

function linkLines({ incident, remotes }: DocumentView): string[] {
  return [
    ...line("Noticed in", incident.source.name ?? incident.source.kind, incident.source.url),
    ...line("Issue", "issue on GitHub", remotes.issue?.url),
    ...line("Channel", `incident-${incident.date}-${incident.slug}`, remotes.channel?.url),
    ...line("Hotfix branch", "branch", remotes["hotfix-branch"]?.url),
    ...incident.signals.flatMap(({ title, url }) => line("Alert", title, url)),
    ...incident.timeline
      .filter(({ kind, url }) => kind === "note" && url !== null)
      .flatMap(({ text, url }) => line("Note", text.slice(0, 80) || "message", url)),
  ];
}

function fileLines({ incident }: DocumentView): string[] {
  return incident.timeline.flatMap(({ attachments, url }) =>
    attachments.map(
      (file) =>
        `- ${inline(`${file.name}, ${file.size} bytes, sha256 ${file.sha256}`)}${url === null ? "" : ` (${link("message", url)})`}`,
    ),
  );
}

/** The other document beside this one. GitHub follows an address that begins with a slash from the repository's root. */
function documentLink({ pathOf }: DocumentView, id: string): string {
  const found = pathOf(id);
  return found === null
    ? unknown
    : `[${inline(found.name)}](/${found.path.split("/").map(encodeURIComponent).join("/")})`;
}

/** Where more is to be read. */
export const links = {
  channels: (view) => lines(channelLines(view)),
  links: (view) => lines(linkLines(view), "No links recorded."),
  files: (view) => lines(fileLines(view), "No files recorded."),
  signals: ({ incident }) =>
    lines(
      incident.signals.map(({ title, state, startedAt }) => {
        const since = `${startedAt.slice(0, 16).replace("T", " ")} UTC`;
        return `- ${inline(`Alert: ${title}, ${state}, since ${since}`)}`;
      }),
      "- No alerts recorded.",
    ),
  document: (view, id = "") => documentLink(view, id),
} satisfies Partial<Record<SlotName, Slot>>;
