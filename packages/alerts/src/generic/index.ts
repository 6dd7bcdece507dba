import { yes } from "@muster/kernel";
import { z } from "zod";
import { looseBatch } from "../batch.ts";
import { cleanLabels, cleanLine, firstLine, firstLines } from "../clean-text.ts";
import { cleanTime, timeOfSeconds } from "../clean-time.ts";
import { cleanUrl } from "../clean-url.ts";
import { keyOf } from "../key.ts";
import { checkShape, readJson } from "../read-body.ts";
import { listOf, looseTexts } from "../shapes.ts";
import { descriptionMax, labelValueMax, titleMax, type Signal, type Source } from "../source.ts";

/** Words that tools use. Others are refused: an end that is taken for a start would never end. */
const overWords = [
  "resolved",
  "ok",
  "over",
  "up",
  "closed",
  "recovered",
  "cleared",
  "normal",
  "success",
  "inactive",
];
const firingWords = [
  "firing",
  "alerting",
  "open",
  "down",
  "triggered",
  "critical",
  "error",
  "failed",
  "failure",
  "active",
  "problem",
  "warning",
];

const timeText =
  "is no time that I can read. Write it like `2026-11-21T09:00:00Z`, or as seconds since 1970.";
const isTime = (value: string | number): boolean => timeOf(value) !== null;
const time = z.union([z.string(), z.number()]).refine(isTime, timeText).nullish();

const word = z.union([z.string(), z.number()]).nullish();

const alert = z.object({
  title: z.string().refine((text) => cleanLine(text, titleMax) !== "", "is empty."),
  status: z
    .string()
    .refine(
      (text) => [...overWords, ...firingWords].includes(text.trim().toLowerCase()),
      "is a word that I do not know. Write `firing` or `resolved`.",
    )
    .nullish(),
  severity: word,
  key: word,
  description: z.string().nullish(),
  url: z.string().nullish(),
  runbookUrl: z.string().nullish(),
  startsAt: time,
  endsAt: time,
  labels: looseTexts.nullish(),
});
const fix =
  'Send JSON such as `{"title": "Checkout is down", "severity": "critical", "status": "firing", "key": "checkout", "url": "https://…"}`, and the same `key` with `"status": "resolved"` when it is over.';

/** For everything that can send JSON of our shape: scripts, CI, tools with a template. The same `key` is the same problem. */
export const generic: Source = {
  name: "generic",
  docs: "Anything else: POST JSON with `title` and, if known, `severity`, `status` (`firing` or `resolved`), `key`, `url`, `startsAt`, `description`, `labels`.",
  redact: (body) => body,
  read(incoming) {
    const body = readJson(incoming, z.unknown(), fix);
    if (!body.ok) return body;
    const isList = Array.isArray(body.value);
    const alerts = isList ? checkShape(body.value, listOf(alert), fix) : checkShape(body.value, alert, fix);
    if (!alerts.ok) return alerts;
    const signals = [alerts.value].flat().map((one): Signal => {
      const severity = firstLine(labelValueMax, one.severity?.toString());
      const isOver = overWords.includes(one.status?.trim().toLowerCase() ?? "firing");
      const labels = Object.fromEntries(
        Object.entries(one.labels ?? {}).map(([name, value]) => [name, String(value)]),
      );
      return {
        key: keyOf("generic", incoming, firstLine(1_000, one.key?.toString(), one.title) ?? one.title),
        title: cleanLine(one.title, titleMax),
        description: firstLines(descriptionMax, one.description),
        state: isOver ? "over" : "firing",
        startedAt: timeOf(one.startsAt),
        endedAt: isOver ? timeOf(one.endsAt) : null,
        severityRaw: severity,
        labels: cleanLabels("generic", labels, severity === null ? {} : { severity }),
        url: cleanUrl(one.url),
        runbookUrl: cleanUrl(one.runbookUrl),
      };
    });
    return yes(looseBatch("generic", signals, signals[0]?.title ?? "No alerts"));
  },
};

function timeOf(value: string | number | null | undefined): string | null {
  return typeof value === "string" ? cleanTime(value) : timeOfSeconds(value);
}
