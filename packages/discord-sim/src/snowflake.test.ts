import fc from "fast-check";
import { expect, test } from "vitest";
import { byAge, snowflakeAt, timeOf } from "./snowflake.ts";

const instants = fc.date({
  min: new Date("2015-01-01T00:00:00Z"),
  max: new Date("2080-01-01T00:00:00Z"),
  noInvalidDate: true,
});

test("an id known from Discord's documentation has the time it says there", () => {
  expect(timeOf("175928847299117063").toISOString()).toBe("2016-04-30T11:18:25.796Z");
});

test("every id decodes to the time it was made at", () => {
  fc.assert(
    fc.property(
      instants,
      fc.nat(),
      (at, counter) => timeOf(snowflakeAt(at, counter)).getTime() === at.getTime(),
    ),
  );
});

test("later ids are younger, and of one moment the counter decides", () => {
  fc.assert(
    fc.property(instants, instants, fc.nat(1_000), (a, b, counter) => {
      const [first, second] = [snowflakeAt(a, counter), snowflakeAt(b, counter + 1)];
      return Math.sign(byAge(first, second)) === (a <= b ? -1 : 1);
    }),
  );
});
