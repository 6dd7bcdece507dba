import { explain, evolve, type Command, type Incident } from "@muster/incident";
import { examples } from "@muster/incident/testing";
import { forgetDeliveries, forgetRequests, verifyChain } from "@muster/store";
import fc from "fast-check";
import { expect } from "vitest";
import { declared, ordered, request, replicaTest as test, workspaceId } from "./testing.ts";

const commands: Command[] = Object.values(examples).filter(({ do: name }) => name !== "merge");

test("S3-63, S4-121, B22: whatever is ordered in whatever order: the incident is the fold of its record, and the record verifies", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();

  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...commands), { maxLength: 25 }), async (orders) => {
      const { incident } = await declared(engine);
      for (const command of orders) {
        const said = await engine.order({
          workspaceId,
          incident: { id: incident.id },
          command,
          actor: request().actor,
          requestId: null,
        });
        // Every refusal has words; nothing throws.
        if (!said.ok) expect(explain(said.refused)).not.toBe("");
      }

      const chain = await engine.read.chain(incident.id);
      const stored = await engine.read.byId(incident.id);
      const folded = chain.map(({ event }) => event).reduce<Incident | null>(evolve, null);
      expect(stored).toEqual(folded);
      expect(verifyChain(chain, incident.id, { seq: stored!.seq, hash: chain.at(-1)!.hash })).toEqual({
        ok: true,
      });
    }),
    { numRuns: 25 },
  );
});

test("S4-121, S4-122: what is forgotten with time is never a record, its evidence or its files", async ({
  replicas,
}) => {
  const { engine, store } = await replicas.start();
  const { incident } = await declared(engine, { requestId: "r1" });
  const file = await engine.blobs.put(new TextEncoder().encode("access log"), "text/plain");
  const attachments = [{ name: "access.log", ...file, contentType: "text/plain" }];
  const orders: Command[] = [
    { ...examples.note, attachments },
    { do: "keep-entry", seq: incident.seq + 1, place: null },
    examples["place-hold"],
    { ...examples["submit-report"], place: "drive/4711.pdf" },
  ];
  for (const command of orders) await ordered(engine, incident, command);
  const before = await engine.read.chain(incident.id);

  const centuryLater = new Date(Date.UTC(2126, 0, 1));
  expect(await forgetRequests(store.db, centuryLater, 1_000)).toBe(1);
  await forgetDeliveries(store.db, centuryLater, 1_000);

  expect(await engine.read.chain(incident.id)).toEqual(before);
  const stored = await engine.read.byId(incident.id);
  expect(stored?.evidence.items.map(({ sha256 }) => sha256)).toEqual([file.sha256]);
  expect(stored?.filings.outcomes["gdpr-33"]).toMatchObject([{ place: "drive/4711.pdf" }]);
  expect(await engine.blobs.get(file.sha256)).not.toBeNull();
});
