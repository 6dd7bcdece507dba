import type { Engine } from "@muster/engine";
import { placedId } from "@muster/github";
import { audienceOf, inside, mayKnow, type Incident, type Remote } from "@muster/incident";
import { no } from "@muster/kernel";
import type { KnownWorkspace } from "../known-workspace.ts";
import type { IntentHands } from "./intent-hands.ts";

/*
 * The private repository in which a workspace files its restricted incidents. What people do there is done as in the workspace's own
 * repository, by the same hands: they are given the repository in the workspace's place, and an engine that knows things by their
 * numbers there, knows only restricted incidents, and answers nowhere else.
 */

type Repo = KnownWorkspace["repo"];

/** News that something may have been done there. Others are of no use: a branch, a check or a deployment there is no fix of ours. */
export const privateEvents: readonly string[] = ["issues", "issue_comment", "pull_request", "push"];

/** Where this workspace files restricted incidents by the policies that these are under; most have one place, or none. */
export async function privatePlaces(engine: Engine, { id, repo }: KnownWorkspace): Promise<Repo[]> {
  const { policy } = await engine.read.policy(id);
  const restricted = (await engine.read.list(id, { limit: 100, audience: inside })).filter(isRestricted);
  const policies = [policy, ...(await Promise.all(restricted.map((one) => engine.read.policyOf(one))))];
  const names = policies.flatMap(({ restricted: { issue } }) =>
    typeof issue === "string" ? [] : [issue.repo],
  );
  const own = `${repo.owner}/${repo.name}`.toLowerCase();
  return [...new Set(names)]
    .filter((name) => name.toLowerCase() !== own)
    .map((name) => {
      const [owner = "", short = ""] = name.split("/");
      return { owner, name: short };
    });
}

/** The workspace as it stands in that repository, and the hands for it. */
export function inPrivate<Hands extends IntentHands>(
  hands: Hands,
  workspace: KnownWorkspace,
  repo: Repo,
): { hands: Hands; workspace: KnownWorkspace } {
  return {
    workspace: { ...workspace, repo },
    hands: {
      ...hands,
      engine: engineIn(hands.engine, repo),
      // The policy and the rota stand in the workspace's own repository.
      refreshDocuments: async () => {},
      followRepository: async () => "the policy names where restricted incidents are filed",
    },
  };
}

const isRestricted = ({ restricted }: Incident): boolean => restricted !== null;

function engineIn(engine: Engine, repo: Repo): Engine {
  const name = `${repo.owner}/${repo.name}`;
  const placement = { is: "private", repo } as const;
  const prefix = placedId("", placement);
  const placed = (id: string): string => (id.startsWith(prefix) ? id : placedId(id, placement));
  const only = (incident: Incident | null): Incident | null =>
    incident !== null && isRestricted(incident) ? incident : null;
  return {
    ...engine,
    declare: async () => no({ because: "not-declared-here" }),
    async order(request) {
      const { incident: named, actor, requestId, workspaceId } = request;
      const incident =
        "id" in named
          ? await engine.read.byId(named.id)
          : await engine.read.byRef(workspaceId, named.ref, inside);
      // Whoever may write there is trusted with the repository, not with each incident in it.
      if (incident === null || !mayKnow(incident, audienceOf(actor))) return no({ because: "not-named" });
      return engine.order({
        ...request,
        requestId: requestId === null ? null : `${name}:${requestId}`.slice(0, 250),
      });
    },
    read: {
      ...engine.read,
      byRef: async (workspaceId, ref) => only(await engine.read.byRef(workspaceId, ref, inside)),
      byRemote: async (workspaceId, surface, id) =>
        only(await engine.read.byRemote(workspaceId, surface, placed(id))),
      open: async (workspaceId) => (await engine.read.open(workspaceId, inside)).filter(isRestricted),
    },
    remotes: {
      amend: (workspaceId, surface, id, change: (remote: Remote) => Remote | null, options) =>
        engine.remotes.amend(workspaceId, surface, placed(id), change, options),
    },
    documents: {
      put: (workspaceId, path, ...found) => engine.documents.put(workspaceId, `${prefix}${path}`, ...found),
      get: (workspaceId, path) => engine.documents.get(workspaceId, `${prefix}${path}`),
    },
    errands: {
      ...engine.errands,
      // Answers go where they were asked for; checks of pull requests and the index are the public repository's.
      put: (workspaceId, errands) =>
        engine.errands.put(
          workspaceId,
          errands.flatMap((one) =>
            one.errand.do === "answer-on-issue"
              ? [{ ...one, key: `${name}:${one.key}`, errand: { ...one.errand, repo } }]
              : [],
          ),
        ),
    },
  };
}
