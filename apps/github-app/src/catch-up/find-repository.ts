import type { Github } from "@muster/github";
import type { IntentHands } from "../inbox/intent-hands.ts";
import type { KnownWorkspace } from "../known-workspace.ts";

/** Goes on under the name that a repository has by now, where nobody told of the change while Muster was away. */
export async function findRepository(
  { github, hands }: { github: Github; hands: IntentHands },
  workspace: KnownWorkspace,
): Promise<void> {
  const now = await github.nameNow(workspace.repo);
  if (now === null) return;
  const { owner, name, id, updatedAt } = now;
  const before = `${workspace.repo.owner}/${workspace.repo.name}`;
  if (`${owner}/${name}`.toLowerCase() === before.toLowerCase()) return;
  await hands.followRepository(workspace, {
    do: "follow-repository",
    to: { owner, name },
    repositoryId: id,
    at: updatedAt,
  });
}
