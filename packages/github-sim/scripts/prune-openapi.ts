/**
 * Makes src/generated/github-openapi.json: GitHub's own OpenAPI description, cut down to the operations the simulator
 * serves and to shapes only. The whole description is far too big to depend on (385 MB), so this is run by hand:
 *
 *     cd "$(mktemp -d)" && npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-*.tgz
 *     node scripts/prune-openapi.ts "$PWD/package/generated/api.github.com.json"
 *
 * Run it again after adding a route.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { routes } from "../src/rest/index.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Shape = { [key: string]: Json };

const source = process.argv[2];
if (source === undefined) throw new Error("Say where api.github.com.json is.");
// The description is JSON of this form; a wrong file fails at the first look-up.
const openapi = JSON.parse(readFileSync(source, "utf8")) as {
  info: { version: string };
  paths: Record<string, Record<string, Shape>>;
  components: Record<string, Record<string, Shape>>;
};

const prose = new Set([
  "description",
  "example",
  "examples",
  "title",
  "externalDocs",
  "deprecated",
  "default",
  "$comment",
]);
const schemas: Record<string, Json> = {};

function resolved(shape: Json | undefined): Shape {
  const ref = (shape as Shape | undefined)?.["$ref"];
  if (typeof ref !== "string") return (shape ?? {}) as Shape;
  const [, , kind = "", name = ""] = ref.split("/");
  const found = openapi.components[kind]?.[name];
  if (found === undefined) throw new Error(`${ref} is not in the description.`);
  return found;
}

/** The schema without prose. The keys of `properties` are names, never keywords: one may be called "description". */
function shapeOf(schema: Json | undefined): Json {
  if (Array.isArray(schema)) return schema.map(shapeOf);
  if (typeof schema !== "object" || schema === null) return schema ?? {};
  const ref = schema["$ref"];
  if (typeof ref === "string") return keep(ref);
  const cut: Shape = {};
  for (const [key, value] of Object.entries(schema)) {
    if (prose.has(key) || key.startsWith("x-") || key === "nullable") continue;
    if (key === "properties") cut[key] = mapValues(value as Shape, shapeOf);
    else if (key === "enum" || key === "required") cut[key] = value;
    else cut[key] = shapeOf(value);
  }
  return schema["nullable"] === true ? orNull(cut) : cut;
}

/** OpenAPI 3.0 says `nullable`, which JSON Schema does not know. */
function orNull(shape: Shape): Shape {
  if (Array.isArray(shape["enum"]))
    return { ...shape, ...nullType(shape), enum: [...new Set([...shape["enum"], null])] };
  if (shape["type"] !== undefined) return { ...shape, ...nullType(shape) };
  return { anyOf: [shape, { type: "null" }] };
}

const nullType = (shape: Shape): Shape =>
  typeof shape["type"] === "string" ? { type: [shape["type"], "null"] } : {};

function keep(ref: string): Shape {
  const name = ref.replace("#/components/schemas/", "");
  if (!(name in schemas)) {
    schemas[name] = {};
    schemas[name] = shapeOf(openapi.components["schemas"]?.[name]);
  }
  return { $ref: `#/schemas/${name}` };
}

const mapValues = (from: Shape, change: (value: Json) => Json): Shape =>
  Object.fromEntries(Object.entries(from).map(([key, value]) => [key, change(value)]));

function jsonSchema(content: Json | undefined): Json | undefined {
  const media = (content as Shape | undefined)?.["application/json"] as Shape | undefined;
  return media === undefined ? undefined : shapeOf(media["schema"]);
}

const nameOf = (entry: Shape): string => (typeof entry["name"] === "string" ? entry["name"] : "");

function operation(method: string, path: string): Shape {
  const found = openapi.paths[path]?.[method.toLowerCase()];
  if (found === undefined) throw new Error(`GitHub does not describe ${method} ${path}.`);
  const shared = (openapi.paths[path]?.["parameters"] ?? []) as Json;
  const parameters = [...(shared as Json[]), ...((found["parameters"] ?? []) as Json[])].map(resolved);
  const query = parameters
    .filter((entry) => entry["in"] === "query")
    .map((entry): [string, Json] => [nameOf(entry), shapeOf(entry["schema"])]);
  const required = parameters
    .filter((entry) => entry["in"] === "query" && entry["required"] === true)
    .map((entry) => nameOf(entry));
  const body = found["requestBody"] === undefined ? undefined : resolved(found["requestBody"]);
  const answers = Object.entries(found["responses"] as Shape)
    .filter(([status]) => Number(status) < 300)
    .map(([status, answer]): [string, Json] => [status, jsonSchema(resolved(answer)["content"]) ?? null]);
  return {
    query: { type: "object", properties: Object.fromEntries(query), required, additionalProperties: false },
    ...(body === undefined
      ? {}
      : { body: jsonSchema(body["content"]) ?? {}, bodyRequired: body["required"] === true }),
    answers: Object.fromEntries(answers),
  };
}

const operations = Object.fromEntries(
  routes.map(({ method, path }) => [`${method} ${path}`, operation(method, path)]),
);
const target = new URL("../src/generated/github-openapi.json", import.meta.url);
const text = `${JSON.stringify({ version: openapi.info.version, operations, schemas })}\n`;
writeFileSync(target, text);
process.stdout.write(
  `${routes.length} operations, ${Object.keys(schemas).length} schemas, ${text.length} bytes\n`,
);
