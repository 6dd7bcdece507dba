import { createComment } from "../acts/comments.ts";
import { pinIssue, setState, unpinIssue, updateIssue } from "../acts/issues.ts";
import { setDraft } from "../acts/pulls.ts";
import { loginOf } from "../actor.ts";
import { isPull } from "../lookup.ts";
import type { Call } from "../rest/route.ts";
import type { Issue, Repo, StateReason } from "../world.ts";
import { createCommitOnBranch, type CommitInput } from "./create-commit.ts";
import { issueByNode } from "./find-node.ts";
import { actorNode, issueNode, nodeOf, pullNode } from "./nodes.ts";
import { GraphqlRefusal } from "./refusal.ts";

type Input<Fields> = { input: Fields & { clientMutationId?: string | null } };
type UpdateIssueFields = {
  id: string;
  title?: string | null;
  body?: string | null;
  state?: "OPEN" | "CLOSED" | null;
};

export function mutationRoot(call: Call): object {
  const { ctx, actor } = call;
  const onIssue = (id: string, deed: (repo: Repo, issue: Issue) => void) => {
    const { repo, issue } = issueByNode(call, id, ["issues:write"]);
    deed(repo, issue);
    return issueNode(call, repo, issue);
  };
  const onPull = (id: string, isDraft: boolean) => {
    const { repo, issue } = issueByNode(call, id, ["pull_requests:write"]);
    if (!isPull(issue))
      throw new GraphqlRefusal(
        "NOT_FOUND",
        `Could not resolve to a PullRequest node with the global id of '${id}'.`,
      );
    setDraft(ctx, actor, repo, issue, isDraft);
    return pullNode(call, repo, issue);
  };
  const done = (input: { clientMutationId?: string | null }, more: object) => ({
    clientMutationId: input.clientMutationId ?? null,
    ...more,
  });

  return {
    createCommitOnBranch: ({ input }: Input<CommitInput>) => done(input, createCommitOnBranch(call, input)),
    pinIssue: ({ input }: Input<{ issueId: string }>) =>
      done(input, { issue: onIssue(input.issueId, (repo, issue) => pinIssue(ctx, actor, repo, issue)) }),
    unpinIssue: ({ input }: Input<{ issueId: string }>) =>
      done(input, { issue: onIssue(input.issueId, (repo, issue) => unpinIssue(ctx, actor, repo, issue)) }),
    updateIssue: ({ input }: Input<UpdateIssueFields>) =>
      done(input, {
        actor: () => actorNode(call, loginOf(actor)),
        issue: onIssue(input.id, (repo, issue) =>
          updateIssue(ctx, actor, repo, issue, {
            title: input.title ?? undefined,
            body: input.body ?? undefined,
            state: input.state == null ? undefined : input.state === "OPEN" ? "open" : "closed",
          }),
        ),
      }),
    closeIssue: ({ input }: Input<{ issueId: string; stateReason?: string | null }>) =>
      done(input, {
        issue: onIssue(input.issueId, (repo, issue) =>
          // The schema allows only GitHub's own reasons here, in capitals.
          setState(
            ctx,
            actor,
            repo,
            issue,
            "closed",
            (input.stateReason?.toLowerCase() ?? null) as StateReason | null,
          ),
        ),
      }),
    reopenIssue: ({ input }: Input<{ issueId: string }>) =>
      done(input, {
        issue: onIssue(input.issueId, (repo, issue) => setState(ctx, actor, repo, issue, "open", null)),
      }),
    addComment({ input }: Input<{ subjectId: string; body: string }>) {
      const { repo, issue } = issueByNode(call, input.subjectId, ["issues:write", "pull_requests:write"]);
      createComment(ctx, actor, repo, issue, input.body);
      return done(input, { subject: nodeOf(call, repo, issue) });
    },
    markPullRequestReadyForReview: ({ input }: Input<{ pullRequestId: string }>) =>
      done(input, { pullRequest: onPull(input.pullRequestId, false) }),
    convertPullRequestToDraft: ({ input }: Input<{ pullRequestId: string }>) =>
      done(input, { pullRequest: onPull(input.pullRequestId, true) }),
  };
}
