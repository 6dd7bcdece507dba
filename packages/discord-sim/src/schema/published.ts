import * as spec from "discord-api-spec/zod";

/**
 * Discord's own OpenAPI schemas, as Zod. The package ships no types for this entry, so what is
 * needed of Zod's inside is described here.
 */
export type Schema = {
  safeParse(value: unknown): { success: true } | { success: false; error: { issues: Issue[] } };
  _zod: { def: Definition };
};

export type Definition = {
  type: string;
  innerType?: Schema;
  element?: Schema;
  options?: Schema[];
  shape?: Record<string, Schema>;
  getter?: () => Schema;
  values?: unknown[];
};

export type Issue = {
  code: string;
  path: PropertyKey[];
  message: string;
  maximum?: number;
  minimum?: number;
  expected?: string;
  errors?: Issue[][];
};

const published = spec as unknown as Record<string, Schema>; // untyped, see discord-api-spec.d.ts

/** The schema Discord publishes under this name. Throws when there is none: a typing error here. */
export function schemaNamed(name: string): Schema {
  const schema = published[`${name}Schema`];
  if (schema === undefined) throw new Error(`discord-api-spec has no ${name}`);
  return schema;
}
