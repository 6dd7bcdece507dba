import type { Engine } from "@muster/engine";
import type { Github } from "@muster/github";
import { isSamePerson, mayKnow, peopleIn, type Audience, type Incident, type Person } from "@muster/incident";
import { actorFor } from "../actor-for.ts";
import type { KnownWorkspace } from "../known-workspace.ts";
import { nameOf, type Account, type Rights } from "./session.ts";

/** Whoever reads the pages of one team. */
export type Reader = { person: Person; audience: Audience; rights: Rights };

export async function readerIn(
  parts: { engine: Engine; github: Github },
  workspace: KnownWorkspace,
  account: Account,
  rights: Rights,
): Promise<Reader> {
  const person = await personOf(parts, workspace, account);
  return { person, rights, audience: { is: "person", person, groups: rights.groups } };
}

/** With the account on the other platform where both are known to be one person's. */
async function personOf(
  { engine, github }: { engine: Engine; github: Github },
  workspace: KnownWorkspace,
  account: Account,
): Promise<Person> {
  if (account.way === "github") {
    const user = { id: account.id, login: account.login, isBot: false };
    return (await actorFor({ engine, github }, workspace, user, true)).person;
  }
  const known = (await engine.read.people(workspace.id)).find(({ discord }) => discord === account.id);
  return { name: nameOf(account), discord: account.id, github: known?.github ?? null };
}

/** Responders and groups of the policy may look, as with /incident show in Discord. */
export const mayLook = ({ isResponder, groups }: Rights): boolean => isResponder || groups.length > 0;

/** So may whoever has something to do in this very incident, if they may know of it at all. */
export const maySee = ({ audience, person, rights }: Reader, incident: Incident): boolean =>
  mayKnow(incident, audience) &&
  (mayLook(rights) || peopleIn(incident).some((one) => isSamePerson(one, person)));
