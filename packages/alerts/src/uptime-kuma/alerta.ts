import { z } from "zod";
import { looseBatch } from "../batch.ts";
import { cleanLabels, firstLine, firstLines } from "../clean-text.ts";
import { keyOf } from "../key.ts";
import {
  descriptionMax,
  labelValueMax,
  titleMax,
  type Batch,
  type Incoming,
  type Signal,
} from "../source.ts";

/** What Uptime Kuma sends to an Alerta server. It knows the monitor's name but not its number, and no time. */
export const alertaSchema = z.object({
  resource: z.string(),
  event: z.string(),
  environment: z.string().nullish(),
  severity: z.string().nullish(),
  text: z.string().nullish(),
});

/** Severities that mean an end to Alerta. The operator chooses the word in Uptime Kuma, so the text has the last say. */
const overWords = ["cleared", "normal", "ok", "resolved", "closed", "clean", "cleaned"];

export function readAlerta(incoming: Incoming, alert: z.infer<typeof alertaSchema>): Batch {
  // A test message is no monitor.
  if (alert.event === "msg")
    return looseBatch("uptime-kuma", [], firstLine(titleMax, alert.text) ?? "Test message");

  const says = /\bis (up|down)\.?$/i.exec(alert.text?.trim().slice(-40) ?? "")?.[1]?.toLowerCase();
  const isOver =
    says === undefined ? overWords.includes(alert.severity?.trim().toLowerCase() ?? "") : says === "up";
  const name = firstLine(titleMax - 10, alert.resource) ?? "A monitor";
  const severity = isOver ? null : firstLine(labelValueMax, alert.severity);
  const signal: Signal = {
    key: keyOf("uptime-kuma", incoming, [alert.environment ?? "", alert.event, alert.resource].join("/")),
    title: `${name} is ${isOver ? "up" : "down"}`,
    description: firstLines(descriptionMax, alert.text),
    state: isOver ? "over" : "firing",
    startedAt: null,
    endedAt: null,
    severityRaw: severity,
    labels: cleanLabels(
      "uptime-kuma",
      { monitor: alert.resource, type: alert.event, environment: alert.environment ?? "" },
      severity === null ? {} : { severity },
    ),
    url: null,
    runbookUrl: null,
  };
  return looseBatch("uptime-kuma", [signal], signal.title);
}
