/** Takes these of the runbooks that Muster brings along, each under its own name. */
export function bring<Id extends string>(ids: readonly Id[]): Record<Id, { from: Id }> {
  return Object.fromEntries(ids.map((id) => [id, { from: id }])) as Record<Id, { from: Id }>; // Just these keys were given.
}

/** All nine that the page beside the SEAL policy lists. */
export const allNine = [
  "smart-contract-exploit",
  "key-compromise",
  "frontend-compromise",
  "dns-hijack",
  "cdn-hosting-compromise",
  "dependency-attack",
  "build-pipeline-compromise",
  "ddos-attack",
  "third-party-outage",
] as const;
