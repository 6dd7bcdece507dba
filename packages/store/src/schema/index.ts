/*
 * One change of these files needs one new migration: `pnpm --filter @muster/store migration`.
 * Times are UTC. Texts from outside never hold NUL, which PostgreSQL cannot store: the engine takes it out at the door.
 */

export { hasOpenActions, hasPublicWords, incidents, events, pastIncidents } from "./incidents.ts";
export { people, links, linkOffers, linkTries } from "./people.ts";
export { checkpoints, attestations, blobs } from "./trust.ts";
export { effects, timers, errands, inbox, requests } from "./work.ts";
export { workspaces, counters, documents, policies } from "./workspaces.ts";
