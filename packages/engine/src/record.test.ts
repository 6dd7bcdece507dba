import { explain, evolve, type Command, type Incident } from "@muster/incident";
import { examples } from "@muster/incident/testing";
import { verifyChain } from "@muster/store";
import fc from "fast-check";
import { expect, test } from "vitest";
import { declared, request, useReplicas, workspaceId } from "./testing.ts";

const replicas = useReplicas();
const commands: Command[] = Object.values(examples).filter(({ do: name }) => name !== "merge");

test("whatever is ordered in whatever order: the incident is the fold of its record, and the record verifies", async () => {
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
