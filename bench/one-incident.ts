import { createEngine, type Engine } from "@muster/engine";
import { aDeclaration, ada, by } from "@muster/incident/testing";
import { openStore, type Store } from "@muster/store";
import postgres from "postgres";
import { silent } from "./temporary.ts";

/** A database of that name with one team and one incident of theirs, whose rows are then multiplied. */
export async function withOneIncident(
  server: string,
  name: string,
  workspaceId: string,
): Promise<{ url: string; store: Store; engine: Engine; id: string }> {
  const { href: url } = new URL(`/${name}`, server);
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  await admin.end();

  const store = openStore(url);
  await store.migrate();
  const engine = createEngine({ store, clock: { now: () => new Date() }, log: silent });
  await engine.workspaces.put({ id: workspaceId, name: "Bench", guildId: "1", repo: null, preset: "atrium" });
  const declared = await engine.declare({
    workspaceId,
    declaration: aDeclaration(),
    actor: by(ada),
    requestId: null,
    sameAs: null,
    reply: null,
  });
  if (!declared.ok) throw new Error(`It was refused: ${declared.refused.because}`);
  return { url, store, engine, id: declared.value.incident.id };
}
