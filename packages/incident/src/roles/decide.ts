import { no, yes } from "@muster/kernel";
import { findLevel, type Policy } from "@muster/policy";
import type { Context, Decision } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { isSamePerson, type Person } from "../person.ts";
import { guestMark } from "../response/guests.ts";
import { holdersOf, holdsRole, offersOf } from "./holders.ts";
import { nextOnLadder, onCallOffers } from "./ladder.ts";
import type { RoleCommand } from "./vocabulary.ts";

/** The role's id by its id or its name, compared without case. */
export function findRole(policy: Policy, asked: string): string | null {
  const wanted = asked.trim().toLowerCase();
  const found = Object.entries(policy.roles).find(
    ([id, role]) => id.toLowerCase() === wanted || role.name.toLowerCase() === wanted,
  );
  return found?.[0] ?? null;
}

/** A role changes hands only when the person who takes it says so. Until then it stays where it is. */
export function decideRole(incident: Incident, command: RoleCommand, context: Context): Decision {
  const { policy } = context.setting;
  const role = findRole(policy, command.role);
  if (role === null)
    return no({ because: "unknown-role", asked: command.role, roles: Object.keys(policy.roles) });
  const terms = policy.roles[role]!; // findRole returned a key of this very map.
  const named: Named = {
    role,
    roleName: terms.name,
    holders: holdersOf(incident, role).map(({ person }) => person),
    many: terms.isMany ? { isMany: true } : {},
  };
  switch (command.do) {
    case "offer-role":
      return offer(incident, command.to, named, context);
    case "accept-role":
      return accept(incident, named, context);
    case "decline-role":
      return decline(incident, named, context);
    case "take-role":
      return take(incident, named, context);
    case "leave-role":
      return leave(incident, named, context);
  }
}

type Named = { role: string; roleName: string; holders: Person[]; many: { isMany?: true } };

/** Where one person holds a role, an offer is to take over from them; where several may, it is to join them. */
const predecessor = ({ holders, many }: Named): Person | null =>
  many.isMany === true ? null : (holders[0] ?? null);

function offer(incident: Incident, to: Person, named: Named, { actor }: Context): Decision {
  const { role, roleName, many } = named;
  if (holdsRole(incident, role, to)) return no({ because: "offer-to-holder", roleName, to: to.name });
  if (offersOf(incident, role).some((pending) => isSamePerson(pending.to, to))) return yes([]);
  const from = predecessor(named);
  return yes([
    {
      type: "role-offered",
      role,
      roleName,
      to,
      ladderStep: null,
      from,
      ...many,
      ...guestMark(incident, to, actor),
    },
  ]);
}

function accept(incident: Incident, named: Named, { actor }: Context): Decision {
  const { role, roleName, many } = named;
  if (holdsRole(incident, role, actor.person)) return yes([]);
  const pending = offersOf(incident, role);
  const mine = pending.find(({ to }) => isSamePerson(to, actor.person));
  if (mine === undefined) return noOffer(roleName, pending[0]?.to);
  const from = predecessor(named);
  const isHandover = from !== null && isSamePerson(mine.by, from);
  return yes([{ type: "role-accepted", role, roleName, from, isHandover, ...many }]);
}

function decline(incident: Incident, { role, roleName }: Named, { actor, setting }: Context): Decision {
  const pending = offersOf(incident, role);
  const mine = pending.find(({ to }) => isSamePerson(to, actor.person));
  if (mine === undefined) return noOffer(roleName, pending[0]?.to);
  return yes([{ type: "role-declined", role, roleName }, ...nextOnLadder(role, mine, setting)]);
}

function noOffer(roleName: string, to: Person | undefined): Decision {
  return no(
    to === undefined
      ? { because: "no-offer", roleName }
      : { because: "offer-for-another", roleName, to: to.name },
  );
}

function take(incident: Incident, named: Named, { actor }: Context): Decision {
  const { role, roleName, many } = named;
  if (holdsRole(incident, role, actor.person)) return yes([]);
  const holder = predecessor(named);
  if (holder !== null) return no({ because: "role-held", roleName, by: holder.name });
  return yes([{ type: "role-accepted", role, roleName, from: null, isHandover: false, ...many }]);
}

/** Given back, a role that the level offers to whoever is on call is offered anew, but not to the one who gave it back. */
function leave(incident: Incident, { role, roleName, holders }: Named, context: Context): Decision {
  const { actor, setting } = context;
  if (!holdsRole(incident, role, actor.person)) return no({ because: "role-not-held", roleName });
  const level = incident.severity === null ? null : findLevel(setting.policy, incident.severity.levelId);
  const isActive = incident.status === "open" || incident.status === "mitigated";
  const isWanted = isActive && level !== null && level.roles.includes(role) && holders.length === 1;
  const pending = offersOf(incident, role).length > 0;
  const next =
    isWanted && !pending ? onCallOffers({ ...level, roles: [role] }, {}, setting, actor.person) : [];
  return yes([{ type: "role-left", role, roleName }, ...next]);
}
