import {
  everybody,
  knownTo,
  mayKnow,
  openActions,
  type Audience,
  type Incident,
  type Person,
} from "@muster/incident";
import {
  complete,
  effectsOf,
  headOf,
  incidentById,
  incidentByRef,
  incidentByRemote,
  lags,
  listDrills,
  listIncidents,
  listLinks,
  listPeople,
  listPolicies,
  listOpenActions,
  listPublic,
  listRestricted,
  policyInForce,
  readChain,
  readDocument,
  remotesOf,
  timersOf,
} from "@muster/store";
import { policyPath } from "@muster/policy";
import type { EffectState, Engine } from "./api.ts";
import { readMetrics, readPast } from "./past.ts";
import { remotesIn } from "./deliver.ts";
import { readMaturity } from "./maturity.ts";
import type { Shell } from "./shell.ts";

const openMax = 100;
/** Some years of them. */
const drillsMax = 60;

/** Everything that can be asked. Nothing here changes anything. */
export function createRead(shell: Shell): Engine["read"] {
  const { db } = shell.store;

  /** Those that this audience may know of beside the others. Nobody is asked about for everybody: there are none for them. */
  async function restrictedFor(workspaceId: string, audience: Audience): Promise<Incident[]> {
    return audience.is === "public" ? [] : knownTo(await listRestricted(db, workspaceId), audience);
  }

  return {
    async policy(workspaceId) {
      const [found, file] = await Promise.all([
        policyInForce(db, workspaceId),
        readDocument(db, workspaceId, policyPath),
      ]);
      if (found === null) throw new Error(`Workspace ${workspaceId} is not known here.`);
      return { ...found, problems: file?.problems ?? [] };
    },
    policies: (workspaceId) => listPolicies(db, workspaceId),
    policyOf: (incident) => shell.settings.policyOf(db, incident),
    async open(workspaceId, audience = everybody) {
      const status = ["open", "mitigated"] as const;
      const [open, restricted] = await Promise.all([
        listIncidents(db, workspaceId, { limit: openMax, status: [...status] }),
        restrictedFor(workspaceId, audience),
      ]);
      return [...restricted.filter((one) => status.some((wanted) => wanted === one.status)), ...open];
    },
    async list(workspaceId, { before, limit, status, audience = everybody }) {
      const page = { beforeRef: before, limit, status };
      // The operator pages through all there is, in one order.
      if (audience.is === "inside") return listIncidents(db, workspaceId, { ...page, withRestricted: true });
      const [listed, restricted] = await Promise.all([
        listIncidents(db, workspaceId, page),
        before === undefined ? restrictedFor(workspaceId, audience) : [],
      ]);
      return [
        ...restricted.filter((one) => status === undefined || status.includes(one.status)),
        ...listed,
      ].slice(0, limit);
    },
    async byRef(workspaceId, ref, audience = everybody) {
      const incident = await incidentByRef(db, workspaceId, ref);
      return incident !== null && mayKnow(incident, audience) ? incident : null;
    },
    byId: (incidentId) => incidentById(db, incidentId),
    byRemote: (workspaceId, surface, remoteId) => incidentByRemote(db, workspaceId, surface, remoteId),
    async complete(workspaceId, text, limit, audience = everybody) {
      const [found, restricted] = await Promise.all([
        complete(db, workspaceId, text, limit),
        restrictedFor(workspaceId, audience),
      ]);
      const wanted = text.trim().toLowerCase();
      const meant = restricted
        .filter(({ ref, title }) => `${ref} ${title}`.toLowerCase().includes(wanted))
        .map(({ id, ref, title, status, severity }) => ({
          id,
          ref,
          title,
          status,
          levelId: severity?.levelId ?? null,
        }));
      return [...meant, ...found].slice(0, limit);
    },
    drills: (workspaceId) => listDrills(db, workspaceId, drillsMax),
    async withOpenActions(workspaceId, audience = everybody) {
      const [open, restricted] = await Promise.all([
        listOpenActions(db, workspaceId),
        restrictedFor(workspaceId, audience),
      ]);
      return [...restricted.filter((one) => openActions(one).length > 0), ...open];
    },
    withPublicWords: (workspaceId) => listPublic(db, workspaceId),
    past: (workspaceId, audience = everybody) => readPast(shell, workspaceId, audience),
    metrics: (
      workspaceId,
      { audience = everybody, selection = {}, by = null, now = shell.clock.now(), withLoad = true } = {},
    ) => readMetrics(shell, workspaceId, { audience, selection, by, now, withLoad }),
    events: async (incidentId) => (await readChain(db, incidentId)).map(({ event }) => event),
    chain: (incidentId) => readChain(db, incidentId),
    head: (incidentId) => headOf(db, incidentId),
    remotes: async (incidentId) => remotesIn(await remotesOf(db, incidentId)),
    effects: async (incidentId) =>
      (await effectsOf(db, incidentId)).map(
        ({ key, effect, lane, attempts, dueAt, remote, lastError, givenUp, ...row }): EffectState => {
          const isSent = row.version === row.sentVersion;
          const waits = row.isBlocked || dueAt > shell.clock.now() ? "waiting" : "due";
          const state = givenUp !== null ? "given-up" : isSent ? "sent" : waits;
          return { key, effect, lane, state, attempts, dueAt, remote, lastError, givenUp };
        },
      ),
    timers: (incidentId) => timersOf(db, incidentId),
    async people(workspaceId) {
      const [stored, links, found] = await Promise.all([
        listPeople(db, workspaceId),
        listLinks(db, workspaceId),
        policyInForce(db, workspaceId),
      ]);
      const named = Object.entries(found?.policy.people ?? {}).map(([name, ids]): Person => ({
        name,
        discord: ids.discord,
        github: ids.github,
      }));
      const linked = links.map(({ discord, github }): Person => ({
        name: discord.name,
        discord: discord.id,
        github: github.login,
      }));
      return oneOfEach([...named, ...linked, ...stored]);
    },
    async onCall(workspaceId) {
      return (await shell.settings.inForce(db, workspaceId, shell.clock.now())).onCall;
    },
    maturity: (workspaceId) => readMaturity(shell, workspaceId),
    lagMs: () => lags(db, shell.clock.now()),
  };
}

/** What the policy says of a human comes first; a second snapshot adds the id that the first one lacks. */
function oneOfEach(people: Person[]): Person[] {
  const known: Person[] = [];
  for (const person of people) {
    const same = known.findIndex(
      (other) =>
        (person.discord !== null && person.discord === other.discord) ||
        (person.github !== null && person.github.toLowerCase() === other.github?.toLowerCase()),
    );
    const first = known[same];
    if (first === undefined) known.push(person);
    else
      known[same] = {
        name: first.name,
        discord: first.discord ?? person.discord,
        github: first.github ?? person.github,
      };
  }
  return known;
}
