import { advisoryRoutes } from "./advisories.ts";
import { appRoutes } from "./app.ts";
import { checkRoutes } from "./checks.ts";
import { collaboratorRoutes } from "./collaborators.ts";
import { commentRoutes } from "./comments.ts";
import { commitRoutes } from "./commits.ts";
import { contentRoutes } from "./contents.ts";
import { deliveryRoutes } from "./deliveries.ts";
import { deploymentRoutes } from "./deployments.ts";
import { gitDataRoutes } from "./git-data.ts";
import { historyRoutes } from "./issue-history.ts";
import { issueRoutes } from "./issues.ts";
import { labelRoutes } from "./labels.ts";
import { milestoneRoutes } from "./milestones.ts";
import { pullRoutes } from "./pulls.ts";
import { refRoutes } from "./refs.ts";
import { repoRoutes } from "./repos.ts";
import { reviewRoutes } from "./reviews.ts";
import type { Route } from "./route.ts";
import { searchRoutes } from "./search.ts";
import { subIssueRoutes } from "./sub-issues.ts";

/** Everything the simulator answers besides GraphQL. The pruned description is made from this list. */
export const routes: readonly Route[] = [
  ...appRoutes,
  ...deliveryRoutes,
  ...repoRoutes,
  ...collaboratorRoutes,
  ...issueRoutes,
  ...commentRoutes,
  ...labelRoutes,
  ...milestoneRoutes,
  ...historyRoutes,
  ...subIssueRoutes,
  ...searchRoutes,
  ...refRoutes,
  ...gitDataRoutes,
  ...contentRoutes,
  ...commitRoutes,
  ...pullRoutes,
  ...reviewRoutes,
  ...checkRoutes,
  ...deploymentRoutes,
  ...advisoryRoutes,
];
