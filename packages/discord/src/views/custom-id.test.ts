import fc from "fast-check";
import { expect, test } from "vitest";
import { customId, readCustomId, type PressAction } from "./custom-id.ts";

const action = fc.constantFrom<PressAction>(
  "ask",
  "form",
  "level",
  "accept",
  "decline",
  "take",
  "hotfix",
  "more",
  "add",
);

test("what is written is read back", () => {
  fc.assert(
    fc.property(action, fc.option(fc.uuid()), fc.stringMatching(/^[\w ./-]{0,40}$/), (name, id, arg) => {
      expect(readCustomId(customId(name, id, arg))).toEqual({ action: name, incidentId: id, arg });
    }),
  );
});

test.each([
  ["v0:level:a:b", "old"],
  ["v2:anything at all", "old"],
  ["v1:level", "foreign"],
  ["v1:drop:-:", "foreign"],
  ["v1:level:../..:", "foreign"],
  ["v1:level:-:<script>", "foreign"],
  ["", "foreign"],
  ["my-own-button", "foreign"],
])("%j is %s", (id, expected) => {
  expect(readCustomId(id)).toBe(expected);
});

test("nothing that a client could send is read as more than it is", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 150 }), (id) => {
      const press = readCustomId(id);
      if (typeof press === "object") expect(customId(press.action, press.incidentId, press.arg)).toBe(id);
    }),
  );
});
