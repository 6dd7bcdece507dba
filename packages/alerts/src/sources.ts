import { alertmanager } from "./alertmanager/index.ts";
import { generic } from "./generic/index.ts";
import { grafana } from "./grafana/index.ts";
import { monit } from "./monit/index.ts";
import { prometheus } from "./prometheus/index.ts";
import type { Source } from "./source.ts";
import { uptimeKuma } from "./uptime-kuma/index.ts";

/** Every source by the name under which its requests arrive. */
export const sources = {
  alertmanager,
  prometheus,
  grafana,
  "uptime-kuma": uptimeKuma,
  monit,
  generic,
} as const satisfies Record<string, Source>;

export type SourceName = keyof typeof sources;
