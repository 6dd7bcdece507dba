import type { Engine } from "@muster/engine";
import { inside, muster, type Actor, type Incident } from "@muster/incident";
import type { KnownWorkspace, KnownWorkspaces } from "../known-workspace.ts";

const lookedAtMax = 100;
const machine: Actor = { person: muster, via: "timer", isResponder: true, groups: [], inRoom: false };

type Payload = Record<string, unknown>;

/** The name of a repository that everybody can read from now on; null for every other news. */
export function publicizedRepo(event: string, payload: Payload): string | null {
  if (event !== "repository" || payload["action"] !== "publicized") return null;
  const { full_name: name } = (payload["repository"] ?? {}) as { full_name?: unknown };
  return typeof name === "string" ? name : null;
}

/** Freezes what goes to a repository that was to be private: nothing more of a restricted incident is filed there. */
export async function stopFiling(
  engine: Engine,
  workspaces: KnownWorkspaces,
  { repo, requestId }: { repo: string; requestId: string },
): Promise<string | null> {
  const stopped: string[] = [];
  for (const { id: workspaceId } of workspaces.all()) {
    for (const incident of await restrictedIn(engine, workspaceId)) {
      const { issue } = (await engine.read.policyOf(incident)).restricted;
      if (typeof issue === "string" || issue.repo.toLowerCase() !== repo.toLowerCase()) continue;
      const said = await engine.order({
        workspaceId,
        incident: { id: incident.id },
        command: { do: "stop-filing", repo: issue.repo },
        actor: machine,
        requestId: `${requestId}:${incident.id}`,
      });
      if (said.ok) stopped.push(incident.ref);
    }
  }
  return stopped.length === 0 ? null : `nothing more is filed in ${repo}`;
}

async function restrictedIn(engine: Engine, workspaceId: KnownWorkspace["id"]): Promise<Incident[]> {
  const listed = await engine.read.list(workspaceId, { limit: lookedAtMax, audience: inside });
  const open = await engine.read.open(workspaceId, inside);
  const all = [...open, ...listed.filter(({ id }) => open.every((one) => one.id !== id))];
  return all.filter(({ restricted }) => restricted !== null);
}
