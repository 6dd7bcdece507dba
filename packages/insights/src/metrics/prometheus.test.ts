import { at, declared, examples, play, policy } from "@muster/incident/testing";
import { expect, test } from "vitest";
import { pastIncident } from "../past-incident.ts";
import { metricsPrometheus } from "./prometheus.ts";
import { metricsOf } from "./report.ts";

test("Prometheus reads seconds with their anchors; what is unknown has no sample, and drills have a mode of their own", () => {
  const { incident, events } = play(declared(), [10, examples.resolve]);
  const page = metricsPrometheus(metricsOf([pastIncident(incident, events, policy)], { now: at(99) }));
  expect(page).toContain(
    'muster_time_seconds{mode="real",measure="timeToResolveFromDetected",from="detected",to="resolved",stat="median"} 600\n',
  );
  expect(page).toContain('muster_time_incidents{mode="real",measure="timeToDetect",is="unknown"} 1\n');
  expect(page).not.toMatch(/muster_time_seconds\{[^}]*timeToDetect/);
  expect(page).toContain('muster_incidents{mode="drill",state="over"} 0\n');
  expect(page).not.toContain("null");
  for (const line of page.trimEnd().split("\n"))
    expect(line).toMatch(/^(# (HELP|TYPE) muster_\w+ .+|muster_\w+\{[^{}]+\} [\d.e+-]+)$/);
});
