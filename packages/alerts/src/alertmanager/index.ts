import { yes } from "@muster/kernel";
import type { z } from "zod";
import { alertSchema, describe, groupSchema, readGroup } from "../alert-group.ts";
import { cleanUrl } from "../clean-url.ts";
import { readJson } from "../read-body.ts";
import { listOf } from "../shapes.ts";
import type { Source } from "../source.ts";

const webhook = groupSchema.extend({ alerts: listOf(alertSchema) });
const fix =
  "Point a `webhook_configs` receiver of Alertmanager here; it sends the right shape (version 4) by itself.";

/** Alertmanager's webhook, version 4: one group is one incident. https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export const alertmanager: Source = {
  name: "alertmanager",
  docs: "Alertmanager: a `webhook_configs` receiver with `send_resolved: true`, the token in `http_config.authorization`, and `max_alerts: 200`.",
  redact: (body) => body,
  read(incoming) {
    const group = readJson(incoming, webhook, fix);
    if (!group.ok) return group;
    const links = (alert: z.infer<typeof alertSchema>) => ({
      url: cleanUrl(alert.generatorURL),
      description: describe(alert),
    });
    return yes(readGroup("alertmanager", incoming, group.value, links));
  },
};
