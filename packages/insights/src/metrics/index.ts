export { figureOf, percentileFrom, type Behind, type Figure } from "./figure.ts";
export { reportFromCounts, type CountedGroup, type CountedLoad } from "./from-counts.ts";
export { metricsJson } from "./json.ts";
export { loadOf, type Load } from "./load.ts";
export { anchorWords, measureNames, measures, type Measure, type MeasureName } from "./measures.ts";
export { metricsPrometheus } from "./prometheus.ts";
export { readPeriod } from "./period.ts";
export { rateNames, ratesOf, rateWords, type Rate, type RateName, type Rates } from "./rates.ts";
export { metricsOf, sectionOf, type Counts, type MetricsReport, type Section } from "./report.ts";
export { figureRow, spanCodes, type FigureRow } from "./row.ts";
export {
  groupBy,
  groupings,
  isCounted,
  select,
  type Group,
  type Grouping,
  type Selection,
} from "./select.ts";
export { spansOf, type Span, type Spans, type Unknown } from "./spans.ts";
export { metricsCsv } from "./csv.ts";
export { metricsMarkdown } from "./markdown.ts";
export {
  caveats,
  rateRows,
  sayAnchors,
  sayCount,
  sayIncidents,
  sayMinutes,
  sayRate,
  saySelection,
  timeRows,
} from "./words.ts";
