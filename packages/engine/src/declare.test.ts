import type { SignalState } from "@muster/incident";
import { aDeclaration, by, eve, examples } from "@muster/incident/testing";
import { expect } from "vitest";
import { declared, ordered, request, replicaTest as test, workspaceId } from "./testing.ts";

const firing = (key: string, startedAt: string): SignalState => ({
  key,
  title: "RpcDown",
  state: "firing",
  startedAt,
  url: null,
});
const fromAlert = (sameAs: string, ...signals: SignalState[]) => ({
  sameAs,
  declaration: aDeclaration({ signals, source: { kind: "alert", ref: sameAs, url: null, name: null } }),
});

test("twenty declarations of one alert at the same moment, over two replicas, open one incident", async ({
  replicas,
}) => {
  const [one, two] = [await replicas.start(), await replicas.start()];

  const said = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      declared(
        (n % 2 === 0 ? one : two).engine,
        fromAlert("alert:storm", firing("a", "2026-01-05T09:00:00.000Z")),
      ),
    ),
  );

  expect(said.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(new Set(said.map(({ incident }) => incident.id)).size).toBe(1);
});

test("twenty different declarations at once get twenty numbers in a row and twenty slugs", async ({
  replicas,
}) => {
  const [one, two] = [await replicas.start(), await replicas.start()];

  const said = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      declared((n % 2 === 0 ? one : two).engine, { declaration: aDeclaration({ title: "Rpc is down" }) }),
    ),
  );

  const numbers = said.map(({ incident }) => Number(incident.ref.slice(4))).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, n) => numbers[0]! + n));
  const slugs = new Set(said.map(({ incident }) => incident.slug));
  expect(slugs.size).toBe(20);
  expect([...slugs]).toContain("rpc-is-down");
  expect([...slugs]).toContain("rpc-is-down-20");
});

test("a refused declaration uses up no number", async ({ replicas }) => {
  const { engine } = await replicas.start();
  const first = await declared(engine);
  const refused = await engine.declare(request({ actor: by(eve, { isResponder: false }) }));
  const second = await declared(engine);

  expect(refused.ok).toBe(false);
  expect(numberOf(second.incident.ref)).toBe(numberOf(first.incident.ref) + 1);
});

test("the same request twice declares once", async ({ replicas }) => {
  const { engine } = await replicas.start();
  const once = request({ requestId: "slash-1" });

  const [first, second] = await Promise.all([engine.declare(once), engine.declare(once)]);

  expect(second).toEqual(first);
});

test("a declaration about an open incident joins it, and a new signal is reported there", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();
  const first = await declared(engine, fromAlert("alert:group", firing("a", "2026-01-05T09:00:00.000Z")));

  const joined = await declared(engine, fromAlert("alert:group", firing("b", "2026-01-05T09:05:00.000Z")));

  expect(joined.isNew).toBe(false);
  expect(joined.incident.id).toBe(first.incident.id);
  expect(joined.events.map(({ type }) => type)).toEqual(["signals-changed"]);
  expect(joined.incident.signals.map(({ key }) => key)).toEqual(["a", "b"]);
});

test("an alert that goes on firing after people have resolved its incident opens no other one", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();
  const alert = fromAlert("alert:stays", firing("a", "2026-01-05T09:00:00.000Z"));
  const { incident } = await declared(engine, alert);
  await ordered(engine, incident, examples.resolve);

  const repeated = await declared(engine, alert);

  expect(repeated.isNew).toBe(false);
  expect(repeated.incident.id).toBe(incident.id);
});

test("an alert that begins anew after its incident was resolved opens a new one", async ({ replicas }) => {
  const { engine } = await replicas.start();
  const { incident } = await declared(
    engine,
    fromAlert("alert:again", firing("a", "2026-01-05T09:00:00.000Z")),
  );
  await ordered(engine, incident, examples.resolve);

  const again = await declared(engine, fromAlert("alert:again", firing("a", "2026-01-05T11:00:00.000Z")));

  expect(again.isNew).toBe(true);
  expect(again.incident.id).not.toBe(incident.id);
  // The old one can still be reopened, though the key now belongs to the new one.
  await ordered(engine, incident, examples.reopen);
});

test("what is about a merged incident goes to the one it was merged into", async ({ replicas }) => {
  const { engine } = await replicas.start();
  const { incident } = await declared(
    engine,
    fromAlert("alert:merged", firing("a", "2026-01-05T09:00:00.000Z")),
  );
  const target = (await declared(engine)).incident;
  await ordered(engine, incident, { do: "merge", into: null, asked: target.ref });

  const joined = await declared(engine, fromAlert("alert:merged", firing("b", "2026-01-05T09:30:00.000Z")));

  expect(joined.isNew).toBe(false);
  expect(joined.incident.id).toBe(target.id);
});

test("a secret in a declaration is withheld, and the incident opens all the same", async ({ replicas }) => {
  const { engine } = await replicas.start();
  const secret = `ghp_${"a1B2".repeat(9)}`;

  const { incident } = await declared(engine, {
    declaration: aDeclaration({ title: `Token ${secret} leaked` }),
  });

  expect(JSON.stringify([incident, await engine.read.events(incident.id)])).not.toContain(secret);
});

test("an incident keeps the policy that it was declared under", async ({ replicas }) => {
  const { engine } = await replicas.start();
  const before = await engine.read.policy(workspaceId);
  const { incident } = await declared(engine);
  await engine.documents.put(workspaceId, ".muster/policy.yaml", "extends: atrium\nname: Changed\n", "c1");

  const after = await engine.read.policy(workspaceId);
  const later = await declared(engine);

  expect(after.policy.name).toBe("Changed");
  expect((await engine.read.byId(incident.id))?.policyVersion).toBe(before.version);
  expect(later.incident.policyVersion).toBe(after.version);
  await ordered(engine, incident, examples.update);
});

test("a policy that cannot be read leaves the last good one in force and says what is wrong", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();
  await engine.documents.put(workspaceId, ".muster/policy.yaml", "extends: atrium\nname: Good\n", "c1");

  const { problems } = await engine.documents.put(
    workspaceId,
    ".muster/policy.yaml",
    "extends: atrum\n",
    "c2",
  );

  expect(problems).toHaveLength(1);
  const now = await engine.read.policy(workspaceId);
  expect(now.policy.name).toBe("Good");
  expect(now.problems).toEqual(problems);
  await engine.documents.put(workspaceId, ".muster/policy.yaml", null, "c3");
  expect((await engine.read.policy(workspaceId)).problems).toEqual([]);
  expect((await engine.read.policy(workspaceId)).policy.name).not.toBe("Good");
});

function numberOf(ref: string): number {
  return Number(ref.slice(4));
}
