import {
  addLabel,
  createLabel,
  deleteLabel,
  ensureLabels,
  findLabel,
  removeLabel,
  setLabels,
  updateLabel,
} from "../acts/labels.ts";
import { mustBe } from "../acts/rights.ts";
import { labelShape, labelsOf } from "../shapes/issue.ts";
import { labelNames } from "./issues.ts";
import { paged } from "./paging.ts";
import { bodyOf, created, issueOf, noContent, ok, param, repoOf, type Call, type Route } from "./route.ts";

const labels = "/repos/{owner}/{repo}/labels";
const ofIssue = "/repos/{owner}/{repo}/issues/{issue_number}/labels";
const read = ["issues:read", "pull_requests:read"] as const;
const write = ["issues:write", "pull_requests:write"] as const;

type LabelBody = { name: string; new_name?: string; color?: string; description?: string };
type NamesBody = { labels?: (string | { name?: string })[] };

function namesIn(call: Call): string[] {
  const { body } = call;
  if (Array.isArray(body)) return labelNames(body);
  return labelNames(bodyOf<NamesBody>(call).labels ?? []);
}

function labelsNow(call: Call) {
  const repo = repoOf(call);
  return ok(labelsOf(call.ctx, repo, issueOf(call)));
}

export const labelRoutes: Route[] = [
  {
    method: "GET",
    path: labels,
    needs: read,
    run: (call) => paged(call, repoOf(call).labels, (label) => labelShape(call.ctx, repoOf(call), label)),
  },
  {
    method: "POST",
    path: labels,
    needs: write,
    run(call) {
      const repo = repoOf(call);
      mustBe(call.ctx, call.actor, repo, "write", "create labels");
      return created(
        labelShape(call.ctx, repo, createLabel(call.ctx, call.actor, repo, bodyOf<LabelBody>(call))),
      );
    },
  },
  {
    method: "GET",
    path: `${labels}/{name}`,
    needs: read,
    run: (call) => ok(labelShape(call.ctx, repoOf(call), findLabel(repoOf(call), param(call, "name")))),
  },
  {
    method: "PATCH",
    path: `${labels}/{name}`,
    needs: write,
    run(call) {
      const repo = repoOf(call);
      mustBe(call.ctx, call.actor, repo, "write", "edit labels");
      const { new_name: name, color, description } = bodyOf<LabelBody>(call);
      const label = findLabel(repo, param(call, "name"));
      return ok(
        labelShape(
          call.ctx,
          repo,
          updateLabel(call.ctx, call.actor, repo, label, { name, color, description }),
        ),
      );
    },
  },
  {
    method: "DELETE",
    path: `${labels}/{name}`,
    needs: write,
    run(call) {
      const repo = repoOf(call);
      mustBe(call.ctx, call.actor, repo, "write", "delete labels");
      deleteLabel(call.ctx, call.actor, repo, findLabel(repo, param(call, "name")));
      return noContent;
    },
  },
  {
    method: "GET",
    path: ofIssue,
    needs: read,
    run(call) {
      const repo = repoOf(call);
      return paged(call, labelsOf(call.ctx, repo, issueOf(call)), (label) => label);
    },
  },
  {
    method: "POST",
    path: ofIssue,
    needs: write,
    run(call) {
      const [repo, issue] = [repoOf(call), issueOf(call)];
      mustBe(call.ctx, call.actor, repo, "triage", "label issues");
      for (const label of ensureLabels(call.ctx, call.actor, repo, namesIn(call))) {
        addLabel(call.ctx, call.actor, repo, issue, label);
      }
      return labelsNow(call);
    },
  },
  {
    method: "PUT",
    path: ofIssue,
    needs: write,
    run(call) {
      mustBe(call.ctx, call.actor, repoOf(call), "triage", "label issues");
      setLabels(call.ctx, call.actor, repoOf(call), issueOf(call), namesIn(call));
      return labelsNow(call);
    },
  },
  {
    method: "DELETE",
    path: ofIssue,
    needs: write,
    run(call) {
      mustBe(call.ctx, call.actor, repoOf(call), "triage", "label issues");
      setLabels(call.ctx, call.actor, repoOf(call), issueOf(call), []);
      return noContent;
    },
  },
  {
    method: "DELETE",
    path: `${ofIssue}/{name}`,
    needs: write,
    run(call) {
      const [repo, issue] = [repoOf(call), issueOf(call)];
      mustBe(call.ctx, call.actor, repo, "triage", "label issues");
      removeLabel(call.ctx, call.actor, repo, issue, findLabel(repo, param(call, "name")));
      return labelsNow(call);
    },
  },
];
