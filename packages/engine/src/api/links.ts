import type { DiscordAccount, GithubAccount, Link, LinkOffer, LinkRefusal } from "@muster/incident";
import type { Result } from "@muster/kernel";
import type { Reply } from "./requests.ts";

/** Which account on GitHub belongs to which in Discord, by the word of both. See packages/incident/src/identity/link.ts. */
export type LinksApi = {
  /** A code for somebody in Discord, good for one GitHub account. `reply` hears of it when it was used. */
  offer(
    workspaceId: string,
    account: DiscordAccount,
    login: string,
    reply: Reply | null,
  ): Promise<Result<{ code: string; login: string; expiresAt: string }, LinkRefusal>>;
  /** Somebody on GitHub shows a code. */
  redeem(workspaceId: string, github: GithubAccount, code: string): Promise<Result<Link, LinkRefusal>>;
  /** Somebody on GitHub says who they are in Discord; the other must agree there. */
  ask(
    workspaceId: string,
    github: GithubAccount,
    username: string,
  ): Promise<Result<{ expiresAt: string }, LinkRefusal>>;
  /** Null: they said no. */
  answer(
    workspaceId: string,
    account: DiscordAccount,
    question: number,
    isYes: boolean,
  ): Promise<Result<Link | null, LinkRefusal>>;
  show(workspaceId: string, account: DiscordAccount): Promise<{ link: Link | null; questions: LinkOffer[] }>;
  end(
    workspaceId: string,
    whose: { discordId: string } | { githubId: number },
  ): Promise<Result<Link, LinkRefusal>>;
  /** The link of a GitHub account, by its id; a new login is remembered. */
  ofGithub(workspaceId: string, github: GithubAccount): Promise<Link | null>;
};
