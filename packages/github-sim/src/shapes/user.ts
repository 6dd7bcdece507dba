import type { Context } from "../context.ts";
import { findAccount } from "../lookup.ts";
import type { Account } from "../world.ts";
import { nodeId, site } from "./urls.ts";

const ghost: Account = {
  id: 10137,
  login: "ghost",
  name: "Deleted user",
  kind: "User",
  appId: null,
  createdAt: "2008-01-01T00:00:00Z",
};

/** The simple user of an account; one that is gone is shown as GitHub's ghost. */
export function userShape(ctx: Context, login: string) {
  const account = findAccount(ctx, login) ?? ghost;
  const url = `${ctx.apiUrl}/users/${encodeURIComponent(account.login)}`;
  const prefix = { User: "U", Organization: "O", Bot: "BOT" }[account.kind];
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(prefix, account.id),
    avatar_url: `https://avatars.githubusercontent.com/u/${account.id}?v=4`,
    gravatar_id: "",
    url,
    html_url:
      account.kind === "Bot"
        ? `${site}/apps/${account.login.replace("[bot]", "")}`
        : `${site}/${account.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.kind,
    user_view_type: "public",
    site_admin: false,
  };
}

export const userOrNull = (ctx: Context, login: string | null) =>
  login === null ? null : userShape(ctx, login);
