import { z } from "zod";
import { cleanLabels, firstLine, firstLines } from "./clean-text.ts";
import { cleanTime } from "./clean-time.ts";
import { cleanUrl } from "./clean-url.ts";
import { keepSignals } from "./batch.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { groupKeyOf, keyOf } from "./key.ts";
import { texts } from "./shapes.ts";
import { descriptionMax, labelValueMax, titleMax, type Batch, type Incoming, type Signal } from "./source.ts";

/*
 * The group webhook that Alertmanager made known and Grafana took over. One request tells of a whole group, again and again: a group that
 * fires may list alerts that have ended, alerts that join late (inhibition ended), and may leave some out (`truncatedAlerts`). Ends of alerts
 * that were left out are never listed either, so the state of the group counts and not only its alerts.
 */

export const alertSchema = z.object({
  status: z.enum(["firing", "resolved"]),
  labels: texts,
  annotations: texts.nullish(),
  startsAt: z.string().nullish(),
  endsAt: z.string().nullish(),
  generatorURL: z.string().nullish(),
  fingerprint: z.string().nullish(),
});
export type Alert = z.infer<typeof alertSchema>;

/** Only the fields that we use; others may come and we do not notice. */
export const groupSchema = z.object({
  status: z.enum(["firing", "resolved"]),
  groupKey: z.string().min(1),
  groupLabels: texts.nullish(),
  commonLabels: texts.nullish(),
  commonAnnotations: texts.nullish(),
  truncatedAlerts: z.number().int().min(0).nullish(),
});

type Group = z.infer<typeof groupSchema>;
type Links = { url: string | null; description: string | null };

/** What a group webhook tells; `links` adds what only the one source knows of an alert. */
export function readGroup<One extends Alert>(
  source: string,
  incoming: Incoming,
  group: Group & { alerts: One[] },
  links: (alert: One) => Links,
): Batch {
  const { signals, truncated } = keepSignals(
    group.alerts.map((alert) => signalOf(source, incoming, alert, links(alert))),
  );
  // A group that calls itself resolved and lists a firing alert contradicts itself; closing it could hide a fire.
  const isOver = group.status === "resolved" && group.alerts.every((alert) => alert.status === "resolved");
  return {
    groupKey: groupKeyOf(incoming, group.groupKey),
    groupState: isOver ? "over" : "firing",
    title: titleOf(group, signals),
    signals,
    truncated: truncated + (group.truncatedAlerts ?? 0),
    labels: cleanLabels(source, group.commonLabels ?? {}),
  };
}

export function signalOf(source: string, incoming: Incoming, alert: Alert, links: Links): Signal {
  const annotations = alert.annotations ?? {};
  const { labels } = alert;
  return {
    key: keyOf(source, incoming, firstLine(100, alert.fingerprint) ?? fingerprintOf(labels)),
    title:
      firstLine(titleMax, annotations["summary"], annotations["title"], alertName(labels)) ?? "Unnamed alert",
    description: links.description,
    state: alert.status === "firing" ? "firing" : "over",
    startedAt: cleanTime(alert.startsAt),
    endedAt: alert.status === "firing" ? null : cleanTime(alert.endsAt),
    severityRaw: firstLine(labelValueMax, labels["severity"]),
    labels: cleanLabels(source, labels),
    url: links.url,
    runbookUrl: cleanUrl(annotations["runbook_url"]),
  };
}

export function describe(alert: Alert): string | null {
  return firstLines(descriptionMax, alert.annotations?.["description"], alert.annotations?.["message"]);
}

/** Grafana names an alert about missing data after the trouble and keeps the rule's name in a label. */
function alertName(labels: Record<string, string>): string | undefined {
  const name = labels["alertname"];
  const rule = labels["rulename"];
  return name !== undefined && rule !== undefined ? `${name}: ${rule}` : name;
}

/** What all alerts say alike, else the group's own name; both stay the same while alerts come and go. */
function titleOf(group: Group, signals: Signal[]): string {
  const { alertname, ...others } = group.groupLabels ?? {};
  const name = alertname ?? group.commonLabels?.["alertname"];
  const where = Object.entries(others)
    .map(([label, value]) => `${label} ${value}`)
    .join(", ");
  const named = name === undefined ? where : `${name}${where === "" ? "" : ` (${where})`}`;
  const common = group.commonAnnotations?.["summary"];
  return (
    firstLine(titleMax, common, signals.length === 1 ? signals[0]?.title : null, named, signals[0]?.title) ??
    "Unnamed alerts"
  );
}
