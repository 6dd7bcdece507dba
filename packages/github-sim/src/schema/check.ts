import type { ErrorObject } from "ajv";
import type { Answer, Call } from "../rest/route.ts";
import { operationOf, validator } from "./description.ts";
import { isKnownBad, isUnlisted } from "./known-bad.ts";
import { unknownFields } from "./unknown-fields.ts";

export type RequestProblems = {
  /** What GitHub would refuse too. */
  fatal: string[];
  /** What GitHub would ignore without a word. */
  ignored: string[];
};

export function checkRequest(route: string, call: Call): RequestProblems {
  const operation = operationOf(route);
  if (operation === null) return { fatal: [`${route} is not in GitHub's description`], ignored: [] };
  const query = Object.fromEntries(call.query);
  const validQuery = validator(route, "query");
  const queryErrors = validQuery(query) ? [] : (validQuery.errors ?? []);
  const isUnknown = (error: ErrorObject) => error.keyword === "additionalProperties";
  const ignored = queryErrors
    .filter(isUnknown)
    .map((error) => `?${String(error.params["additionalProperty"])} is not a parameter of this route`);
  const fatal = queryErrors.filter((error) => !isUnknown(error)).map((error) => sentence("?", error));
  return {
    fatal: [...fatal, ...bodyErrors(route, call)],
    ignored: [...ignored, ...unknownInBody(route, call)],
  };
}

function isEmpty(body: object): boolean {
  return !Array.isArray(body) && Object.keys(body).length === 0;
}

function bodyErrors(route: string, { body }: Call): string[] {
  const operation = operationOf(route);
  if (operation?.body === undefined || (isEmpty(body) && operation.bodyRequired !== true)) return [];
  const valid = validator(route, "body");
  return valid(body) ? [] : (valid.errors ?? []).map((error) => sentence("", error));
}

function unknownInBody(route: string, { body }: Call): string[] {
  const schema = operationOf(route)?.body;
  const names =
    schema === undefined ? Object.keys(body).map((name) => `/${name}`) : unknownFields(schema, body);
  return names
    .filter((name) => !isUnlisted(route, name))
    .map((name) => `${name} is not a field of this request`);
}

export function checkAnswer(route: string, answer: Answer): string[] {
  const operation = operationOf(route);
  const described = operation?.answers[String(answer.status)];
  if (described === undefined) return [`GitHub does not describe an answer with status ${answer.status}`];
  if (described === null) return answer.body === undefined ? [] : ["GitHub describes no body here"];
  const valid = validator(route, "answers", String(answer.status));
  // Checked as it goes over the wire: without undefined, dates as text.
  if (valid(JSON.parse(JSON.stringify(answer.body ?? null)))) return [];
  return (valid.errors ?? [])
    .filter((error) => !isKnownBad(route, error))
    .map((error) => sentence("", error));
}

function sentence(prefix: string, error: ErrorObject): string {
  const allowed = error.params["allowedValues"] as unknown[] | undefined;
  const values = allowed === undefined ? "" : `: ${allowed.join(", ")}`;
  return `${prefix}${error.instancePath} ${error.message ?? ""}${values}`.trim();
}
