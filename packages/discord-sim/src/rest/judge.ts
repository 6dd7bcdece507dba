import type { Core, Violation } from "../core.ts";
import { limits } from "../limits.ts";
import { DiscordRefusal, refuse } from "../refusal.ts";
import { checkAnswer, checkRequest } from "../schema/check.ts";
import { isRecord } from "../schema/walk.ts";
import type { App, Grant } from "../world.ts";
import { callbackSchema } from "./interactions.ts";
import type { Answer, Matched, Request, Route } from "./route.ts";

/** Fields the documentation has and the published schema does not (yet). */
const documentedOnly = /(^|\.)(file_types|emoji\.animated)$/;

/**
 * What discord.js writes where it means nothing; Discord ignores it there. `nonce` comes from its
 * `enforceNonce` option, which adds one to every kind of message.
 */
const ignored: readonly { route: RegExp; field: RegExp }[] = [
  { route: /./, field: /^(data\.|message\.)?(tts|nonce|enforce_nonce)$/ },
  { route: /^PUT .*\/permissions\//, field: /^id$/ },
  { route: /^POST .*\/messages\/.*\/threads$/, field: /^type$/ },
];

export function report(core: Core, violation: Omit<Violation, "at">): void {
  core.violations.push({ ...violation, at: core.now().toISOString() });
}

/** The application whose token came with the call. */
export function whoCalls(core: Core, authorization: string | undefined): App | null {
  const token = /^Bot (.+)$/.exec(authorization ?? "")?.[1];
  return Object.values(core.world.apps).find((app) => app.token === token) ?? null;
}

/** Does what a matched call asks for: schema first, then the resource, then our own answer is checked too. */
export function perform(
  core: Core,
  matched: Matched,
  request: Request,
  { app, grant }: { app: App | null; grant: Grant | null },
): Answer {
  const { route } = matched;
  const name = `${route.method} ${route.path}`;
  if (request.reason !== null && request.reason.length > limits.auditReasonMax)
    throw new DiscordRefusal("invalidForm", [
      {
        path: "X-Audit-Log-Reason",
        code: "BASE_TYPE_MAX_LENGTH",
        message: "Must be 512 or fewer in length.",
      },
    ]);
  const body = checkedBody(core, matched, request.body, name);
  const answer = handled(route, { ...request, body }, { app, grant });
  if (route.answer !== undefined && answer.body !== undefined) {
    for (const detail of checkAnswer(route.answer, answer.body))
      report(core, { by: "simulator", kind: "answer-schema", route: name, detail });
  }
  return answer;
}

function handled(
  route: Route,
  request: Request,
  { app, grant }: { app: App | null; grant: Grant | null },
): Answer {
  switch (route.auth) {
    case "bot":
      return route.handle({ ...request, app: app ?? refuse("unauthorized") });
    case "person":
      return route.handle({ ...request, grant: grant ?? refuse("unauthorized") });
    case "token":
      return route.handle(request);
  }
}

function checkedBody(core: Core, { route }: Matched, body: unknown, name: string): unknown {
  const schema = route.path.endsWith("/callback") ? callbackSchema(body) : route.request;
  if (schema === undefined) return body;
  const checked = checkRequest(schema, body ?? {});
  const unknown = checked.unknown.filter((path) => !isTolerated(name, path));
  for (const detail of unknown) report(core, { by: "bot", kind: "unknown-field", route: name, detail });
  for (const { path, message } of checked.errors)
    report(core, { by: "bot", kind: "schema", route: name, detail: `${path}: ${message}` });
  if (checked.errors.length > 0) throw new DiscordRefusal("invalidForm", checked.errors);
  if (unknown.length > 0)
    throw new DiscordRefusal(
      "invalidForm",
      unknown.map((path) => ({ path, code: "UNKNOWN_FIELD", message: "Discord has no such field." })),
    );
  return checked.value;
}

const isTolerated = (name: string, path: string): boolean =>
  documentedOnly.test(path) || ignored.some(({ route, field }) => route.test(name) && field.test(path));

/** Names and topics have a budget of their own, which the ordinary headers hide. */
export function changesNameOrTopic(route: string, method: string, body: unknown): boolean {
  if (method !== "PATCH" || route !== "/channels/{channel.id}" || !isRecord(body)) return false;
  return body["name"] !== undefined || body["topic"] !== undefined;
}
