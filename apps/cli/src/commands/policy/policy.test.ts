import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createEngine } from "@muster/engine";
import { useDatabase } from "@muster/testkit";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { UsageError } from "../../command.ts";
import { policy } from "../policy.ts";

const database = useDatabase();
let folder = "";

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "policy-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a person sees who types `muster policy …` in the folder. */
async function muster(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  try {
    const code = await policy.run(args, {
      env: { DATABASE_URL: database.url },
      cwd: folder,
      out: (text) => void out.push(text),
      err: (text) => void err.push(text),
    });
    return { code, out: out.join("\n"), err: err.join("\n") };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { code: 1, out: out.join("\n"), err: error.message };
  }
}

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

describe("policy check", () => {
  test("tells every error at once, with line, column and what to write, and ends with 1", async () => {
    put(
      "p.yaml",
      "extends: atrium\nlevels:\n  P1:\n    updateEveryMin: often\n    colour: red\nroles: [x]\n",
    );
    const { code, err, out } = await muster("check", "p.yaml");
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(err.split("\n")).toEqual([
      expect.stringMatching(
        /^p\.yaml:4:21 {2}error {4}levels\.P1\.updateEveryMin is "often"\. Write minutes/,
      ),
      expect.stringMatching(/^p\.yaml:5:5 {2}error {4}levels\.P1\.colour is not a field that I know\./),
      expect.stringMatching(/^p\.yaml:6:8 {2}error {4}roles is a list\. Write entries below it/),
      "p.yaml cannot be used yet: 3 to mend.",
    ]);
  });

  test("tells warnings and ends with 0, or with 1 when it is to be strict", async () => {
    put("p.yaml", "extends: seal\npeople: { ada: {} }\n");
    const said = await muster("check", "p.yaml");
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(said.out).toMatch(/^p\.yaml:2:\d+ {2}warning {2}ada has neither/m);
    expect(said.out).toMatch(/\d+ warnings?\.$/);
    expect((await muster("check", "--strict", "p.yaml")).code).toBe(1);
  });

  test("S1-2: warns when SECURITY.md does not lead to the procedure", async () => {
    put(".muster/policy.yaml", "extends: seal\n");
    expect((await muster("check", ".muster/policy.yaml")).out).toContain("There is no SECURITY.md");
    put(".github/SECURITY.md", "Write to us.");
    expect((await muster("check", ".muster/policy.yaml")).out).toContain(
      "does not lead to how incidents are handled",
    );
    put("SECURITY.md", "Incidents: see [how](.muster/policy.yaml).");
    expect((await muster("check", ".muster/policy.yaml")).out).not.toContain("SECURITY.md");
  });

  test("refuses what is no policy text, in words, and reads no more of a large file than it must", async () => {
    expect(await muster("check", "nowhere.yaml")).toMatchObject({
      code: 1,
      err: expect.stringContaining("I cannot read nowhere.yaml"),
    });
    put("latin.yaml", Uint8Array.from([0x6e, 0x61, 0x6d, 0x65, 0x3a, 0x20, 0xe9, 0x0a]));
    expect((await muster("check", "latin.yaml")).err).toContain("is not UTF-8 text");
    put("large.yaml", "a".repeat(30_000_000));
    expect((await muster("check", "large.yaml")).err).toContain("256 KiB fit");
  });
});

describe("policy diff", () => {
  test("tells in sentences, and then field by field, what the second one says differently", async () => {
    put("p.yaml", "extends: atrium\nlevels: { P1: { updateEveryMin: 15 } }\n");
    expect((await muster("diff", "atrium", "p.yaml")).out).toBe(
      [
        "P1",
        "  - Updates: at least every 30 min; without one, people are reminded.",
        "  + Updates: at least every 15 min; without one, people are reminded.",
        "",
        "Fields:",
        "  levels.P1.updateEveryMin: 30 → 15",
      ].join("\n"),
    );
    expect((await muster("diff", "seal", "seal")).out).toBe("The two say the same.");
  });
});

describe("policy init", () => {
  test("S0-88: writes what a team starts with, and the policy is a good one at once", async () => {
    const said = await muster("init", "--preset", "trustledger", "--to", "team");
    expect(said.code).toBe(0);
    expect(said.out).toContain("written  team/.muster/policy.yaml");
    expect(said.out).toContain("written  team/runbooks/on-call-rotation.md");
    expect(await muster("check", "team/.muster/policy.yaml")).toMatchObject({ code: 0, err: "" });
  });

  test("never overwrites a file, and says so", async () => {
    put("SECURITY.md", "Ours.");
    const said = await muster("init", "--preset", "seal");
    expect(said.out).toContain("kept     SECURITY.md (it was there; I do not overwrite)");
    expect(readFileSync(join(folder, "SECURITY.md"), "utf8")).toBe("Ours.");
    expect((await muster("init", "--preset", "seal")).out).not.toContain("written");
  });

  test("asks for a preset that there is", async () => {
    expect((await muster("init")).err).toMatch(/Say which preset.*atrium, pci, seal, trustledger/);
    expect((await muster("init", "--preset", "nist")).err).toContain('There is no preset "nist"');
  });
});

test("S0-87: every version of the policy stands with its day and the commit that brought it; an incident keeps its own", async () => {
  const store = database.open();
  let now = new Date("2026-01-05T09:00:00Z");
  const engine = createEngine({
    store,
    clock: { now: () => now },
    log: { info() {}, warn() {}, error() {} },
  });
  const workspace = { id: "acme", name: "Acme", guildId: null, repo: null, preset: "atrium" };
  await engine.workspaces.put(workspace);
  const declared = await engine.declare({
    workspaceId: "acme",
    declaration: {
      title: "Withdrawals fail",
      description: null,
      level: "P1",
      source: { kind: "command", ref: null, url: null, name: null },
      detectedAt: null,
      signals: [],
      isDrill: false,
    },
    actor: {
      person: { name: "ada", discord: null, github: "ada" },
      via: "discord",
      isResponder: true,
      groups: [],
      inRoom: false,
    },
    requestId: null,
    sameAs: null,
    reply: null,
  });
  if (!declared.ok) throw new Error(declared.refused.because);
  now = new Date("2026-02-03T10:30:00Z");
  await engine.documents.put(
    "acme",
    ".muster/policy.yaml",
    "extends: atrium\nlevels: { P1: { updateEveryMin: 15 } }\n",
    "c0ffee0123456789",
  );
  now = new Date("2026-03-01T00:00:00Z");
  // A restart is no new version.
  await engine.workspaces.put(workspace);

  const { out } = await muster("history", "--workspace", "acme");
  expect(out.split("\n")).toEqual([
    expect.stringMatching(
      /^\w{12} {2}2026-02-03 10:30 UTC {2}commit c0ffee0123 {2}Atrium incident response {2}\(in force\)$/,
    ),
    "  P1: 1 gone, 1 new",
    expect.stringMatching(/^\w{12} {2}2026-01-05 09:00 UTC {2}the preset {2}Atrium incident response$/),
  ]);
  expect((await engine.read.policyOf(declared.value.incident)).levels["P1"]?.updateEveryMin).toBe(30);
  expect((await engine.read.policy("acme")).policy.levels["P1"]?.updateEveryMin).toBe(15);
  await engine.stop();
});
