import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import addFormatsModule from "ajv-formats";

export type Schema = {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: boolean | Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
};
export type Operation = {
  query: Schema;
  body?: Schema;
  bodyRequired?: boolean;
  answers: Record<string, Schema | null>;
};
type Description = { operations: Record<string, Operation>; schemas: Record<string, Schema> };

// Made by scripts/prune-openapi.ts.
const description = JSON.parse(
  readFileSync(new URL("../generated/github-openapi.json", import.meta.url), "utf8"),
) as Description;

// The package is CommonJS with its function behind `default`.
const addFormats = addFormatsModule as unknown as (ajv: Ajv) => Ajv;

function createAjv(coerceTypes: boolean): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes, logger: false, validateSchema: false });
  addFormats(ajv);
  ajv.addSchema(description, "github");
  return ajv;
}

const strict = createAjv(false);
// A query is text on the wire: `per_page=100` is a number all the same.
const coercing = createAjv(true);
const compiled = new Map<string, ValidateFunction>();

export const operationOf = (route: string): Operation | null => description.operations[route] ?? null;

export function schemaAt(ref: string): Schema {
  return description.schemas[ref.replace("#/schemas/", "")] ?? {};
}

/** A check of one part of one operation, compiled when it is first needed. */
export function validator(route: string, ...part: string[]): ValidateFunction {
  const pointer = ["operations", route, ...part]
    .map((step) => step.replaceAll("~", "~0").replaceAll("/", "~1"))
    .join("/");
  const known = compiled.get(pointer);
  if (known !== undefined) return known;
  const ajv = part[0] === "query" ? coercing : strict;
  const made = ajv.compile({ $ref: `github#/${encodeURI(pointer)}` });
  compiled.set(pointer, made);
  return made;
}
