import { contractExploit } from "./contract-exploit.ts";
import { dataBreach } from "./data-breach.ts";
import { ddos } from "./ddos.ts";
import { dependencyAttack } from "./dependency-attack.ts";
import { discordTakeover } from "./discord-takeover.ts";
import { dnsHijack } from "./dns-hijack.ts";
import { githubOutage } from "./github-outage.ts";
import { infrastructureFailure } from "./infrastructure-failure.ts";
import { keyCompromise } from "./key-compromise.ts";
import type { ScenarioDraft } from "./scenario.ts";

/** Scenarios that Muster brings along, in its own words. A policy adds its own, or says one differently, under `drills.scenarios`. */
export const scenarioLibrary: Record<string, ScenarioDraft> = {
  "contract-exploit": contractExploit,
  ddos,
  "data-breach": dataBreach,
  "infrastructure-failure": infrastructureFailure,
  "key-compromise": keyCompromise,
  "dns-hijack": dnsHijack,
  "dependency-attack": dependencyAttack,
  "discord-takeover": discordTakeover,
  "github-outage": githubOutage,
};
