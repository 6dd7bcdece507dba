import type { Policy } from "@muster/policy";
import type { Finding } from "./reply.ts";
import { inline } from "./neutralise.ts";

/** What was found in a server: rights in the words of Discord's own settings, and which of the policy's names lead somewhere. */
export type ServerSight = {
  lacks: readonly { name: string; without: string }[];
  hasChannel: (name: string) => boolean;
  hasRole: (name: string) => boolean;
};

/** What Muster needs in a server, and whether it is there. In Discord and on the command line the same. */
export function serverFindings({ discord, publications }: Policy, sight: ServerSight): Finding[] {
  const { opsAlerts, responderRole, onCallRole } = discord;
  const { lacks, hasChannel, hasRole } = sight;
  const say = (text: string): string => inline(text, 600);
  return [
    {
      isFine: lacks.length === 0,
      good: "I have every permission that I need in this server.",
      bad: `I lack ${lacks.map(({ name, without }) => `“${name}” (${without})`).join(", ")}. Give ${lacks.length === 1 ? "it" : "them"} to my role in the server settings.`,
    },
    {
      isFine: hasChannel(opsAlerts),
      good: `Alerts go to #${say(opsAlerts)}.`,
      bad: `There is no channel #${say(opsAlerts)} that I can see. Create it, or let me see it.`,
    },
    ...Object.entries(publications).flatMap(([place, { kind, channel }]) =>
      kind !== "discord" || channel === null
        ? []
        : [
            {
              isFine: hasChannel(channel),
              good: `Public notices for ${say(place)} go to #${say(channel)}.`,
              bad: `There is no channel #${say(channel)} that I can see, so no public notice goes to ${say(place)}. Create it, let me see it, or name another under \`publications\`.`,
            },
          ],
    ),
    {
      isFine: hasRole(responderRole),
      good: `Responders have the role “${say(responderRole)}”.`,
      bad: `The role “${say(responderRole)}” does not exist. Create it and give it to responders.`,
    },
    {
      isFine: onCallRole !== null && hasRole(onCallRole),
      good: `Pages go to the role “${say(onCallRole ?? "")}”.`,
      bad: "There is no on-call role here, so nobody can be paged. Create it, or name one as `discord.onCallRole`.",
    },
  ].map(({ isFine, good, bad }) => ({ isFine, text: isFine ? good : bad }));
}
