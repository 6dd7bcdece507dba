/** What a look at the figures is of; days as people wrote them. */
export type MetricsAsk = {
  what: "show" | "load";
  since: string | null;
  until: string | null;
  severity: string | null;
  type: string | null;
  service: string | null;
  by: string | null;
  /** Everybody here sees it, so it counts what everybody may know of. */
  isShared: boolean;
};
