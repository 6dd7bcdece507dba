export type FaultDeed =
  | "500"
  | "502"
  | "503"
  | "401"
  | "404"
  | "409"
  | "422"
  | "429"
  | "403"
  | "403-primary"
  | "403-secondary"
  | "drop"
  | "hang";

export type Fault = {
  /** `POST /repos/:owner/:repo/issues` (any parameter names, `*` for any text), a part of the route or path, or a pattern. */
  route: string | RegExp;
  /** How many calls it meets; 1 unless told. */
  times?: number;
  /** Before the work is done, or after it: then it is done and only the answer is lost. */
  when?: "before" | "after";
  do: FaultDeed;
  retryAfterMs?: number;
};

export type Target = { method: string; route: string; path: string; graphql: string | null };

export type Faults = ReturnType<typeof openFaults>;

export function openFaults() {
  let standing: { fault: Fault; left: number }[] = [];
  let isDown = false;

  return {
    add: (fault: Fault): void => void standing.push({ fault, left: fault.times ?? 1 }),
    clear: (): void => void (standing = []),
    /** What still waits for its call. */
    list: (): Fault[] => standing.map(({ fault, left }) => ({ ...fault, times: left })),
    down: (): void => void (isDown = true),
    up: (): void => void (isDown = false),
    isDown: () => isDown,
    /** The fault that this call meets, used up by one. */
    take(target: Target, when: "before" | "after"): Fault | null {
      const met = standing.find(
        ({ fault }) => (fault.when ?? "before") === when && matches(fault.route, target),
      );
      if (met === undefined) return null;
      met.left -= 1;
      if (met.left <= 0) standing = standing.filter((entry) => entry !== met);
      return met.fault;
    },
  };
}

const parameter = /\{[^}]+\}|:[A-Za-z_]+/g;

function matches(route: string | RegExp, target: Target): boolean {
  const { method, path } = target;
  const operation = target.graphql === null ? "" : ` ${target.graphql}`;
  const whole = [`${method} ${target.route}${operation}`, `${method} ${path}${operation}`];
  if (route instanceof RegExp) return whole.some((text) => route.test(text));
  const [, verb, wanted] = /^(?:([A-Z]+|\*) )?(\/\S*)$/.exec(route) ?? [];
  if (wanted === undefined) return whole.some((text) => text.includes(route));
  if (verb !== undefined && verb !== "*" && verb !== method) return false;
  if (wanted.replace(parameter, "{}") === target.route.replace(parameter, "{}")) return true;
  const literal = wanted
    .split(/(\{[^}]+\}|:[A-Za-z_]+|\*)/)
    .map((part) => (part === "*" ? ".*" : parameterOr(part)))
    .join("");
  return new RegExp(`^${literal}$`).test(path);
}

function parameterOr(part: string): string {
  return /^(\{[^}]+\}|:[A-Za-z_]+)$/.test(part) ? "[^/]+" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
