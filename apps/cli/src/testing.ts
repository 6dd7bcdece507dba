import { createEngine, type Engine } from "@muster/engine";
import type { Actor, Incident } from "@muster/incident";
import { openStore, type Store } from "@muster/store";
import { quiet } from "./log.ts";

export const ada: Actor = {
  person: { name: "ada", discord: null, github: "ada" },
  via: "cli",
  isResponder: true,
  groups: [],
  inRoom: false,
};

/** A P1 under SEAL, declared by ada at ten on a Saturday in a database that holds nothing else. The caller ends both. */
export async function declaredIn(url: string): Promise<{ store: Store; engine: Engine; incident: Incident }> {
  const store = openStore(url);
  await store.migrate();
  const engine = createEngine({ store, clock: { now: () => new Date("2026-11-21T10:00:00Z") }, log: quiet });
  await engine.workspaces.put({ id: "acme", name: "Acme", guildId: null, repo: null, preset: "seal" });
  const said = await engine.declare({
    workspaceId: "acme",
    declaration: {
      title: "Vault is drained",
      description: null,
      level: "P1",
      source: { kind: "command", ref: null, url: null, name: null },
      detectedAt: null,
      signals: [],
      isDrill: false,
    },
    actor: ada,
    requestId: null,
    sameAs: null,
    reply: null,
  });
  if (!said.ok) throw new Error(said.refused.because);
  return { store, engine, incident: said.value.incident };
}
