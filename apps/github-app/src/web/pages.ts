import type { Engine } from "@muster/engine";
import { knownTo, openActions, type Incident } from "@muster/incident";
import {
  maturityReport,
  maturityTrend,
  readPeriod,
  sayIncidents,
  scoreDrill,
  spreadChart,
  spreadWords,
} from "@muster/insights";
import { parseOnCall } from "@muster/policy";
import {
  actionsPage,
  drillPage,
  drillsPage,
  filters,
  incidentPage,
  incidentsPage,
  itemsOf,
  maturityPage,
  metricsPage,
  metricsPath,
  onCallPage,
  periods,
  readListQuery,
  readMetricsQuery,
  readRef,
  type Html,
} from "@muster/web";
import type { KnownWorkspace } from "../known-workspace.ts";
import { maySee, type Reader } from "./reader.ts";

/** One request for a page of a team, by somebody who may look. */
export type Asked = {
  engine: Engine;
  workspace: KnownWorkspace;
  reader: Reader;
  now: Date;
  query: URLSearchParams;
  ref: string | null;
};

type Shown = { body: Html; title: string };

const pageSize = 50;

export async function incidents({ engine, workspace, reader, query }: Asked): Promise<Shown> {
  const asked = readListQuery(query);
  const status = filters[asked.filter].status;
  const found = await engine.read.list(workspace.id, {
    // One more than is shown says whether there is another page.
    limit: pageSize + 1,
    audience: reader.audience,
    ...(status === undefined ? {} : { status: [...status] }),
    ...(asked.before === null ? {} : { before: asked.before }),
  });
  const shown = found.slice(0, pageSize);
  const next =
    found.length > pageSize ? (shown.findLast(({ restricted }) => restricted === null)?.ref ?? null) : null;
  const body = incidentsPage({
    team: workspace.id,
    query: asked,
    incidents: await Promise.all(shown.map((one) => withPolicy(engine, one))),
    next,
  });
  return { body, title: "Incidents" };
}

/** The same answer for one that does not exist and for one that must stay unknown. */
export async function incident({ engine, workspace, reader, now, ref }: Asked): Promise<Shown | null> {
  const known = readRef(ref);
  const found = known === null ? null : await engine.read.byRef(workspace.id, known, reader.audience);
  if (found === null || !maySee(reader, found)) return null;
  const [policy, remotes] = await Promise.all([engine.read.policyOf(found), engine.read.remotes(found.id)]);
  const body = incidentPage({ team: workspace.id, incident: found, policy, remotes, now });
  return { body, title: `${found.ref} ${found.title}` };
}

export async function actions({ engine, workspace, reader, now }: Asked): Promise<Shown> {
  const [found, { policy }] = await Promise.all([
    engine.read.withOpenActions(workspace.id, reader.audience),
    engine.read.policy(workspace.id),
  ]);
  const open = found.filter((one) => openActions(one).length > 0);
  return {
    body: actionsPage({ team: workspace.id, policy, items: itemsOf(open), now }),
    title: "Action items",
  };
}

export async function onCall({ engine, workspace, now }: Asked): Promise<Shown> {
  const [{ policy }, people] = await Promise.all([
    engine.read.policy(workspace.id),
    engine.read.onCall(workspace.id),
  ]);
  const path = policy.onCall.document;
  const document = path === null ? null : await engine.documents.get(workspace.id, path);
  const rota = document === null ? null : parseOnCall(document.content);
  return { body: onCallPage({ policy, now, onCall: people, rota }), title: "On call" };
}

export async function metrics(asked: Asked): Promise<Shown> {
  const { query, report } = await figures(asked);
  const { id: team } = asked.workspace;
  const spread = {
    src: metricsPath(team, query, "/spread.svg"),
    title: "Chart: how long things took",
    alt: spreadWords(report),
  };
  return { body: metricsPage({ team, query, report, charts: [spread] }), title: "Metrics" };
}

/** The same figures as a picture, of the same incidents: those that this reader may know of. */
export async function metricsChart(asked: Asked): Promise<string> {
  const { report } = await figures(asked);
  return spreadChart(report, `How long things took: ${sayIncidents(report)}`);
}

async function figures({ engine, workspace, reader, now, query }: Asked) {
  const asked = readMetricsQuery(query);
  const { since } = periods[asked.period];
  const selection = since === null ? {} : { since: readPeriod(since, "since", now) };
  const report = await engine.read.metrics(workspace.id, {
    audience: reader.audience,
    selection,
    by: asked.by,
    now,
  });
  return { query: asked, report };
}

export async function drills({ engine, workspace, reader }: Asked): Promise<Shown> {
  const found = knownTo(await engine.read.drills(workspace.id), reader.audience);
  const scored = await Promise.all(found.map((one) => scoreOf(engine, one)));
  const body = drillsPage({ team: workspace.id, drills: scored.filter((one) => one !== null) });
  return { body, title: "Drills" };
}

export async function drill({ engine, workspace, reader, ref }: Asked): Promise<Shown | null> {
  const known = readRef(ref);
  const found = known === null ? null : await engine.read.byRef(workspace.id, known, reader.audience);
  const scored = found === null ? null : await scoreOf(engine, found);
  if (scored === null) return null;
  return {
    body: drillPage({ team: workspace.id, drill: scored }),
    title: `${scored.incident.ref} ${scored.score.name}`,
  };
}

async function scoreOf(engine: Engine, incident: Incident) {
  const score = scoreDrill(incident, await engine.read.policyOf(incident));
  return score === null ? null : { incident, score };
}

export async function maturity({ engine, workspace, reader, now }: Asked): Promise<Shown> {
  const record = await engine.read.maturity(workspace.id);
  const report = maturityReport(record, now, reader.audience);
  const trend = maturityTrend(record, now, reader.audience);
  return { body: maturityPage({ report, trend }), title: "Maturity" };
}

const withPolicy = async (engine: Engine, one: Incident) => ({
  incident: one,
  policy: await engine.read.policyOf(one),
});
