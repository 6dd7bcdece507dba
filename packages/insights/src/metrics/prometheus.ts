import type { MetricsReport, Section } from "./report.ts";
import { rateRows, timeRows } from "./words.ts";

type Sample = { labels: Record<string, string>; value: number | null };
type Gauge = { name: string; help: string; samples: Sample[] };

/** The report as Prometheus reads it, in seconds. What is unknown has no sample: a gap says more than a zero. */
export function metricsPrometheus(report: Pick<MetricsReport, "drills"> & Section): string {
  const of = (mode: "real" | "drill", section: Section) => ({ mode, section });
  const sections = [of("real", report), of("drill", report.drills)];
  const gauges: Gauge[] = [
    {
      name: "muster_incidents",
      help: "Incidents by what became of them; duplicates and false positives are none.",
      samples: sections.flatMap(({ mode, section: { incidents } }) => [
        { labels: { mode, state: "open" }, value: incidents.open },
        { labels: { mode, state: "over" }, value: incidents.counted - incidents.open },
        { labels: { mode, state: "false_positive" }, value: incidents.falsePositives },
        { labels: { mode, state: "duplicate" }, value: incidents.duplicates },
      ]),
    },
    {
      name: "muster_time_seconds",
      help: "How long things took, between the anchors that the labels name.",
      samples: sections.flatMap(({ mode, section }) =>
        timeRows(section).flatMap(({ name, figure, p90Min }) => {
          const { from, to, medianMin, meanMin, minMin, maxMin } = figure;
          const stats = { median: medianMin, mean: meanMin, min: minMin, max: maxMin, p90: p90Min };
          return Object.entries(stats).map(([stat, minutes]): Sample => ({
            labels: { mode, measure: name, from, to, stat },
            value: minutes === null ? null : minutes * 60,
          }));
        }),
      ),
    },
    {
      name: "muster_time_incidents",
      help: "Of how many incidents a time is known, and of how many it is not.",
      samples: sections.flatMap(({ mode, section }) =>
        timeRows(section).flatMap(({ name, figure: { n, unknown } }): Sample[] => [
          { labels: { mode, measure: name, is: "known" }, value: n },
          { labels: { mode, measure: name, is: "unknown" }, value: unknown },
        ]),
      ),
    },
    {
      name: "muster_share_ratio",
      help: "What was kept, of what was asked.",
      samples: sections.flatMap(({ mode, section }) =>
        rateRows(section).map(({ name, rate }): Sample => ({
          labels: { mode, share: name },
          value: rate.rate,
        })),
      ),
    },
    {
      name: "muster_share_of",
      help: "Of how many things a share is.",
      samples: sections.flatMap(({ mode, section }) =>
        rateRows(section).map(({ name, rate }): Sample => ({
          labels: { mode, share: name },
          value: rate.of,
        })),
      ),
    },
  ];
  return `${gauges.flatMap(linesOf).join("\n")}\n`;
}

function linesOf({ name, help, samples }: Gauge): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...samples.flatMap(({ labels, value }) => {
      if (value === null) return [];
      const said = Object.entries(labels).map(([label, word]) => `${label}="${word}"`);
      return [`${name}{${said.join(",")}} ${value}`];
    }),
  ];
}
