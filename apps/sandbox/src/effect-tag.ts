import { AsyncLocalStorage } from "node:async_hooks";
import diagnostics from "node:diagnostics_channel";
import type { Deliver, Delivery } from "@muster/incident";

/** The header by which the simulators' call log learns what a call was for. Only the sandbox sends it. */
export const effectHeader = "x-sim-tag";

const current = new AsyncLocalStorage<string>();

/** Lets every platform call made for a delivery carry `<incident ref> <effect>`, so that the page can tie calls to their cause. */
export function tagged(deliver: Deliver): Deliver {
  return (delivery) => current.run(`${delivery.incident.ref} ${nameOf(delivery)}`, () => deliver(delivery));
}

function nameOf({ effect }: Delivery): string {
  return effect.kind === "keep" ? `keep:${effect.surface}` : `say:${effect.place}`;
}

type UndiciRequest = { addHeader?: (name: string, value: string) => void };

/** Starts to tag the calls of this process; undici announces each request where it is made. Returns how to stop. */
export function startTagging(): () => void {
  const onRequest = (message: unknown): void => {
    const tag = current.getStore();
    // The shape is documented: https://undici.nodejs.org/#/docs/api/DiagnosticsChannel.md
    const { request } = message as { request?: UndiciRequest };
    if (tag !== undefined) request?.addHeader?.(effectHeader, tag);
  };
  diagnostics.subscribe("undici:request:create", onRequest);
  return () => diagnostics.unsubscribe("undici:request:create", onRequest);
}
