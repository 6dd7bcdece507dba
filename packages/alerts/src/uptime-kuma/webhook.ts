import { z } from "zod";
import { looseBatch } from "../batch.ts";
import { cleanLabels, firstLine, firstLines } from "../clean-text.ts";
import { cleanTime } from "../clean-time.ts";
import { cleanUrl } from "../clean-url.ts";
import { keyOf } from "../key.ts";
import { listOf } from "../shapes.ts";
import {
  descriptionMax,
  labelValueMax,
  titleMax,
  type Batch,
  type Incoming,
  type Signal,
} from "../source.ts";

const id = z.union([z.number(), z.string()]);
const heartbeat = z.object({
  status: z.number(),
  monitorID: id.nullish(),
  time: z.string().nullish(),
  msg: z.string().nullish(),
});
const monitor = z.object({
  id: id.nullish(),
  name: z.string().nullish(),
  description: z.string().nullish(),
  pathName: z.string().nullish(),
  type: z.string().nullish(),
  url: z.string().nullish(),
  tags: listOf(z.object({ name: z.string(), value: z.string().nullish() })).nullish(),
});

/** Uptime Kuma's webhook. A test and a warning about a certificate come without monitor and heartbeat. */
export const webhookSchema = z
  .object({ heartbeat: heartbeat.nullish(), monitor: monitor.nullish(), msg: z.string().nullish() })
  .refine((body) => body.msg != null || body.heartbeat != null, "has neither `msg` nor `heartbeat`.");

/** https://github.com/louislam/uptime-kuma/blob/master/src/util.ts */
const down = 0;
const up = 1;

export function readWebhook(
  incoming: Incoming,
  { heartbeat, monitor, msg }: z.infer<typeof webhookSchema>,
): Batch {
  const message = firstLine(titleMax, msg) ?? "Message";
  if (heartbeat == null) {
    const isExpiry = /\b(expires?|expiring|expiry)\b/i.test(message);
    return looseBatch("uptime-kuma", isExpiry ? [expiry(incoming, message)] : [], message);
  }
  // Pending and maintenance say nothing about whether the service works.
  if (heartbeat.status !== down && heartbeat.status !== up) return looseBatch("uptime-kuma", [], message);

  const isOver = heartbeat.status === up;
  const number = monitor?.id ?? heartbeat.monitorID;
  const name = firstLine(titleMax - 10, monitor?.name) ?? `Monitor ${number ?? "without a name"}`;
  const tags = Object.fromEntries((monitor?.tags ?? []).map((tag) => [tag.name, tag.value ?? ""]));
  const at = cleanTime(utc(heartbeat.time));
  const signal: Signal = {
    key: keyOf("uptime-kuma", incoming, String(number ?? name)),
    title: `${name} is ${isOver ? "up" : "down"}`,
    description: firstLines(descriptionMax, heartbeat.msg, msg),
    state: isOver ? "over" : "firing",
    // The time of this heartbeat. A repeated one is later than the first: the first that was heard of counts.
    startedAt: isOver ? null : at,
    endedAt: isOver ? at : null,
    severityRaw: firstLine(labelValueMax, tags["severity"]),
    labels: cleanLabels("uptime-kuma", tags, {
      monitor: name,
      path: monitor?.pathName ?? "",
      type: monitor?.type ?? "",
    }),
    url: cleanUrl(monitor?.url),
    runbookUrl: null,
  };
  return looseBatch("uptime-kuma", [signal], signal.title);
}

/** `[shop][https://…] server certificate shop.example will expire in 7 days`: repeated with fewer days, and never taken back. */
function expiry(incoming: Incoming, message: string): Signal {
  return {
    key: keyOf("uptime-kuma", incoming, `expiry/${message.replaceAll(/\d+/g, "#")}`),
    title: message,
    description: null,
    state: "firing",
    startedAt: null,
    endedAt: null,
    severityRaw: "info",
    labels: cleanLabels("uptime-kuma", { severity: "info", type: "expiry" }),
    url: null,
    runbookUrl: null,
  };
}

/** Uptime Kuma writes `2026-11-20 19:33:38.933` and means UTC. */
function utc(time: string | null | undefined): string | null {
  return time == null ? null : `${time.trim().replace(" ", "T")}Z`;
}
