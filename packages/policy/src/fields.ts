import { z } from "zod";
import type { Path } from "./problem.ts";
import { policySchema } from "./schema.ts";

/** The parts of JSON Schema that our schema turns into. */
export type JsonSchema = {
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  required?: string[];
  [keyword: string]: unknown;
};

let wholeSchema: JsonSchema | null = null;

/** The JSON Schema of a whole policy, as people write it. A fresh copy for each caller. */
export function wholePolicyJsonSchema(): JsonSchema {
  wholeSchema ??= z.toJSONSchema(policySchema, { io: "input" }) as JsonSchema;
  return structuredCopy(wholeSchema);
}

const structuredCopy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The names of the fields that may stand at this path; empty where names are free. */
export function fieldsAt(path: Path): string[] {
  return partsAt(path).flatMap((part) => Object.keys(part.properties ?? {}));
}

/** True when the path names an entry of a map with free names: a level, a role, a person. */
export function isEntry(path: Path): boolean {
  const name = path.at(-1);
  if (typeof name !== "string") return false;
  return partsAt(path.slice(0, -1)).some((part) => typeof part.additionalProperties === "object");
}

function partsAt(path: Path): JsonSchema[] {
  wholeSchema ??= z.toJSONSchema(policySchema, { io: "input" }) as JsonSchema;
  let parts: JsonSchema[] = [wholeSchema];
  for (const step of path) parts = parts.flatMap((part) => below(part, step));
  return parts.flatMap((part) => part.anyOf ?? [part]);
}

function below(part: JsonSchema, step: string | number): JsonSchema[] {
  if (part.anyOf !== undefined) return part.anyOf.flatMap((choice) => below(choice, step));
  if (typeof step === "number") return part.items === undefined ? [] : [part.items];
  if (part.properties !== undefined && Object.hasOwn(part.properties, step)) return [part.properties[step]!];
  return typeof part.additionalProperties === "object" ? [part.additionalProperties] : [];
}
