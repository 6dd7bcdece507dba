import type { Actor, Person } from "@muster/incident";
import type { Policy } from "@muster/policy";
import type { GithubUser } from "./intent.ts";

export function userOf(user: { id: number; login: string; type: string }): GithubUser {
  return { id: user.id, login: user.login, isBot: user.type === "Bot" };
}

/** A GitHub login as the person that the policy says it is, with the Discord account if the policy knows it. */
export function personOf(login: string, policy: Policy): Person {
  const known = Object.entries(policy.people).find(
    ([, person]) => person.github?.toLowerCase() === login.toLowerCase(),
  );
  return { name: known?.[0] ?? login, discord: known?.[1].discord ?? null, github: login };
}

export function actorOf(user: GithubUser, policy: Policy, mayRespond: boolean): Actor {
  return {
    person: personOf(user.login, policy),
    via: "github",
    isResponder: mayRespond,
    groups: [],
    inRoom: false,
  };
}
