import { ada, at, by, declared, examples, play, policy, record } from "@muster/incident/testing";
import { expect, test } from "vitest";
import { metricsCsv } from "../metrics/csv.ts";
import { metricsMarkdown } from "../metrics/markdown.ts";
import { metricsOf } from "../metrics/report.ts";
import { pastIncident } from "../past-incident.ts";
import { groupChart, spreadChart, spreadWords, textBars } from "./index.ts";

const nasty = `<script>&"]]>@everyone|=1+1\u202e\u0000`;

function past(resolvedAfter: number, service: string | null = null) {
  const story = play(declared(), [resolvedAfter, examples.resolve]);
  const { incident, events } =
    service === null
      ? story
      : record(
          story,
          [{ type: "service-noted", name: service, impact: "down", isCritical: false, isNew: true }],
          by(ada),
          at(900),
        );
  return pastIncident(incident, events, policy);
}

const report = metricsOf([past(10), past(60, nasty), past(1_440)], { now: at(9_999), by: "service" });

test("a chart says in words what it shows, and marks by shape what it marks", () => {
  const svg = spreadChart(report, "All & more");
  expect(svg).toContain("<title>All &amp; more</title>");
  expect(spreadWords(report)).toContain(
    "Time to resolve, from the detection: median 1 h, mean 8 h 23 min, from 10 min to 1 d (n 3).",
  );
  expect(spreadWords(report)).toContain("Time to resolve: unknown (n 0, 3 unknown).");
  // One diamond and one ring for each time that is known.
  expect(svg.match(/<polygon /g)).toHaveLength(svg.match(/<circle /g)!.length);
});

test("the median stands on a scale of equal factors", () => {
  const bars = (pasts: ReturnType<typeof past>[]) =>
    textBars(metricsOf(pasts, { now: at(9_999) }))
      .split("\n")
      .find((line) => line.startsWith("Time to resolve, from"));
  expect(bars([past(60)])).toBe("Time to resolve, from the detection  ████████████████  1 h      n 1");
  // The scale ends at the next mark, which is 4 hours: 16 · ln 90 / ln 240 is 13.1.
  expect(bars([past(90)])).toBe("Time to resolve, from the detection  █████████████···  1 h 30 min  n 1");
});

test("people's words are no markup in a chart, no column in a table and no formula in a sheet", () => {
  const svg = groupChart(report, "timeToResolveFromDetected");
  expect(svg).toContain("&lt;script&gt;&amp;&quot;]]&gt;@everyone|=1+1");
  for (const bad of ["<script", "\u202e", "\0"]) expect(svg).not.toContain(bad);
  const page = metricsMarkdown(report);
  expect(page).toContain("## Service: \\<script\\>");
  expect(page).not.toMatch(/@everyone|[^\\]<script/);
  const sheet = metricsCsv(metricsOf([past(5, "=HYPERLINK(1)")], { now: at(9_999), by: "service" }));
  expect(sheet).toContain("service,'=HYPERLINK(1),timeToDetect");
});

test("without incidents nothing is drawn as if it were nothing", () => {
  const empty = metricsOf([], { now: at(0), by: "month" });
  expect(spreadChart(empty, "None")).not.toContain("<circle");
  expect(groupChart(empty, "timeToResolve")).toContain("Nothing to count.");
  expect(textBars(empty)).toContain("unknown  n 0");
});
