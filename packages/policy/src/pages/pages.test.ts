import { describe, expect, test } from "vitest";
import { presets } from "../presets/index.ts";
import { loadPreset } from "../testing.ts";
import { fallbackCard, policyPages } from "./index.ts";

const pageOf = (preset: string, name: string): string =>
  policyPages(loadPreset(preset).policy)[`docs/incident-response/${name}`]!; // The tests name pages that there are.

describe.each(Object.keys(presets))("the pages of %s", (preset) => {
  const pages = policyPages(loadPreset(preset).policy);

  test("hold a form for each document, with what belongs into each place", () => {
    const { documents } = loadPreset(preset).policy;
    for (const id of Object.keys(documents)) {
      expect(pages[`docs/incident-response/templates/${id}.md`]).toMatch(/\[the title\]/);
    }
    expect(Object.values(pages).join("\n")).not.toMatch(
      /\{(?:title|time|when|span|log|actions)[^}]*\}|undefined|null/,
    );
  });

  test("B30: hold a card to print, for when Discord is gone: where to meet, whom to call, the log by hand", () => {
    const card = fallbackCard(loadPreset(preset).policy);
    for (const words of [
      "Backup channel, on another platform",
      "## 2. Call",
      "Keep the log by hand",
      "time in UTC (24 hours)",
    ]) {
      expect(card).toContain(words);
    }
    // One page of A4, as people print it.
    expect(card.split("\n").length).toBeLessThan(66);
  });
});

test("S0-81: SEAL's roles have a sheet each, with what they do and what they do not", () => {
  const page = pageOf("seal", "roles.md");
  for (const name of [
    "Incident Leader",
    "Scribe",
    "Communication Manager",
    "Subject Matter Expert",
    "Decision Makers",
  ]) {
    expect(page).toContain(`## ${name}`);
  }
  expect(page).toMatch(/## Scribe\n\n[^#]*does not fix things/i);
});

test("S0-82: SEAL's communications page holds the checklist, eleven blocks and seven templates", () => {
  const page = pageOf("seal", "communications.md");
  const [, blocks = "", templates = ""] = /## Building blocks([\s\S]*)## Templates([\s\S]*)/.exec(page) ?? [];
  expect([blocks.match(/^### /gm)?.length, templates.match(/^### /gm)?.length]).toEqual([11, 7]);
  expect(page.match(/^- \[ \] /gm)).toHaveLength(5);
});

test("S0-83, S0-84: SEAL's log and post-mortem are there as forms, too", () => {
  expect(pageOf("seal", "templates/incident-log.md")).toContain(
    "**Status:** [Active, Mitigated or Resolved]",
  );
  expect(pageOf("seal", "templates/incident-log.md")).toContain(
    "Copy this to incident-logs/{date}-{slug}.md",
  );
  expect(pageOf("seal", "templates/post-mortem.md")).toContain("## Where We Got Lucky");
});

test("S4-99: the card says where backups are, as the team wrote it", () => {
  const { policy } = loadPreset("trustledger");
  const backup = {
    channel: "Signal group “TL war room”",
    identity: null,
    systems: "Vault B; infra leads restore",
  };
  const card = fallbackCard({ ...policy, backup });
  expect(card).toContain(
    "## 6. Backups\n\n- Where backups are, and who may restore them: Vault B; infra leads restore",
  );
  expect(card).toContain("Signal group “TL war room”");
});
