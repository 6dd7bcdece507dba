import { no, yes, type Result } from "@muster/kernel";
import type { Policy } from "@muster/policy";
import type { Command } from "./command.ts";
import type { EventBody } from "./event.ts";
import type { Incident, RoleState } from "./incident.ts";
import { isSamePerson, type Actor } from "./person.ts";
import type { Refusal } from "./refusal.ts";
import type { Setting } from "./setting.ts";

type RoleCommand = Extract<Command, { do: "offer-role" | "accept-role" | "decline-role" | "take-role" }>;

const vacant: RoleState = { holder: null, heldSince: null, offer: null };

export function roleState(incident: Incident, role: string): RoleState {
  return incident.roles[role] ?? vacant;
}

/** The role's id by its id or its name, compared without case. */
export function findRole(policy: Policy, asked: string): string | null {
  const wanted = asked.trim().toLowerCase();
  const found = Object.entries(policy.roles).find(
    ([id, role]) => id.toLowerCase() === wanted || role.name.toLowerCase() === wanted,
  );
  return found?.[0] ?? null;
}

/** A role changes hands only when the person who takes it says so. Until then it stays where it is. */
export function decideRole(
  incident: Incident,
  command: RoleCommand,
  actor: Actor,
  setting: Setting,
): Result<EventBody[], Refusal> {
  const role = findRole(setting.policy, command.role);
  if (role === null)
    return no({ because: "unknown-role", asked: command.role, roles: Object.keys(setting.policy.roles) });
  const roleName = setting.policy.roles[role]!.name; // findRole returned a key of this very map.
  const { holder, offer } = roleState(incident, role);

  switch (command.do) {
    case "offer-role":
      if (holder !== null && isSamePerson(holder, command.to)) {
        return no({ because: "offer-to-holder", roleName, to: holder.name });
      }
      if (offer !== null && isSamePerson(offer.to, command.to)) return yes([]);
      return yes([{ type: "role-offered", role, roleName, to: command.to, ladderStep: null, from: holder }]);

    case "accept-role":
      if (holder !== null && isSamePerson(holder, actor.person)) return yes([]);
      if (offer === null) return no({ because: "no-offer", roleName });
      if (!isSamePerson(offer.to, actor.person))
        return no({ because: "offer-for-another", roleName, to: offer.to.name });
      return yes([
        {
          type: "role-accepted",
          role,
          roleName,
          from: holder,
          isHandover: holder !== null && isSamePerson(offer.by, holder),
        },
      ]);

    case "decline-role": {
      if (offer === null) return no({ because: "no-offer", roleName });
      if (!isSamePerson(offer.to, actor.person))
        return no({ because: "offer-for-another", roleName, to: offer.to.name });
      const next = nextOnLadder(incident, role, setting);
      return yes([{ type: "role-declined", role, roleName }, ...next]);
    }

    case "take-role":
      if (holder !== null && isSamePerson(holder, actor.person)) return yes([]);
      if (holder !== null) return no({ because: "role-held", roleName, by: holder.name });
      return yes([
        {
          type: "role-accepted",
          role,
          roleName,
          from: null,
          isHandover: false,
        },
      ]);
  }
}

/** The offer to the next person on call, after the one who was offered the role said no or nothing. Empty at the ladder's end. */
export function nextOnLadder(incident: Incident, role: string, setting: Setting): EventBody[] {
  const { offer } = roleState(incident, role);
  const terms = setting.policy.roles[role];
  if (offer === null || offer.ladderStep === null || terms === undefined) return [];
  const ladderStep = offer.ladderStep + 1;
  const to = setting.onCall[ladderStep];
  if (to === undefined) return [];
  return [{ type: "role-offered", role, roleName: terms.name, to, ladderStep, from: null }];
}
