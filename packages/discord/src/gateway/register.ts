import { Routes } from "discord-api-types/v10";
import type { Policy } from "@muster/policy";
import type { Client } from "discord.js";
import { registration } from "../commands/registration.ts";
import { isRegistered } from "../commands/same-registration.ts";

/** Makes the guild know the commands as the policy words them. Sends nothing when it knows them already; says whether it did. */
export async function registerCommands(
  client: Client,
  { applicationId, guildId, policy }: { applicationId: string; guildId: string; policy: Policy },
): Promise<"unchanged" | "sent"> {
  const route = Routes.applicationGuildCommands(applicationId, guildId);
  const wanted = registration(policy);
  if (isRegistered(wanted, await client.rest.get(route))) return "unchanged";
  await client.rest.put(route, { body: wanted });
  return "sent";
}
