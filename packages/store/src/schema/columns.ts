import { pgCore } from "../drizzle.ts";

const { customType, timestamp } = pgCore;

export const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => "bytea",
  fromDriver: (value) => new Uint8Array(value),
  toDriver: (value) => Buffer.from(value),
});
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
/** UTC, to the millisecond. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
