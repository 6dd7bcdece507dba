import type { Policy } from "@muster/policy";
import { isTrackerBranch, readPullBranch } from "../branches.ts";
import type { Intent } from "./intent.ts";
import type { PushPayload } from "./payloads.ts";
import type { IntakeSetting } from "./setting.ts";
import { userOf } from "./user.ts";

/** More pages than this in one push are not looked at for boxes. */
const pagesMax = 10;
const noCommit = /^0*$/;

/** Pages with action items that somebody changed: on the default branch the tracker and postmortems, on our branches whatever they hold. */
export function changedPages(payload: PushPayload, { policy, botLogin }: IntakeSetting): Intent[] {
  const { ref, before, after, commits, deleted, repository, sender, head_commit: head } = payload;
  if (deleted || noCommit.test(before) || sender?.login === botLogin) return [];
  const branch = ref.replace(/^refs\/heads\//, "");
  const isDefault = branch === repository.default_branch;
  if (!isDefault && !isTrackerBranch(branch) && readPullBranch(branch) === null) return [];

  const touched = commits.flatMap(({ added, modified, removed }) => [...added, ...modified, ...removed]);
  const mayHold = isDefault ? holdsItems(policy) : (path: string): boolean => path.endsWith(".md");
  const paths = [...new Set(touched)].filter(mayHold).slice(0, pagesMax);
  if (paths.length === 0) return [];
  const by = sender == null || sender.type === "Bot" ? null : userOf(sender);
  const hasOurs =
    commits.length === 0 ||
    commits.some(({ author }) => author?.username != null && author.username === botLogin);
  const at = instantOf(repository.pushed_at) ?? head?.timestamp ?? null;
  if (at === null) return [];
  return [
    {
      do: "follow-pages",
      pages: {
        ref: isDefault ? null : (readPullBranch(branch)?.ref ?? null),
        isDefault,
        before,
        after,
        paths,
        hasOurs,
        at: new Date(at).toISOString(),
        by,
        url: head?.url ?? null,
      },
    },
  ];
}

/** The tracker, and whatever is named as the policy names a postmortem. */
function holdsItems({ tracker, postmortem }: Policy): (path: string) => boolean {
  const pattern = postmortem.path
    .replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replaceAll("{date}", "\\d{4}-\\d{2}-\\d{2}")
    .replaceAll("{slug}", "[a-z0-9-]+");
  const isPostmortem = new RegExp(`^${pattern}$`, "i");
  return (path) => path === tracker.path || isPostmortem.test(path);
}

/** The push itself counts, however old its commits are: then others learnt of it. */
function instantOf(pushedAt: number | string | null | undefined): string | null {
  if (pushedAt == null) return null;
  return new Date(typeof pushedAt === "number" ? pushedAt * 1_000 : pushedAt).toISOString();
}
