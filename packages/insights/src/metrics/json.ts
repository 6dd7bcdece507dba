import type { MetricsReport, Section } from "./report.ts";

/** The report as programs read it: each measure under its own name, minutes unrounded. */
export function metricsJson(report: MetricsReport): Record<string, unknown> {
  const { generatedAt, selection, by, groups, responders, drills } = report;
  return {
    generatedAt,
    selection,
    ...sectionJson(report),
    responders: responders.map(({ person, ...load }) => ({ name: person.name, ...load })),
    ...(by === null
      ? {}
      : { by, groups: groups.map((group) => ({ key: group.key, ...sectionJson(group) })) }),
    drills: sectionJson(drills),
  };
}

const sectionJson = ({ incidents, times, behind, rates }: Section): Record<string, unknown> => ({
  incidents,
  ...times,
  behind,
  rates,
});
