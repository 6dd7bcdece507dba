import { api } from "./api.ts";
import { byId } from "./dom.ts";
import { reread } from "./live.ts";
import { attempt } from "./notice.ts";
import { recordDeed, sandboxNow } from "./state.ts";

/** What Prometheus Alertmanager sends: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
function alertGroup(status: "firing" | "resolved", startsAt: string, now: string): Record<string, unknown> {
  const labels = {
    alertname: "WithdrawalErrorsHigh",
    cluster: "production",
    instance: "keeper-2:9111",
    job: "vault-keeper",
    service: "withdrawals",
    severity: "critical",
  };
  const annotations = {
    summary: "Withdrawals fail: 41 % errors over 5 minutes",
    description: "The keeper cannot read the price feed; users see “transaction reverted”.",
    runbook_url: "https://github.com/acme/protocol/blob/main/runbooks/on-call-rotation.md",
  };
  return {
    receiver: "muster",
    status,
    alerts: [
      {
        status,
        labels,
        annotations,
        startsAt,
        endsAt: status === "resolved" ? now : "0001-01-01T00:00:00Z",
        generatorURL: "http://prometheus.example.org:9090/graph?g0.expr=withdrawal_errors",
        fingerprint: "eab34123db37c62e",
      },
    ],
    groupLabels: { alertname: labels.alertname, cluster: labels.cluster },
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: "http://alertmanager.example.org:9093",
    version: "4",
    groupKey: `{}:{alertname="${labels.alertname}", cluster="${labels.cluster}"}`,
    truncatedAlerts: 0,
  };
}

/** Monitoring is the only neighbour that is not simulated, so these two buttons play it. */
export function startScenario(): void {
  let firingSince: string | null = null;
  const box = byId("alerts");
  const fires = byId("alert-fires");
  const over = byId("alert-over");
  const send = (status: "firing" | "resolved", words: string) => async (): Promise<void> => {
    const at = sandboxNow().toISOString();
    if (status === "firing") firingSince = at;
    recordDeed(`Alertmanager: ${words}`);
    await api.alert(alertGroup(status, firingSince ?? at, at));
    await reread();
  };
  fires.addEventListener("click", () => void attempt(fires, box, send("firing", "withdrawals fail")));
  over.addEventListener("click", () => void attempt(over, box, send("resolved", "withdrawals work again")));
}
