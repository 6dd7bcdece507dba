import { expect, test } from "vitest";
import { readInstant } from "./instant.ts";

const now = new Date("2026-01-05T09:30:00Z");
const read = (text: string, side: "ahead" | "behind") => readInstant(text, now, side)?.toISOString() ?? null;

test.each([
  ["25m ago", "behind", "2026-01-05T09:05:00.000Z"],
  ["25m", "behind", "2026-01-05T09:05:00.000Z"],
  ["25 min ago", "behind", "2026-01-05T09:05:00.000Z"],
  ["14:05 UTC", "behind", "2026-01-04T14:05:00.000Z"],
  ["1h", "ahead", "2026-01-05T10:30:00.000Z"],
  ["in 1h", "ahead", "2026-01-05T10:30:00.000Z"],
  ["25m ago", "ahead", null],
  ["in 1h", "behind", null],
] as const)("%j, %s, is read as the commands promise it", (text, side, at) => {
  expect(read(text, side)).toBe(at);
});
