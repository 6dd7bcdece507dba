import { AsyncLocalStorage } from "node:async_hooks";
import diagnostics from "node:diagnostics_channel";

/** `isHeld` turns false once another replica may have begun the same work. */
export type Holder = { isHeld(): boolean };

/** Thrown instead of making a call. */
class NotHeld extends Error {
  override name = "NotHeld";
  constructor() {
    super("Another replica may have taken over.");
  }
}

const current = new AsyncLocalStorage<Holder>();

/**
 * HTTP calls made by `work`, with `fetch` or undici, leave only as long as they are held. A call that no longer is held when its
 * connection stands is not sent: it rejects with an error that `isNotHeld` knows.
 */
export function whileHeld<Answer>(holder: Holder, work: () => Promise<Answer>): Promise<Answer> {
  guardSending();
  return current.run(holder, work);
}

/** Throws inside work that is not held any more, as the call after it would; without the work of preparing one. */
export function checkHeld(): void {
  if (current.getStore()?.isHeld() === false) throw new NotHeld();
}

/** Not a failure: the call was never made, because another replica may be making it. HTTP clients wrap what they reject with. */
export function isNotHeld(error: unknown): boolean {
  return error instanceof Error && (error instanceof NotHeld || isNotHeld(error.cause));
}

/** Requests on their way, and for whom. */
const holders = new WeakMap<object, Holder>();
let isGuarding = false;

/*
 * A process can stand still between looking and sending: while a name is looked up, or a connection made. undici announces a request
 * once more right before its first byte is written, which is the last moment to hold it back.
 * The messages are documented: https://undici.nodejs.org/#/docs/api/DiagnosticsChannel.md
 */
function guardSending(): void {
  if (isGuarding) return;
  isGuarding = true;
  diagnostics.subscribe("undici:request:create", (message) => {
    const { request } = message as { request: object };
    const holder = current.getStore();
    if (holder !== undefined) holders.set(request, holder);
  });
  diagnostics.subscribe("undici:client:sendHeaders", (message) => {
    const { request, socket } = message as { request: object; socket: { destroy(error: Error): void } };
    if (holders.get(request)?.isHeld() === false) socket.destroy(new NotHeld());
  });
}
