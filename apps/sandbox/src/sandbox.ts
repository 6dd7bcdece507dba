import type { DiscordSim } from "@muster/discord-sim";
import type { GithubSim } from "@muster/github-sim";
import type { MovableClock } from "./movable-clock.ts";
import type { Outage } from "./outage.ts";
import type { Settled } from "./settle.ts";

/** What the API and the page work with: both simulators, the clock, and where things are. */
export type Sandbox = {
  clock: MovableClock;
  discord: DiscordSim;
  github: GithubSim;
  outage: Outage;
  /** The server whose member somebody is, by their name. Throws for a name that nobody has. */
  guildOf(name: string): string;
  /** Where the real HTTP door of Muster listens. */
  doorUrl: string;
  info: {
    people: string[];
    team: { name: string; does: string; guild: string }[];
    repo: string;
    repos: string[];
    policy: string;
    discordApi: string;
    githubApi: string;
    databaseUrl: string;
    /** The pages of Muster itself: the team's own, and what the public reads. */
    webUrl: string;
    statusUrl: string;
    alertToken: string;
  };
  settle(): Promise<Settled>;
};
