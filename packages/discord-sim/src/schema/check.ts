import type { FieldError } from "../refusal.ts";
import type { Issue, Schema } from "./published.ts";
import { coerce, unknownFields } from "./walk.ts";

export type Checked = { value: unknown; errors: FieldError[]; unknown: string[] };

/** Holds a request against Discord's own schema; unknown fields are looked for at every depth. */
export function checkRequest(schema: Schema, body: unknown): Checked {
  const value = coerce(schema, body);
  return { value, errors: errorsOf(schema, value), unknown: unknownFields(schema, value) };
}

/** What an answer of ours gets wrong about the published schema. Fields the specification lags behind on are let through. */
export function checkAnswer(schema: Schema, body: unknown): string[] {
  return errorsOf(schema, body).map(({ path, message }) => `${path}: ${message}`);
}

function errorsOf(schema: Schema, value: unknown): FieldError[] {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => flatten(issue, []));
}

/** A union's error lists every branch; only the branch that was meant is worth reading. */
function flatten(issue: Issue, above: PropertyKey[]): FieldError[] {
  const path = [...above, ...issue.path];
  if (issue.code !== "invalid_union" || issue.errors === undefined || issue.errors.length === 0) {
    return [{ path: path.map(String).join("."), code: codeOf(issue), message: messageOf(issue) }];
  }
  const meant = issue.errors.toSorted((a, b) => wrongKind(a) - wrongKind(b) || a.length - b.length)[0]!;
  return meant.flatMap((inner) => flatten(inner, path));
}

/** How surely a branch was not the one meant: its `type` disagrees, or it is not even an object. */
function wrongKind(issues: readonly Issue[]): number {
  if (issues.some((i) => i.path.length === 0 && i.code === "invalid_type")) return 2;
  return issues.some((i) => i.path.length === 1 && i.path[0] === "type") ? 1 : 0;
}

function codeOf(issue: Issue): string {
  if (issue.code === "too_big" || issue.code === "too_small") return "BASE_TYPE_BAD_LENGTH";
  if (issue.code === "invalid_type") return "BASE_TYPE_REQUIRED";
  return issue.code === "invalid_value" ? "BASE_TYPE_CHOICES" : "BASE_TYPE_INVALID";
}

function messageOf(issue: Issue): string {
  if (issue.maximum !== undefined) return `Must be ${issue.maximum} or fewer in length.`;
  if (issue.minimum !== undefined) return `Must be ${issue.minimum} or more in length.`;
  if (issue.expected !== undefined) return `This field is required and must be of type ${issue.expected}.`;
  return issue.message;
}
