import { notFound, unprocessable } from "../refusal.ts";
import type { Delivery } from "../webhooks/delivery.ts";
import { appOf } from "./app.ts";
import { numberParam, ok, type Answer, type Call, type Route } from "./route.ts";

const base = "/app/hook/deliveries";

/** https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks */
const keptMs = 3 * 24 * 3_600_000;
const perPageMax = 100;

export const deliveryRoutes: Route[] = [
  { method: "GET", path: base, auth: "jwt", run: listDeliveries },
  {
    method: "GET",
    path: `${base}/{delivery_id}`,
    auth: "jwt",
    run: (call) => ok(fullShape(call, deliveryOf(call))),
  },
  {
    method: "POST",
    path: `${base}/{delivery_id}/attempts`,
    auth: "jwt",
    run(call) {
      call.ctx.redeliver(deliveryOf(call));
      return { status: 202, body: {} };
    },
  },
  {
    method: "GET",
    path: "/app/hook/config",
    auth: "jwt",
    run: (call) => ok(configShape(call)),
  },
];

/** What GitHub still knows of: tried, and not older than three days. */
function logged(call: Call): Delivery[] {
  const app = appOf(call);
  const from = call.ctx.now().getTime() - keptMs;
  return call.ctx.world.deliveries
    .filter((delivery) => delivery.appId === app.id && delivery.deliveredAt !== null)
    .filter((delivery) => Date.parse(delivery.deliveredAt ?? "") >= from)
    .sort((a, b) => b.id - a.id);
}

function deliveryOf(call: Call): Delivery {
  const id = numberParam(call, "delivery_id");
  const found = logged(call).find((delivery) => delivery.id === id);
  if (found === undefined) throw notFound();
  return found;
}

function listDeliveries(call: Call): Answer {
  const perPage = Math.min(perPageMax, Math.max(1, Number(call.query.get("per_page") ?? 30)));
  const cursor = call.query.get("cursor");
  const before = cursor === null ? null : readCursor(cursor);
  const status = call.query.get("status");
  const found = logged(call)
    .filter((delivery) => before === null || delivery.id < before)
    .filter((delivery) => status === null || (status === "success") === isSuccess(delivery));
  const page = found.slice(0, perPage);
  const last = page.at(-1);
  const answer = ok(page.map((delivery) => itemShape(delivery)));
  if (found.length <= perPage || last === undefined) return answer;
  const next = new URL(call.url);
  next.searchParams.set("cursor", `v1_${last.id}`);
  return { ...answer, headers: { Link: `<${next.href}>; rel="next"` } };
}

function readCursor(cursor: string): number {
  const id = Number(/^v1_(\d+)$/.exec(cursor)?.[1]);
  if (!Number.isInteger(id)) throw unprocessable("Invalid cursor");
  return id;
}

const isSuccess = ({ statusCode }: Delivery) => statusCode >= 200 && statusCode < 400;

function itemShape(delivery: Delivery) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.isRedelivery,
    duration: delivery.durationS,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

function fullShape(call: Call, delivery: Delivery) {
  return {
    ...itemShape(delivery),
    url: appOf(call).webhook?.url ?? "",
    request: { headers: delivery.headers, payload: JSON.parse(delivery.body) as unknown },
    response: { headers: delivery.response?.headers ?? null, payload: delivery.response?.body ?? null },
  };
}

function configShape(call: Call) {
  const { webhook } = appOf(call);
  if (webhook === null) throw notFound();
  return { url: webhook.url, content_type: "json", insecure_ssl: "0", secret: "********" };
}
