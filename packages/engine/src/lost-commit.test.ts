import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect } from "vitest";
import { openStore } from "@muster/store";
import { createEngine } from "./engine.ts";
import { declared, granted, request, update, replicaTest as test, workspaceId } from "./testing.ts";

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** Stands between us and the database, and cuts the line when a commit goes by: before it arrives, or before its answer does. */
async function flakyDatabase(
  url: string,
): Promise<{ url: string; cutNextCommit(when: "before" | "after"): void }> {
  let cut: "before" | "after" | null = null;
  const { port, hostname } = new URL(url);
  const server = createServer((client: Socket) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) socket.on("error", () => {});
    let isCut = false;
    client.on("data", (bytes: Buffer) => {
      if (cut !== null && bytes.includes("commit")) {
        if (cut === "after") upstream.write(bytes);
        [isCut, cut] = [true, null];
        client.destroy();
        // The server must have taken the commit before its client is gone.
        setTimeout(() => upstream.destroy(), 50);
        return;
      }
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => void (isCut || client.write(bytes)));
    client.on("close", () => void (isCut || upstream.destroy()));
    upstream.on("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  const address = server.address();
  const through = new URL(url);
  through.port = String(typeof address === "object" ? address?.port : "");
  return { url: through.href, cutNextCommit: (when) => void (cut = when) };
}

test.for(["before", "after"] as const)(
  "when the line to the database breaks just %s a commit counts, the order happens once and is answered",
  async (when, { replicas }) => {
    const { engine } = await replicas.start();
    const { incident } = await declared(engine);
    const flaky = await flakyDatabase(replicas.url);
    const store = openStore(flaky.url);
    await store.wake.listening;
    const log = { info() {}, warn() {}, error() {} };
    const shaky = createEngine({ store, clock: { now: () => new Date() }, log });

    flaky.cutNextCommit(when);
    const order = { workspaceId, incident: { id: incident.id }, actor: request().actor };
    const said = granted(await shaky.order({ ...order, command: update("once"), requestId: `lost-${when}` }));
    await store.close();

    expect(said.events).toMatchObject([{ type: "updated", text: "once" }]);
    const updates = (await engine.read.events(incident.id)).filter(({ type }) => type === "updated");
    expect(updates).toEqual(said.events);
  },
);
