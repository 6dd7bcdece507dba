import type { InboxHandler } from "@muster/engine";
import { readWebhook } from "@muster/github";
import type { KnownWorkspace, KnownWorkspaces } from "../known-workspace.ts";
import { inPrivate, privateEvents, privatePlaces } from "./private-place.ts";
import { publicizedRepo, stopFiling } from "./stop-filing.ts";
import { actOnIntent } from "./act-on-intent.ts";
import type { IntentHands } from "./intent-hands.ts";

export type GithubInbox = IntentHands & {
  workspaces: KnownWorkspaces;
  documents: (workspace: KnownWorkspace) => Promise<string[]>;
};

/** Turns a stored webhook into what it asks for. What it returns says what became of it; weather is thrown and tried again. */
export function githubHandler(hands: GithubInbox): InboxHandler {
  return async ({ deliveryId, headers, raw }) => {
    const event = headers["x-github-event"] ?? "";
    const payload = parse(raw);
    if (payload === null) return "not JSON";

    const publicized = publicizedRepo(event, payload);
    const stopped =
      publicized === null
        ? null
        : await stopFiling(hands.engine, hands.workspaces, { repo: publicized, requestId: deliveryId });

    const places = await placesOf(hands, event, payload);
    const concerned = [
      ...workspacesOf(payload, hands.workspaces).map((workspace) => ({ workspace, hands })),
      ...places,
    ];
    if (concerned.length === 0 && stopped !== null) return stopped;
    if (concerned.length === 0) return "of no repository that is known here";
    const outcomes: string[] = [];
    for (const { workspace, hands: own } of concerned) {
      const [{ policy }, botLogin, documents] = await Promise.all([
        hands.engine.read.policy(workspace.id),
        hands.github.botLogin(),
        hands.documents(workspace),
      ]);
      const read = readWebhook(event, payload, { policy, botLogin, documents });
      if (!read.ok) {
        hands.log.error(
          { deliveryId, event, field: read.refused.field },
          "a webhook is not as GitHub documents it",
        );
        return `unreadable at ${read.refused.field}`;
      }
      for (const intent of read.value) {
        outcomes.push(
          await actOnIntent(own, { workspace, requestId: `${deliveryId}:${workspace.id}` }, intent),
        );
      }
    }
    return outcomes.join(", ") || "nothing to do";
  };
}

/** News of one thing are worked one after the other, whichever worker has them. */
export function githubOrder({ raw }: { raw: Uint8Array }): string | null {
  const payload = parse(raw);
  const thing = payload?.["issue"] ?? payload?.["pull_request"];
  const { id } = (payload?.["repository"] ?? {}) as { id?: unknown };
  const { number } = (thing ?? {}) as { number?: unknown };
  return typeof id === "number" && typeof number === "number" ? `${id}:${number}` : null;
}

type Payload = Record<string, unknown>;

function parse(raw: Uint8Array): Payload | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(raw).toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Payload) : null;
  } catch {
    return null;
  }
}

/** The workspaces that file their restricted incidents in that repository, as long as it is private. */
async function placesOf(
  hands: GithubInbox,
  event: string,
  payload: Payload,
): Promise<{ workspace: KnownWorkspace; hands: GithubInbox }[]> {
  const { full_name: name, private: isPrivate } = (payload["repository"] ?? {}) as Record<string, unknown>;
  if (typeof name !== "string" || isPrivate !== true || !privateEvents.includes(event)) return [];
  const found: { workspace: KnownWorkspace; hands: GithubInbox }[] = [];
  for (const workspace of hands.workspaces.all()) {
    const places = await privatePlaces(hands.engine, workspace);
    const place = places.find((one) => `${one.owner}/${one.name}`.toLowerCase() === name.toLowerCase());
    if (place !== undefined) found.push(inPrivate(hands, workspace, place));
  }
  return found;
}

/** News of the App itself belong to no repository: they concern whoever works under that account. */
function workspacesOf(payload: Payload, workspaces: KnownWorkspaces): readonly KnownWorkspace[] {
  const repository = payload["repository"] as { full_name?: unknown } | undefined;
  if (typeof repository?.full_name !== "string") return ofAccount(payload, workspaces);
  const known = workspaces.ofRepo(repository.full_name) ?? workspaces.ofRepo(formerName(payload));
  return known === null ? [] : [known];
}

function ofAccount(payload: Payload, workspaces: KnownWorkspaces): readonly KnownWorkspace[] {
  const { account } = (payload["installation"] ?? {}) as { account?: { login?: unknown } | null };
  if (!("installation" in payload)) return [];
  const login = typeof account?.login === "string" ? account.login.toLowerCase() : null;
  return workspaces.all().filter(({ repo }) => login === null || repo.owner.toLowerCase() === login);
}

type Renamed = {
  repository?: { name?: { from?: unknown } };
  owner?: { from?: { user?: { login?: unknown }; organization?: { login?: unknown } } };
};

/** What a renamed or moved repository was called before: we still know it by that name. */
function formerName(payload: Payload): string {
  const { full_name: now = "" } = payload["repository"] as { full_name?: string };
  const [ownerNow = "", nameNow = ""] = now.split("/");
  const { repository, owner } = (payload["changes"] ?? {}) as Renamed;
  const name = repository?.name?.from;
  const from = owner?.from?.user?.login ?? owner?.from?.organization?.login;
  if (typeof name !== "string" && typeof from !== "string") return "";
  return `${typeof from === "string" ? from : ownerNow}/${typeof name === "string" ? name : nameNow}`;
}
