import type { Channel } from "./answers.ts";
import { api } from "./api.ts";
import { byId } from "./dom.ts";
import { reread } from "./live.ts";
import { change, now, sandboxNow, type GithubPlace } from "./state.ts";

export type Side = "discord" | "github" | "log";

/** On a narrow screen one side is shown at a time. */
export function showSide(side: Side): void {
  document.body.dataset["side"] = side;
  for (const tab of document.querySelectorAll<HTMLElement>("#sides [role=tab]")) {
    tab.setAttribute("aria-selected", String(tab.dataset["side"] === side));
    tab.tabIndex = tab.dataset["side"] === side ? 0 : -1;
  }
  if (side === "log") byId("log", HTMLDetailsElement).open = true;
}

export function openChannelById(id: string): void {
  const { me, openChannel, lookedAt } = now();
  const before = openChannel[me];
  const at = sandboxNow().toISOString();
  change({
    openChannel: { ...openChannel, [me]: id },
    lookedAt: {
      ...lookedAt,
      [`${me} ${id}`]: at,
      ...(before === undefined ? {} : { [`${me} ${before}`]: at }),
    },
  });
  showSide("discord");
  void reread();
}

export async function openGithub(repoName: string, place: GithubPlace): Promise<void> {
  const isOther = now().repoName !== repoName;
  const repo = isOther ? await api.repo(repoName) : now().repo;
  change({ repoName, repo, place });
  showSide("github");
}

/** Everything that somebody sees is read before it shows, so that nobody sees a moment of what another person sees. */
export async function becomes(me: string): Promise<void> {
  const [seen, names] = await Promise.all([api.see(me), api.names(me)]);
  const { openChannel, info } = now();
  const isSeen = seen.channels.some(({ id }) => id === openChannel[me]);
  const guild = info.team.find(({ name }) => name === me)?.guild ?? null;
  const first = firstChannel(seen.channels.filter((channel) => channel.guild === guild));
  change({
    me,
    seen,
    names,
    commands: [],
    openChannel: isSeen || first === null ? openChannel : { ...openChannel, [me]: first.id },
  });
  await reread();
}

/** Where the work is, if that person sees it; otherwise the first channel. */
export function firstChannel(channels: readonly Channel[]): Channel | null {
  const readable = channels.filter(({ type }) => holdsMessages(type));
  return readable.find(({ name }) => name === "ops-alerts") ?? readable[0] ?? null;
}

export const holdsMessages = (type: string): boolean =>
  ["text", "announcement", "thread", "dm"].includes(type);
