import type { MetricsReport } from "@muster/insights";
import { metricsPage } from "./metrics.ts";
import { cut } from "./neutralise.ts";
import { textMessage, type MessageBody } from "./message.ts";

/** Words with their mark fit into one plain message. */
const lettersMax = 1_900;

/** The figures of a month for #ops-alerts. It pings nobody. */
export function metricsDigest(report: MetricsReport, month: string): MessageBody {
  const page = metricsPage(report, { hasPicture: false }).content ?? "";
  return textMessage([cut(page, lettersMax), metricsMark(month)].join("\n"));
}

/** A line of its own, by which a second try finds the message of the first. */
export const metricsMark = (month: string): string => `-# Figures of ${month}; /metrics show has more`;
