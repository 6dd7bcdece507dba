import { expect, test } from "vitest";
import { kept } from "./kept.ts";

function world() {
  const seen = { asked: 0, troubles: 0, now: 0, isDown: false };
  const get = kept<string, string>({
    ask: async (key) => {
      seen.asked += 1;
      if (seen.isDown) throw new Error("down");
      return `${key} ${seen.asked}`;
    },
    keyOf: (key) => key,
    now: () => seen.now,
    onTrouble: () => (seen.troubles += 1),
  });
  return { seen, get };
}

test("a crowd costs one look-up a second for each page, whether it comes at once or one after the other", async () => {
  const { seen, get } = world();
  await Promise.all(Array.from({ length: 500 }, () => get("page")));
  for (let n = 0; n < 500; n += 1) await get("page");
  expect(seen.asked).toBe(1);
  await get("feed");
  expect(seen.asked).toBe(2);
  seen.now += 1_000;
  expect(await get("page")).toBe("page 3");
});

test("while the database is away the page stands as it was, for an hour", async () => {
  const { seen, get } = world();
  await get("page");
  seen.isDown = true;
  seen.now += 3_000_000;
  expect(await get("page")).toBe("page 1");
  expect(seen.troubles).toBe(1);
  seen.now += 3_000_000;
  await expect(get("page")).rejects.toThrow("down");
  seen.isDown = false;
  expect(await get("page")).toBe("page 4");
});
