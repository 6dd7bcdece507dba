import { AsyncLocalStorage } from "node:async_hooks";
import type { Delivery } from "@muster/incident";
import { DefaultRestOptions, type RESTOptions } from "discord.js";

/** Not a failure: the call was never made, because another replica may be making it. */
export class NotHeld extends Error {
  override name = "NotHeld";
}

const current = new AsyncLocalStorage<Pick<Delivery, "isHeld">>();

/** Calls made by `work` leave only as long as the delivery is held. */
export function whileHeld<Answer>(
  delivery: Pick<Delivery, "isHeld">,
  work: () => Promise<Answer>,
): Promise<Answer> {
  return current.run(delivery, work);
}

/** Last thing before a call leaves: waiting for its turn takes its time too. */
export const requestWhileHeld: RESTOptions["makeRequest"] = async (url, init) => {
  if (current.getStore()?.isHeld() === false) throw new NotHeld("Another replica may have taken over.");
  return DefaultRestOptions.makeRequest(url, init);
};
