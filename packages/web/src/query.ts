/* What stands behind the question mark, read strictly: anything that is not expected counts as left out. */

/** Shown in the list's filter; each stands for one or several statuses. */
export const filters = {
  all: { words: "All", status: undefined },
  active: { words: "Under way", status: ["open", "mitigated"] },
  resolved: { words: "Resolved", status: ["resolved"] },
  closed: { words: "Closed", status: ["closed"] },
  other: { words: "Dismissed or merged", status: ["dismissed", "merged"] },
} as const;
export type Filter = keyof typeof filters;

export type ListQuery = { filter: Filter; before: string | null };

type Params = { get(name: string): string | null };

export function readListQuery(params: Params): ListQuery {
  const filter = params.get("show") ?? "all";
  return {
    filter: Object.hasOwn(filters, filter) ? (filter as Filter) : "all",
    before: readRef(params.get("before")),
  };
}

/** `INC-7`, `SEC-7K2M9QTD`; null for anything that no incident is called. */
export function readRef(text: string | null): string | null {
  return text !== null && /^[A-Za-z]{1,12}-[A-Za-z0-9]{1,16}$/.test(text) ? text.toUpperCase() : null;
}

export function listPath(base: string, { filter, before }: ListQuery): string {
  const wanted = [
    ...(filter === "all" ? [] : [`show=${filter}`]),
    ...(before === null ? [] : [`before=${before}`]),
  ];
  return wanted.length === 0 ? base : `${base}?${wanted.join("&")}`;
}

/** Where to go after signing in: one of our own pages, or the front page. */
export function readTarget(text: string | null): string {
  return text !== null && text.length <= 300 && /^\/app(?:\/[\w.~-]+)*(?:\?[\w=&.~-]*)?$/.test(text)
    ? text
    : "/app";
}
