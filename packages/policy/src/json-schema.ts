import { isTree } from "./merge.ts";
import { wholePolicyJsonSchema, type JsonSchema } from "./fields.ts";
import { presets } from "./presets/index.ts";

/**
 * JSON Schema of a policy file, for editors. A file may start from a preset and then needs no field; without `extends` the loader asks for
 * all of them, which a schema for editors leaves to it.
 */
export function policyJsonSchema(): JsonSchema {
  const whole = optional(wholePolicyJsonSchema());
  return {
    ...whole,
    title: "Muster policy",
    description: "How a team runs its incidents. Kept in .muster/policy.yaml.",
    properties: {
      extends: {
        type: "string",
        enum: Object.keys(presets),
        description:
          "The preset that this file changes. Maps merge, lists and values replace, `null` takes an entry out.",
      },
      ...whole.properties,
    },
  };
}

/** Maps need none of their fields, and entries of maps with free names may be `null`. What stands in a list replaces, so it is whole. */
function optional(part: JsonSchema): JsonSchema {
  const { required: _, ...rest } = part;
  const result: JsonSchema = { ...rest };
  if (part.properties !== undefined) {
    result.properties = Object.fromEntries(
      Object.entries(part.properties).map(([name, field]) => [name, isMap(field) ? optional(field) : field]),
    );
  }
  if (isTree(part.additionalProperties)) {
    result.additionalProperties = {
      anyOf: [optional(part.additionalProperties), { type: "null" }],
    };
  }
  return result;
}

const isMap = (part: JsonSchema): boolean => part["type"] === "object";
