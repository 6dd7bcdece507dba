import { createEngine } from "@muster/engine";
import { openDoor } from "@muster/github-app";
import { openStore } from "@muster/store";
import { silent } from "../temporary.ts";
import { secret } from "./delivery.ts";

/* Muster's own HTTP door on the real engine and store. What is stored is not worked here: that is done at its own pace. */

const store = openStore(process.env["BENCH_DATABASE_URL"] ?? "");
await store.migrate();
const clock = { now: () => new Date() };
const engine = createEngine({ store, clock, log: silent });
const door = await openDoor({
  engine,
  secrets: [secret],
  alertTokens: {},
  clock,
  log: silent,
  port: 0,
  host: "127.0.0.1",
});
process.send?.({ port: door.port });
