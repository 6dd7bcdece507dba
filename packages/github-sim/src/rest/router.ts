import type { Route } from "./route.ts";

/** Parameters that hold a path of their own, slashes and all. */
const spanning = new Set(["path", "ref", "basehead", "branch"]);

export type Found = { route: Route; params: Record<string, string> };

/** The route of a request path. Fixed words win over parameters, as on GitHub. */
export function createRouter(routes: readonly Route[]) {
  const compiled = routes
    .map((route) => ({ route, ...compile(route) }))
    .sort((a, b) => a.parameters - b.parameters || b.route.path.length - a.route.path.length);

  return (method: string, path: string): Found | null => {
    for (const { route, pattern, names } of compiled) {
      if (route.method !== method) continue;
      const match = pattern.exec(path);
      if (match === null) continue;
      const values = match.slice(1).map(decode);
      return { route, params: Object.fromEntries(names.map((name, at) => [name, values[at] ?? ""])) };
    }
    return null;
  };
}

function compile(route: Route) {
  const names: string[] = [];
  const source = route.path.replace(/\/\{(\w+)\}|[.+*?()|[\]\\]/g, (text, name: string | undefined) => {
    if (name === undefined) return `\\${text}`;
    names.push(name);
    // The root of `contents` is asked for with and without the slash.
    if (name === "path") return "(?:/(.*))?";
    return spanning.has(name) ? "/(.+)" : "/([^/]+)";
  });
  return { pattern: new RegExp(`^${source}$`), names, parameters: names.length };
}

function decode(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? "");
  } catch {
    return text ?? "";
  }
}
