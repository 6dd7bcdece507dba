import type { Engine } from "@muster/engine";
import { actorOf, type Github, type GithubUser } from "@muster/github";
import type { Actor, Person } from "@muster/incident";
import { mayRespond } from "./ask-github.ts";
import type { KnownWorkspace } from "./known-workspace.ts";

type Hands = { engine: Engine; github: Github };

/**
 * The Actor that somebody on GitHub is, with the Discord account that they have proved or the policy names. What they may do here, GitHub
 * alone says: a role in Discord gives no rights on GitHub, so that whoever takes over one account does not get the other's.
 */
export async function actorFor(
  { engine, github }: Hands,
  workspace: KnownWorkspace,
  user: GithubUser,
  isResponder?: boolean,
): Promise<Actor> {
  const [{ policy }, link, may] = await Promise.all([
    engine.read.policy(workspace.id),
    engine.links.ofGithub(workspace.id, { id: user.id, login: user.login }),
    isResponder ?? mayRespond(github, workspace.repo, user.login),
  ]);
  const actor = actorOf(user, policy, may);
  // What the policy says of a login stands first; a link is of the account itself, which keeps its number when its login changes.
  if (link === null || actor.person.discord !== null) return actor;
  const name = actor.person.name === user.login ? link.discord.name : actor.person.name;
  return { ...actor, person: { ...actor.person, name, discord: link.discord.id } };
}

/** A command whose people are known as well as we know them, in place of the logins and names that were written. */
export function withKnownPeople<Value>(value: Value, people: readonly Person[]): Value {
  if (isPerson(value)) return knownPerson(value, people) as Value & Person;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withKnownPeople(member as unknown, people)]),
  ) as Value;
}

const isPerson = (value: unknown): value is Person =>
  typeof value === "object" && value !== null && "github" in value && "discord" in value && "name" in value;

const loginGrammar = /^[a-z\d](?:[a-z\d-]{0,38})$/i;

function knownPerson(person: Person, people: readonly Person[]): Person {
  const wanted = (person.github ?? person.name).toLowerCase();
  const known =
    people.find(({ github }) => github?.toLowerCase() === wanted) ??
    (person.github === null ? people.find(({ name }) => name.toLowerCase() === wanted) : undefined);
  if (known !== undefined) return known;
  return { ...person, github: person.github ?? (loginGrammar.test(person.name) ? person.name : null) };
}
