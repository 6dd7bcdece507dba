import type { Part } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { isActive } from "../is-active.ts";
import { isSamePerson, type Person } from "../person.ts";
import { welcome } from "../response/guests.ts";
import { ledSince } from "../response/targets.ts";
import { acknowledged } from "./acknowledged.ts";
import { decideRole } from "./decide.ts";
import { offersOf, withRole } from "./holders.ts";
import { roleSteps } from "./steps.ts";
import { fillReminder, roleLapse, roleTimers } from "./timers.ts";
import type { RoleCommand, RoleEvent, RoleRefusal, RoleReminder } from "./vocabulary.ts";

const notOver = ["open", "mitigated", "resolved"] as const;
const listed = (words: string[]): string => words.map((word) => `\`${word}\``).join(", ");

/** Duties that people take. */
export const roles: Part<RoleCommand, RoleEvent, RoleRefusal, RoleReminder> = {
  allowed: {
    "offer-role": notOver,
    "accept-role": notOver,
    "decline-role": notOver,
    "take-role": notOver,
    "leave-role": notOver,
  },
  // The offer itself is the permission, and so is holding what is given back.
  openToTheNamed: ["accept-role", "decline-role", "leave-role"],
  texts: {
    "offer-role": () => [],
    "accept-role": () => [],
    "decline-role": () => [],
    "take-role": () => [],
    "leave-role": () => [],
  },
  decide: {
    "offer-role": decideRole,
    "accept-role": decideRole,
    "decline-role": decideRole,
    "take-role": decideRole,
    "leave-role": decideRole,
  },
  apply: {
    "role-offered": (incident, event) => {
      const { to, by, at, ladderStep } = event;
      const offer = { to, by, at, ladderStep };
      return withRole(welcome(incident, event), event.role, ({ holders, offers }) => ({
        holders,
        offers:
          event.isMany === true ? [...offers.filter((other) => !isSamePerson(other.to, to)), offer] : [offer],
      }));
    },
    "role-accepted": (incident, event) => {
      const { role, by, at } = event;
      const mine = { person: by, since: at };
      const taken = withRole(incident, role, ({ holders, offers }) =>
        event.isMany === true
          ? {
              holders: [...holders.filter(({ person }) => !isSamePerson(person, by)), mine],
              offers: offers.filter(({ to }) => !isSamePerson(to, by)),
            }
          : { holders: [mine], offers: [] },
      );
      return ledSince(acknowledged(taken, at), role, at);
    },
    "role-declined": (incident, { role, by }) =>
      withRole(incident, role, ({ holders, offers }) => ({
        holders,
        offers: offers.filter(({ to }) => !isSamePerson(to, by)),
      })),
    "role-asked-again": (incident, { role, to, at }) =>
      withRole(incident, role, ({ holders, offers }) => ({
        holders,
        offers: offers.map((offer) => (isSamePerson(offer.to, to) ? { ...offer, askedAgainAt: at } : offer)),
      })),
    "role-offer-lapsed": (incident, event) =>
      withRole(incident, event.role, ({ holders, offers }) => ({
        holders,
        offers: offers.filter(({ to }) => !isSamePerson(to, event.to)),
      })),
    "role-left": (incident, { role, by }) =>
      withRole(incident, role, ({ holders, offers }) => ({
        holders: holders.filter(({ person }) => !isSamePerson(person, by)),
        offers,
      })),
  },
  tell: {
    "role-offered": ({ roleName, to, isGuest }) => ({
      kind: "role",
      text: `${roleName} offered to ${to.name}${isGuest === true ? ", who is let into the room for it" : ""}`,
    }),
    "role-accepted": ({ roleName, by, from, isHandover }) => {
      const how = isHandover ? "handed over by" : "taken over from";
      return {
        kind: "role",
        text: `${by.name} is ${roleName}${from === null ? "" : `, ${how} ${from.name}`}`,
      };
    },
    "role-declined": ({ roleName, by }) => ({ kind: "role", text: `${by.name} declined ${roleName}` }),
    "role-asked-again": ({ roleName, to }) => ({
      kind: "role",
      text: `No answer from ${to.name} for ${roleName}; asked once more`,
    }),
    "role-offer-lapsed": ({ roleName, to, isLadderExhausted }) => ({
      kind: "role",
      text: `No answer from ${to.name} for ${roleName}${isLadderExhausted ? "; nobody else is on call" : ""}`,
    }),
    "role-left": ({ roleName, by }) => ({ kind: "role", text: `${by.name} gave back ${roleName}` }),
  },
  hearing: {
    "role-offered": "unless-said-there",
    "role-accepted": "unless-said-there",
    "role-declined": "unless-said-there",
    "role-asked-again": "always",
    "role-offer-lapsed": "always",
    "role-left": "unless-said-there",
  },
  wants: { "role-offered": offerWanted, "role-asked-again": offerWanted },
  explain: {
    "unknown-role": ({ asked, roles: known }) =>
      `There is no role \`${asked}\`. Choose one of ${listed(known)}.`,
    "role-held": ({ by, roleName }) => `${by} holds ${roleName}. To hand it over, offer it: /incident role.`,
    "no-offer": ({ roleName }) =>
      `${roleName} is not on offer any more. Take it with the button on the status card, or have it offered again with /incident role.`,
    "offer-for-another": ({ roleName, to }) =>
      `${roleName} was offered to ${to}; only they can accept it. To take it instead, have it offered to you with /incident role.`,
    "offer-to-holder": ({ to, roleName }) => `${to} holds ${roleName} already. Nothing changed.`,
    "role-not-held": ({ roleName }) =>
      `You do not hold ${roleName}, so there is nothing to give back. To take it over, have it offered to you with /incident role.`,
  },
  remind: { "roles-missing": ({ roleNames }) => `nobody is ${roleNames.join(", nobody is ")}` },
  timers: roleTimers,
  fire: { role: roleLapse, fill: fillReminder },
  nextSteps: roleSteps,
};

/** The offer stands: whoever was asked has not answered. */
function offerWanted(incident: Incident, { role, to }: { role: string; to: Person }): string | null {
  const stands = isActive(incident) && offersOf(incident, role).some((offer) => isSamePerson(offer.to, to));
  return stands ? `role:${role}:${to.discord ?? to.github ?? to.name}` : null;
}
