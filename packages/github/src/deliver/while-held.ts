import { AsyncLocalStorage } from "node:async_hooks";
import type { Delivery } from "@muster/incident";
import { Held } from "./gate.ts";

const current = new AsyncLocalStorage<Pick<Delivery, "isHeld">>();

/** Calls made by `work` leave only as long as the delivery is held. */
export function whileHeld<Answer>(
  delivery: Pick<Delivery, "isHeld">,
  work: () => Promise<Answer>,
): Promise<Answer> {
  return current.run(delivery, work);
}

/**
 * Throws when somebody else may have begun the delivery that this call belongs to. Last thing before a call leaves: waiting for a
 * turn or a token takes its time too.
 */
export function checkHeld(): void {
  if (current.getStore()?.isHeld() === false) throw new Held(0, "another replica may have taken over");
}

export const fetchWhileHeld: typeof fetch = async (input, init) => {
  checkHeld();
  return fetch(input, init);
};
