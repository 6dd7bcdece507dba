import { expect, test } from "vitest";
import { incoming } from "../../test/incoming.ts";
import { grafana } from "./index.ts";

test("an alert leads to its panel and carries its organisation in the key", () => {
  expect(grafana.read(incoming("grafana/fixtures/written-firing"))).toEqual({
    ok: true,
    value: {
      groupKey: 'org1:{}/{}:{alertname="High latency", grafana_folder="Checkout"}',
      groupState: "firing",
      title: "p95 above 5 s",
      signals: [
        {
          key: "grafana:org1:c6eadffa33fcdf37",
          title: "p95 above 5 s",
          description: "p95 is 6.2 s",
          state: "firing",
          startedAt: "2026-11-20T20:00:10.000Z",
          endedAt: null,
          severityRaw: "critical",
          labels: {
            alertname: "High latency",
            grafana_folder: "Checkout",
            severity: "critical",
            source: "grafana",
          },
          url: "https://grafana.example/d/xyz?orgId=1&viewPanel=2",
          runbookUrl: null,
        },
      ],
      truncated: 0,
      labels: {
        alertname: "High latency",
        grafana_folder: "Checkout",
        severity: "critical",
        source: "grafana",
      },
    },
  });
});

test("missing data is told with the name of the rule, and its end closes the group", () => {
  expect(grafana.read(incoming("grafana/fixtures/written-no-data-resolved"))).toMatchObject({
    value: {
      groupState: "over",
      title: "DatasourceNoData: High latency",
      signals: [
        {
          key: "grafana:org2:a1b2c3d4e5f60718",
          state: "over",
          url: "https://grafana.example/alerting/grafana/abc/view?orgId=2",
        },
      ],
    },
  });
});
