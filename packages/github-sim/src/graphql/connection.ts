import { GraphqlRefusal } from "./refusal.ts";

export type PageArgs = {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
};

/** https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#node-limit */
const pageMax = 100;

const cursorAt = (index: number) => Buffer.from(`cursor:${index}`).toString("base64");
const indexOf = (cursor: string) => Number(Buffer.from(cursor, "base64").toString().replace("cursor:", ""));

/** A page of a list with cursors, as every list of GitHub's GraphQL. Without `first` or `last` it is refused. */
export function connection(args: PageArgs, all: readonly unknown[]): object {
  const size = args.first ?? args.last ?? null;
  if (size === null) {
    throw new GraphqlRefusal(
      "UNPROCESSABLE",
      "You must provide a `first` or `last` value to properly paginate the connection.",
    );
  }
  if (size < 0 || size > pageMax) {
    throw new GraphqlRefusal(
      "UNPROCESSABLE",
      `Requesting ${size} records on the connection exceeds the limit of ${pageMax} records.`,
    );
  }
  const from = args.after == null ? 0 : indexOf(args.after) + 1;
  const to = args.before == null ? all.length : indexOf(args.before);
  const start = args.first == null ? Math.max(from, to - size) : from;
  const end = args.first == null ? to : Math.min(to, from + size);
  const nodes = all.slice(start, end);
  return {
    totalCount: all.length,
    nodes,
    edges: nodes.map((node, at) => ({ node, cursor: cursorAt(start + at) })),
    pageInfo: {
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length === 0 ? null : cursorAt(start),
      endCursor: nodes.length === 0 ? null : cursorAt(end - 1),
    },
  };
}
