import { policyJsonSchema } from "../../packages/policy/src/index.ts";

/** The part of JSON Schema that a policy's description uses. */
type Schema = {
  type?: string | string[];
  description?: string;
  default?: unknown;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
};

/** For editors: point `yaml.schemas` or a `# yaml-language-server: $schema=` line at it. */
export function policySchemaFile(): string {
  return `${JSON.stringify(policyJsonSchema(), null, 2)}\n`;
}

/** Every field of a policy file with what it takes, from the schema that reads it. */
export function policyReference(): string {
  const rows = fieldsOf(policyJsonSchema(), "");
  return [
    "# Policy reference",
    "",
    "A workspace's policy is `.muster/policy.yaml` in its repository: `extends:` a preset, and below it what is different. Maps merge, lists and values",
    "replace, `null` takes an entry out. `NAME` stands for a name of yours. Editors can check it against [policy.schema.json](policy.schema.json).",
    "",
    "| Field | Takes | Without it | Means |",
    "|---|---|---|---|",
    ...rows.map(({ path, takes, fallback, means }) => `| \`${path}\` | ${takes} | ${fallback} | ${means} |`),
    "",
  ].join("\n");
}

type Row = { path: string; takes: string; fallback: string; means: string };

function fieldsOf(schema: Schema, path: string): Row[] {
  const shape = substance(schema);
  const below = [
    ...Object.entries(shape.properties ?? {}).flatMap(([name, field]) =>
      rowsOf(field, path === "" ? name : `${path}.${name}`),
    ),
    ...(typeof shape.additionalProperties === "object"
      ? rowsOf(shape.additionalProperties, `${path}.NAME`)
      : []),
    ...(shape.items === undefined || !isGroup(substance(shape.items))
      ? []
      : fieldsOf(shape.items, `${path}[]`)),
  ];
  return below;
}

function rowsOf(schema: Schema, path: string): Row[] {
  const row = {
    path,
    takes: takes(schema),
    fallback: fallback(schema),
    means: cell(schema.description ?? ""),
  };
  return [row, ...fieldsOf(schema, path)];
}

/** The group of fields within an "either this or nothing". */
function substance(schema: Schema): Schema {
  return schema.anyOf?.find((option) => isGroup(option) || option.items !== undefined) ?? schema;
}

const isGroup = (schema: Schema): boolean =>
  schema.properties !== undefined || typeof schema.additionalProperties === "object";

function takes(schema: Schema): string {
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(takes))].join(" or ");
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(code).join(", ");
  if (schema.items !== undefined) return `list of ${takes(schema.items)}`;
  if (isGroup(schema)) return "fields";
  const words: Record<string, string> = {
    string: "text",
    integer: "whole number",
    number: "number",
    boolean: "`true` or `false`",
    null: "`null`",
    array: "list",
    object: "fields",
  };
  return [schema.type ?? "object"]
    .flat()
    .map((type) => words[type] ?? type)
    .join(" or ");
}

function fallback(schema: Schema): string {
  return schema.default === undefined ? "the preset's" : code(schema.default);
}

const code = (value: unknown): string =>
  `\`${cell(typeof value === "string" ? value : JSON.stringify(value))}\``;
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
