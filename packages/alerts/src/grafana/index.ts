import { yes } from "@muster/kernel";
import { z } from "zod";
import { alertSchema, describe, groupSchema, readGroup } from "../alert-group.ts";
import { firstLines } from "../clean-text.ts";
import { cleanUrl } from "../clean-url.ts";
import { readJson } from "../read-body.ts";
import { listOf } from "../shapes.ts";
import { descriptionMax, type Source } from "../source.ts";

const grafanaAlert = alertSchema.extend({
  valueString: z.string().nullish(),
  dashboardURL: z.string().nullish(),
  panelURL: z.string().nullish(),
});
const webhook = groupSchema.extend({ orgId: z.number().int().nullish(), alerts: listOf(grafanaAlert) });
const fix =
  "Point a contact point of type Webhook here and leave its payload as it is: Grafana 9 or newer sends the right shape.";

/** Grafana Alerting's webhook. https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/ */
export const grafana: Source = {
  name: "grafana",
  docs: "Grafana: a contact point of type Webhook, without a custom payload, with the token as bearer credentials.",
  redact: (body) => body,
  read(incoming) {
    const group = readJson(incoming, webhook, fix);
    if (!group.ok) return group;
    const links = (alert: z.infer<typeof grafanaAlert>) => ({
      url: cleanUrl(alert.panelURL) ?? cleanUrl(alert.dashboardURL) ?? cleanUrl(alert.generatorURL),
      description: describe(alert) ?? firstLines(descriptionMax, alert.valueString),
    });
    // Two organisations of one Grafana may have rules with the same labels.
    const { orgId } = group.value;
    const inOrg = (id: string): string => (orgId === null || orgId === undefined ? id : `org${orgId}:${id}`);
    const alerts = group.value.alerts.map((alert) => ({
      ...alert,
      fingerprint: typeof alert.fingerprint === "string" ? inOrg(alert.fingerprint) : null,
    }));
    return yes(
      readGroup(
        "grafana",
        incoming,
        { ...group.value, groupKey: inOrg(group.value.groupKey), alerts },
        links,
      ),
    );
  },
};
