import type { DiscordSim } from "@muster/discord-sim";
import type { GithubSim } from "@muster/github-sim";

export type PlatformCall = {
  platform: "discord" | "github";
  method: string;
  route: string;
  status: number;
  startedAt: string;
  endedAt: string;
  /** What the call was for, such as `keep:status-card`; null when it answered a person or belongs to start-up. */
  effect: string | null;
  /** The incident it was for, by its ref. */
  incident: string | null;
};

/** Every call that either platform got, in the order in which they began. `since` is an ISO 8601 instant. */
export function callsSince(
  discord: DiscordSim,
  github: GithubSim,
  since: string | undefined,
): PlatformCall[] {
  const all = [...discord.calls(since), ...github.calls(since)];
  return all
    .toSorted((a, b) => a.startedMs - b.startedMs)
    .map(({ platform, method, route, status, startedAt, endedAt, tag }) => {
      const [incident = null, effect = null] = tag?.split(" ") ?? [];
      return { platform, method, route, status, startedAt, endedAt, effect, incident };
    });
}
