import { ok, type Answer, type Call } from "./route.ts";

const perPageDefault = 30;
const perPageMax = 100;

export type Page<Item> = { items: Item[]; link: string | null };

/** The asked page of a list, with the Link header that leads on. */
export function pageOf<Item>(call: Call, all: readonly Item[]): Page<Item> {
  const asked = Number(call.query.get("per_page") ?? perPageDefault);
  const perPage = Math.min(perPageMax, asked >= 1 ? Math.floor(asked) : perPageDefault);
  const page = Math.max(1, Math.floor(Number(call.query.get("page") ?? 1)) || 1);
  const last = Math.max(1, Math.ceil(all.length / perPage));
  const to = (number: number, rel: string) => {
    const url = new URL(call.url);
    url.searchParams.set("page", String(number));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [to(Math.min(page - 1, last), "prev")] : []),
    ...(page < last ? [to(page + 1, "next"), to(last, "last")] : []),
    ...(page > 1 ? [to(1, "first")] : []),
  ];
  const start = (page - 1) * perPage;
  return { items: all.slice(start, start + perPage), link: links.length === 0 ? null : links.join(", ") };
}

export function paged<Item>(call: Call, all: readonly Item[], shape: (item: Item) => unknown): Answer {
  const { items, link } = pageOf(call, all);
  return { ...ok(items.map(shape)), ...linkHeader(link) };
}

/** Lists that come inside an object with their total. */
export function pagedIn<Item>(
  call: Call,
  name: string,
  all: readonly Item[],
  shape: (item: Item) => unknown,
): Answer {
  const { items, link } = pageOf(call, all);
  return { ...ok({ total_count: all.length, [name]: items.map(shape) }), ...linkHeader(link) };
}

const linkHeader = (link: string | null) => (link === null ? {} : { headers: { Link: link } });
