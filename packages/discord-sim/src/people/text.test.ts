import { expect, test } from "vitest";
import { emptyWorld } from "../world.ts";
import { readable } from "./text.ts";

const now = new Date("2026-01-05T09:00:00Z");
const world = { ...emptyWorld(), users: { "1": { id: "1", name: "ada", isBot: false } } };
const at = (iso: string, style = "") => `<t:${Date.parse(iso) / 1_000}${style}>`;

test.each([
  ["<@1> and <@!1>", "@ada and @ada"],
  ["<@2>", "<@2>"],
  ["</incident declare:99>", "/incident declare"],
  ["<a:wave:12>", ":wave:"],
  [at("2026-01-05T09:30:00Z"), "2026-01-05 09:30 UTC"],
  [at("2026-01-05T09:30:00Z", ":t"), "09:30 UTC"],
  [at("2026-01-05T09:30:00Z", ":R"), "in 30 minutes"],
  [at("2026-01-05T07:00:00Z", ":R"), "2 hours ago"],
  [at("2026-01-05T08:59:59Z", ":R"), "1 second ago"],
  ["**bold** stays", "**bold** stays"],
])("%s reads %s", (text, expected) => {
  expect(readable(world, text, now)).toBe(expected);
});
