import { expect, test } from "vitest";
import { loadPolicy, levelsOf, presets } from "../../packages/policy/src/index.ts";
import { presetPages } from "./preset-pages.ts";

const source = `
/* Head. Fields marked "our choice" are silent in the seed. */
export const some = {
  // Our choice: long enough
  // for most.
  afterMin: 5,
  // As the seed says.
  other: 6,
} as const;
`;

test("each preset has a page that tells level by level what will happen, and what we chose", () => {
  const pages = presetPages(() => [{ path: "some.ts", text: source }]);
  expect(Object.keys(pages)).toEqual(Object.keys(presets).map((preset) => `docs/policies/${preset}.md`));
  for (const [preset, write] of Object.entries(presets).map(
    ([name]) => [name, pages[`docs/policies/${name}.md`]!] as const,
  )) {
    const page = write();
    const loaded = loadPolicy(`extends: ${preset}`, { file: preset });
    if (!loaded.ok) throw new Error("The preset is not taken.");
    for (const { id, definition } of levelsOf(loaded.value.policy)) {
      expect(page).toMatch(new RegExp(`^## What happens at ${id}`, "m"));
      expect(page).toContain(definition);
    }
    expect(page).not.toMatch(/undefined|\[object|\bnull\b/);
    expect(page).toContain("- `afterMin`: Our choice: long enough for most.");
    expect(page).not.toContain("As the seed says");
    expect(page).not.toContain("Fields marked");
  }
});
