import * as z from "zod/mini";
import { schemaNamed, type Schema } from "./published.ts";

/** A schema by its published name; `A|B` is either, `A[]` a list. */
export function shape(name: string): Schema {
  if (name.endsWith("[]")) return list(shape(name.slice(0, -2)));
  const names = name.split("|");
  return names.length === 1 ? schemaNamed(name) : either(names.map(schemaNamed));
}

/** Bodies the specification writes out in place instead of naming them. */
export const inline = {
  overwrite: object({
    type: z.nullish(z.literal([0, 1])),
    allow: z.nullish(z.number()),
    deny: z.nullish(z.number()),
  }),
  member: object({
    nick: z.nullish(z.string()),
    roles: z.nullish(z.array(z.string())),
    mute: z.nullish(z.boolean()),
    deaf: z.nullish(z.boolean()),
    channel_id: z.nullish(z.string()),
    communication_disabled_until: z.nullish(z.string()),
    flags: z.nullish(z.number()),
  }),
  bulkDelete: object({ messages: z.array(z.string()) }),
  channelPositions: list(
    object({
      id: z.nullish(z.string()),
      position: z.nullish(z.number()),
      parent_id: z.nullish(z.string()),
      lock_permissions: z.nullish(z.boolean()),
    }),
  ),
};

// Both are Zod's own objects; `Schema` is the part of them this package reads.
function object(fields: Parameters<typeof z.object>[0]): Schema {
  return z.object(fields) as unknown as Schema;
}

function list(schema: Schema): Schema {
  return z.array(schema as unknown as z.core.$ZodType) as unknown as Schema;
}

function either(schemas: Schema[]): Schema {
  return z.union(schemas as unknown as [z.core.$ZodType]) as unknown as Schema;
}
