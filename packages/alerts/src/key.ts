import { fingerprintOf } from "./fingerprint.ts";
import { cleanLine } from "./clean-text.ts";
import { keyMax, type Incoming } from "./source.ts";

/** Sent by an operator who runs two of the same monitor, so that monitor 1 of one is not monitor 1 of the other. */
const instanceHeader = "x-muster-instance";

/** `alertmanager:040a0f678ba23f9e`, or `alertmanager:eu:040a0f678ba23f9e` where the request names an instance. */
export function keyOf(source: string, incoming: Incoming, id: string): string {
  return [source, ...instanceOf(incoming), shorten(id)].join(":");
}

/** The vendor's own key of a group, told apart by instance. */
export function groupKeyOf(incoming: Incoming, id: string): string {
  return [...instanceOf(incoming), shorten(id)].join(":");
}

function instanceOf({ headers }: Incoming): string[] {
  const name = cleanLine(headers[instanceHeader] ?? "", 40).replaceAll(/[^\w.-]/g, "-");
  return name === "" ? [] : [name];
}

/** Keys are stored and compared; a longer one keeps its start for people and its sameness by a fingerprint. */
function shorten(id: string): string {
  const clean = cleanLine(id, id.length + 1);
  if (clean === id && id.length <= keyMax) return id;
  return `${clean.slice(0, keyMax - 20).toWellFormed()}~${fingerprintOf({ id })}`;
}
