import type { Incident, Remotes } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { inline } from "../neutralise.ts";

/** What a document is written from. `pathOf` leads to another document of the same incident. */
export type DocumentView = {
  incident: Incident;
  policy: Policy;
  remotes: Remotes;
  pathOf: (document: string) => { name: string; path: string } | null;
};

/** Fills one slot with harmless Markdown. What nobody knows is "unknown", never left out and never made up. */
export type Slot = (view: DocumentView, ...words: string[]) => string;

export const none = "None recorded.";

export const lines = (list: readonly string[], otherwise = none): string =>
  list.length === 0 ? otherwise : list.join("\n");

/** A table of GitHub's Markdown; the cells are people's words. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    row(head),
    `|${head.map(() => "---|").join("")}`,
    ...rows.map((cells) => row(cells.map((cell) => inline(cell) || " "))),
  ].join("\n");
}

/** A table that people fill by hand: what Muster cannot know. */
export const emptyTable = (...head: string[]): string => table(head, [head.map(() => "")]);
