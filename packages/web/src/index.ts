export { page, sections, type Frame, type Section } from "./frame.ts";
export { pageText, type Html } from "./html.ts";
export { incidentPage } from "./pages/incident.ts";
export { incidentsPage } from "./pages/incidents.ts";
export { actionsPage, itemsOf } from "./pages/actions.ts";
export { drillPage, drillsPage } from "./pages/drills.ts";
export { maturityPage } from "./pages/maturity.ts";
export { metricsPage, metricsPath, periods, readMetricsQuery } from "./pages/metrics.ts";
export { onCallPage } from "./pages/on-call.ts";
export {
  noTeamPage,
  nothingHere,
  signInPage,
  troublePage,
  wayNames,
  type Way,
  type WayState,
} from "./pages/notices.ts";
export { filters, listPath, readListQuery, readRef, readTarget } from "./query.ts";
export { publicIncidents } from "./status/public-words.ts";
export { statusFeed } from "./status/feed.ts";
export { statusPage } from "./status/page.ts";
export { icon, style } from "./style.ts";
