import type { RunningSandbox } from "@muster/sandbox";
import { openStore } from "@muster/store";
import { atMost, equal, shown, type Figure } from "./figures.ts";
import { withSandbox } from "./sandbox.ts";

const groups = 20;
const alertsPerGroup = 100;
const callsMax = 8;
const restWithinMs = 180_000;

/**
 * 2,000 alerts of 20 groups, posted as Alertmanager does without a wait: for each group first the alert that came first, then all of
 * them, every time the whole group again.
 */
export async function storm(): Promise<Figure[]> {
  return withSandbox(async (running) => {
    const { discord, github } = running.sandbox;
    const startedMs = performance.now();
    await Promise.all(Array.from({ length: groups }, (_, group) => post(running, group, 1)));
    await Promise.all(Array.from({ length: groups }, (_, group) => post(running, group, alertsPerGroup)));
    const takenMs = performance.now() - startedMs;
    await atRest(running);
    const doneMs = performance.now() - startedMs;

    const calls = [...discord.calls(), ...github.calls()].filter(
      (call) => call.startedMs >= startedMs && call.tag !== null,
    );
    const isEdit = ({ method }: { method: string }): boolean => method === "PATCH";
    const lastOf = (route: RegExp): number =>
      Math.max(
        ...calls
          .filter((call) => call.method === "POST" && route.test(call.route))
          .map(({ endedMs }) => endedMs),
      ) - startedMs;
    const incidents = await running.engine.read.list("acme", { limit: 100 });
    const known = new Set(incidents.flatMap(({ signals }) => signals.map(({ key }) => key)));
    const perIncident = incidents.map(({ ref }) => calls.filter((call) => call.tag?.startsWith(`${ref} `)));
    const most = (counts: number[]): number => Math.max(...counts);
    return [
      equal(`incidents of ${groups} groups`, incidents.length, groups),
      equal("different alerts that the incidents know", known.size, groups * alertsPerGroup),
      equal("posts that the database holds", await stored(running.sandbox.info.databaseUrl), groups * 2),
      atMost(
        "calls for one incident besides edits, the most",
        most(perIncident.map((own) => own.filter((call) => !isEdit(call)).length)),
        callsMax,
      ),
      shown("edits for one incident, the most", most(perIncident.map((own) => own.filter(isEdit).length))),
      shown("calls in all", calls.length),
      shown("until all were taken in for good", takenMs, " ms"),
      shown("until every incident had its channel and its card", lastOf(/\/(?:channels|messages)$/), " ms"),
      shown("until every incident had its issue", lastOf(/\/issues$/), " ms"),
      shown("until the last edit", doneMs, " ms"),
    ];
  });
}

/** GitHub takes so many writes in a minute and no more; what is put off for that comes a minute later. */
async function atRest({ sandbox }: RunningSandbox): Promise<void> {
  const giveUpAt = performance.now() + restWithinMs;
  for (;;) {
    const { settled, pending } = await sandbox.settle();
    if (settled) return;
    if (performance.now() > giveUpAt) throw new Error(`It did not come to rest: ${JSON.stringify(pending)}`);
  }
}

async function post({ sandbox }: RunningSandbox, group: number, count: number): Promise<void> {
  const alerts = Array.from({ length: count }, (_, n) => ({
    status: "firing",
    labels: { alertname: `Storm${group}`, instance: `host${n}`, severity: "critical" },
    annotations: { summary: `Storm ${group} on host ${n}` },
    startsAt: "2026-11-20T19:18:30.751Z",
    endsAt: "0001-01-01T00:00:00Z",
    generatorURL: "http://prometheus.example/graph",
    fingerprint: (group * alertsPerGroup + n).toString(16).padStart(16, "0"),
  }));
  const labels = { alertname: `Storm${group}`, severity: "critical" };
  const body = {
    version: "4",
    groupKey: `{}:{alertname="Storm${group}"}`,
    truncatedAlerts: 0,
    status: "firing",
    receiver: "muster",
    groupLabels: { alertname: `Storm${group}` },
    commonLabels: labels,
    commonAnnotations: {},
    externalURL: "http://alertmanager.example",
    alerts,
  };
  const answer = await fetch(`${sandbox.doorUrl}/alerts/alertmanager`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${sandbox.info.alertToken}` },
    body: JSON.stringify(body),
  });
  if (answer.status !== 202)
    throw new Error(`An alert was answered with ${answer.status}: ${await answer.text()}`);
}

async function stored(databaseUrl: string): Promise<number> {
  const store = openStore(databaseUrl);
  try {
    const { rows } = await store.db.execute<{ count: string }>(
      "select count(*) as count from inbox where source = 'alerts'",
    );
    return Number(rows[0]?.count);
  } finally {
    await store.close();
  }
}
