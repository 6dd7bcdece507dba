import { minutesAfter, no, yes } from "@muster/kernel";
import type { EventBody } from "../event.ts";
import type { Context, Decision } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { escalate } from "./escalate.ts";
import { fundsStates, type AssessCommand } from "./vocabulary.ts";

type Of<Name extends AssessCommand["do"]> = Extract<AssessCommand, { do: Name }>;

const plain = (text: string): string => text.replaceAll(/\s+/gu, " ").trim();

/** A service that is hit. One that is named again gets its new state; a further one, later, means that it grows. */
export function noteService(
  incident: Incident,
  command: Of<"note-service">,
  { setting, now }: Context,
): Decision {
  const { policy } = setting;
  const { services } = incident.assess;
  const wanted = plain(command.name);
  const listed = Object.entries(policy.services).find(([id, service]) =>
    [id, service.name].some((word) => word.toLowerCase() === wanted.toLowerCase()),
  )?.[1];
  const name = listed?.name ?? wanted;
  const known = services.find((service) => service.name.toLowerCase() === name.toLowerCase());
  const isCritical = command.isCritical ?? known?.isCritical ?? listed?.isCritical ?? false;
  const impact = plain(command.impact);
  if (known !== undefined && known.impact === impact && known.isCritical === isCritical) return yes([]);

  const isNew = known === undefined;
  const noted: EventBody = { type: "service-noted", name, impact, isCritical, isNew };
  const [first] = services;
  const held = Object.entries(policy.escalations).find(([_id, { when, afterMin }]) => {
    if (when === "critical-service") return isCritical;
    return isNew && first !== undefined && now >= minutesAfter(new Date(first.at), afterMin);
  });
  return yes([
    noted,
    ...(held === undefined ? [] : escalate(incident, held[0], held[1].text, held[1], setting)),
  ]);
}

/** What is at risk, lost or recovered. The amount is kept as people write it, so that nothing is rounded. */
export function noteFunds(_incident: Incident, command: Of<"note-funds">): Decision {
  const state = fundsStates.find((known) => known === command.state.trim().toLowerCase());
  if (state === undefined) return no({ because: "unknown-funds-state", asked: command.state });
  const amount = plain(command.amount);
  if (!/\d/.test(amount)) return no({ because: "no-amount", asked: amount });
  const valuedAt = command.valuedAt === null ? null : plain(command.valuedAt);
  return yes([{ type: "funds-noted", state, amount, asset: plain(command.asset), valuedAt }]);
}

export function noteOption(incident: Incident, command: Of<"note-option">): Decision {
  const option = `O${incident.assess.options.length + 1}`;
  const { what, speed, risk } = command;
  return yes([{ type: "option-noted", option, what: plain(what), speed: plain(speed), risk: plain(risk) }]);
}
