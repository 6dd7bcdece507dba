import { no, yes } from "@muster/kernel";
import { z } from "zod";
import { describe, signalOf } from "../alert-group.ts";
import { looseBatch } from "../batch.ts";
import { cleanUrl } from "../clean-url.ts";
import { readJson, unreadable } from "../read-body.ts";
import { listOf, texts } from "../shapes.ts";
import type { Source } from "../source.ts";

const postedAlerts = listOf(
  z.object({
    labels: texts,
    annotations: texts.nullish(),
    startsAt: z.string().nullish(),
    endsAt: z.string().nullish(),
    generatorURL: z.string().nullish(),
  }),
);
const fix =
  "Name this address under `alerting.alertmanagers` in prometheus.yml, with `api_version: v2` and `path_prefix`.";

/** Prometheus says until when a firing alert holds: at least four minutes ahead. An end in the past, give or take the clocks, is an end. */
const clocksDifferByMs = 60_000;

/**
 * What Prometheus itself posts to `/api/v2/alerts`, so that it can do without an Alertmanager. It has no groups and no state: an alert whose
 * `endsAt` has passed is over. https://prometheus.io/docs/alerting/latest/clients/
 */
export const prometheus: Source = {
  name: "prometheus",
  docs: "Prometheus without Alertmanager: name Muster under `alerting.alertmanagers` with `path_prefix` and the token in `authorization`.",
  redact: (body) => body,
  read(incoming) {
    const posted = readJson(incoming, postedAlerts, fix);
    if (!posted.ok) return posted;
    const nameless = posted.value.findIndex(({ labels }) => Object.keys(labels).length === 0);
    if (nameless !== -1)
      return no(unreadable(`Alert ${nameless + 1} has no labels, so it cannot be told from others.`, fix));

    const signals = posted.value.map((alert) => {
      const endsMs = Date.parse(alert.endsAt ?? "");
      // Go's zero time means that no end is known.
      const isOver = endsMs > 0 && endsMs <= incoming.receivedAt.getTime() + clocksDifferByMs;
      const status = isOver ? ("resolved" as const) : ("firing" as const);
      const whole = { ...alert, status, fingerprint: null };
      return signalOf("prometheus", incoming, whole, {
        url: cleanUrl(alert.generatorURL),
        description: describe(whole),
      });
    });
    return yes(looseBatch("prometheus", signals, signals[0]?.title ?? "No alerts"));
  },
};
