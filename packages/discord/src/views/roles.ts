import {
  heldByOne,
  isSamePerson,
  leaderOf,
  type IncidentEvent,
  type Person,
  type RoleEvent,
  type RoleReminder,
  offerRings,
} from "@muster/incident";
import type { Role } from "@muster/policy";
import { button, offerButtons, partPress } from "./buttons.ts";
import type { Row } from "./message.ts";
import { inline } from "./neutralise.ts";
import type { PartView, Saying, Setting } from "./part.ts";
import { mention, name } from "./person.ts";
import { addressed, pinging } from "./pinging.ts";
import { roleSheet } from "./role-sheet.ts";
import { levelOf } from "./words.ts";

type Of<Type extends RoleEvent["type"]> = Extract<IncidentEvent, { type: Type }>;

/** Duties that people take, in words. */
export const rolesView: PartView<RoleEvent, RoleReminder> = {
  words: {
    "role-offered": offered,
    "role-accepted": accepted,
    "role-declined": ({ by, roleName }) => `↩️ ${name(by)} declined **${inline(roleName)}**.`,
    "role-asked-again": ({ role, roleName, to }, { incident }) =>
      pinging(
        `🙋 ${mention(to)}, once more: will you be **${inline(roleName)}**? If not, press Decline, so that somebody else is asked.`,
        [to],
        [offerButtons(incident, role, roleName)],
      ),
    "role-offer-lapsed": lapsed,
    "role-left": ({ by, roleName }) =>
      `↩️ ${name(by)} gave back **${inline(roleName)}**. Take it with the button on the status card, or offer it: /incident role`,
  },
  reminders: {
    "roles-missing": ({ roleNames }, { incident, policy }) => {
      const leader = leaderOf(incident, policy);
      const names = roleNames.map((roleName) => `**${inline(roleName)}**`).join(", ");
      return pinging(`⏰ ${addressed(leader)}Still missing: ${names}. Name somebody: /incident role`, [
        leader,
      ]);
    },
  },
  card: () => [],
  buttons: () => [],
  presses: { "role-sheet": ({ policy }, arg) => ({ show: roleSheet(policy, arg) }) },
};

function offered(event: Of<"role-offered">, { incident, policy }: Setting): Saying {
  const { role, roleName, to, from, by } = event;
  return pinging(
    `🙋 ${mention(to)}, ${asking(from, by)} **${inline(roleName)}**. It is yours when you accept.`,
    offerRings(event, levelOf(incident, policy)) ? [to] : [],
    [offerButtons(incident, role, roleName)],
  );
}

/** Who has it now, what it asks for in a line, and what that means for others. */
function accepted(event: Of<"role-accepted">, setting: Setting): Saying {
  const { by, role, roleName, from, isHandover } = event;
  const { incident, policy } = setting;
  const terms: Role | undefined = policy.roles[role];
  const how = from === null ? "" : `, ${isHandover ? "handed over by" : "taken over from"} ${name(from)}`;
  const detector = relieved(event, setting);
  const lines = [
    `🎖️ **${name(by)}** is **${inline(roleName)}**${how}.`,
    ...(terms === undefined ? [] : [`-# ${inline(terms.sheet[0] ?? terms.duty, 300)}`]),
    ...(detector === null
      ? []
      : [
          `🤝 ${mention(detector)}, ${name(by)} has it now: your part as ${inline(policy.detector.name)} is done. Thank you. Stay reachable for questions.`,
        ]),
    ...togetherWarnings(event.by, setting),
  ];
  const sheet: Row =
    (terms?.sheet.length ?? 0) > 0 ? [button("Role sheet", partPress(incident, `role-sheet/${role}`))] : [];
  return pinging(lines.join("\n"), [detector], [sheet]);
}

/** The one who declared, when this acceptance takes the incident off their hands. */
function relieved({ by, at }: Of<"role-accepted">, { incident }: Setting): Person | null {
  const { reporter, response } = incident;
  const isPerson = reporter.discord !== null || reporter.github !== null;
  return isPerson && response.leads !== null && response.ledAt === at && !isSamePerson(reporter, by)
    ? reporter
    : null;
}

function togetherWarnings(person: Person, { incident, policy }: Setting): string[] {
  return heldByOne({ incident, policy, level: levelOf(incident, policy) })
    .filter((held) => isSamePerson(held.person, person))
    .map(
      ({ names }) =>
        `⚠️ ${name(person)} is both ${names.map((roleName) => inline(roleName)).join(" and ")}, and this level asks for two people. Hand one over: /incident role`,
    );
}

function lapsed(event: Of<"role-offer-lapsed">, { policy }: Setting): Saying {
  const { to, roleName, role, isLadderExhausted, askedBy, whenUnreachable } = event;
  const text = `⏰ No answer from ${name(to)} for **${inline(roleName)}**.`;
  if (askedBy !== undefined)
    return pinging(`${text} ${mention(askedBy)}, ask somebody else: /incident role`, [askedBy]);
  if (!isLadderExhausted) return pinging(text, []);
  const then = whenUnreachable === undefined ? "" : `\n🚨 **${inline(whenUnreachable, 500)}**`;
  const isOnCall = policy.roles[role]?.offeredTo === "on-call" ? "Nobody on call answers" : "Nobody is left";
  return pinging(
    `${text} ${isOnCall}: whoever reads this, take it with the button on the status card.${then}`,
    [],
  );
}

/** Only the holder can hand a role over; anybody else asks for it to be taken over. */
function asking(from: Person | null, by: Person): string {
  if (from === null) return "you are asked to be";
  return isSamePerson(from, by)
    ? `${name(from)} hands over to you:`
    : `you are asked to take over from ${name(from)}:`;
}
