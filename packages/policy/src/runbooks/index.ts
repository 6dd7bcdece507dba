import type { RunbookDraft } from "../runbook.ts";
import { buildPipelineCompromise, dependencyAttack } from "./supply-chain.ts";
import { cdnHostingCompromise, dnsHijack } from "./hosting.ts";
import { ddosAttack, thirdPartyOutage } from "./outages.ts";
import { frontendCompromise } from "./frontend-compromise.ts";
import { keyCompromise } from "./key-compromise.ts";
import { smartContractExploit } from "./smart-contract-exploit.ts";

/**
 * Runbooks that Muster brings along, in its own words. They follow the nine of the page "Runbooks" beside the SEAL policy
 * (S0-60, S0-86), whose columns and order of steps they keep. A policy takes them with `from`.
 */
export const runbookLibrary: Record<string, RunbookDraft> = {
  "smart-contract-exploit": smartContractExploit,
  "key-compromise": keyCompromise,
  "frontend-compromise": frontendCompromise,
  "dns-hijack": dnsHijack,
  "cdn-hosting-compromise": cdnHostingCompromise,
  "dependency-attack": dependencyAttack,
  "build-pipeline-compromise": buildPipelineCompromise,
  "ddos-attack": ddosAttack,
  "third-party-outage": thirdPartyOutage,
};
