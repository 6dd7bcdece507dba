import { appRoutes } from "./app.ts";
import { commentRoutes } from "./comments.ts";
import { issueRoutes } from "./issues.ts";
import { labelRoutes } from "./labels.ts";
import type { Route } from "./route.ts";

/** Everything the simulator answers besides GraphQL. The pruned description is made from this list. */
export const routes: readonly Route[] = [...appRoutes, ...issueRoutes, ...commentRoutes, ...labelRoutes];
