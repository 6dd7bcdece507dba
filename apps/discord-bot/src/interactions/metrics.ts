import { draw, views, type Answer, type MetricsAsk } from "@muster/discord";
import { everybody } from "@muster/incident";
import {
  groupChart,
  groupings,
  measures,
  readPeriod,
  sayCount,
  sayIncidents,
  sayMinutes,
  spreadChart,
  spreadWords,
  type MetricsReport,
} from "@muster/insights";
import { plainly, privately } from "./answers.ts";
import { audience, type Scene } from "./scene.ts";

/** The figures of what whoever reads the answer may know of. */
export async function showMetrics(scene: Scene, ask: MetricsAsk): Promise<Answer> {
  const now = scene.door.clock.now();
  const [since, until] = [day(ask.since, "since", now), day(ask.until, "until", now)];
  if (since === undefined || until === undefined)
    return plainly(
      "I cannot read that day. Write it as `2026-11-21`, a month as `2026-11`, or so many days ago as `90d`.",
    );
  // Said before anything is read: once "thinking…" is out it stays private.
  const isPublic = ask.isShared && scene.turn.claimRoom();
  const { severity, type, service } = ask;
  const report = await scene.door.engine.read.metrics(scene.workspace.id, {
    audience: ask.isShared ? everybody : audience(scene),
    selection: { since, until, severity, type, service },
    by: groupings.find((one) => one === ask.by) ?? null,
    now,
    withLoad: ask.what === "load",
  });
  if (ask.what === "load") return privately(views.loadPage(report));
  const picture = report.incidents.counted === 0 ? null : await draw(chartOf(report), wordsFor(report));
  return {
    with: "message",
    message: views.metricsPage(report, { hasPicture: picture !== null }),
    isPublic,
    pictures: picture === null ? [] : [picture],
  };
}

/** Undefined: it is none. */
function day(asked: string | null, end: "since" | "until", now: Date): string | null | undefined {
  return asked === null ? null : (readPeriod(asked, end, now) ?? undefined);
}

const chartOf = (report: MetricsReport): string =>
  report.by === null
    ? spreadChart(report, `How long things took: ${sayIncidents(report)}`)
    : groupChart(report, "timeToResolveFromDetected");

function wordsFor(report: MetricsReport): { name: string; alt: string } {
  const groups = report.groups.map(
    ({ key, times: { timeToResolveFromDetected: figure } }) =>
      `${key ?? "unknown"}: median ${sayMinutes(figure.medianMin)}, n ${sayCount(figure)}.`,
  );
  const alt =
    report.by === null
      ? spreadWords(report)
      : `${measures.timeToResolveFromDetected.words} by ${report.by}. ${groups.join(" ")}`;
  return { name: "metrics.png", alt };
}
