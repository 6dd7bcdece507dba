import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadPolicy, sayProblem, type Policy } from "./index.ts";
import { atrium } from "./presets/atrium.ts";

const file = ".muster/policy.yaml";

function policy(text: string): Policy {
  const loaded = loadPolicy(text, { file });
  if (!loaded.ok) throw new Error(loaded.refused.map(sayProblem).join("\n"));
  return loaded.value.policy;
}

/** What is said about a file that is not taken. */
function refusal(text: string, presets?: Record<string, unknown>): string[] {
  const loaded = loadPolicy(text, presets === undefined ? { file } : { file, presets });
  if (loaded.ok) throw new Error("The file was taken.");
  return loaded.refused.map(sayProblem);
}

function warnings(text: string): string[] {
  const loaded = loadPolicy(text, { file });
  if (!loaded.ok) throw new Error(loaded.refused.map(sayProblem).join("\n"));
  return loaded.value.warnings.map(sayProblem);
}

const mild = "\ngithub: { label: outage }\n";

test("a file that only names a preset is that preset", () => {
  expect(policy("extends: atrium").levels["P1"]?.response).toEqual({ text: "< 1 hour", withinMin: 60 });
});

test("one field of one level can be changed, everything around it stays", () => {
  const changed = policy(
    "extends: atrium\nlevels:\n  P1:\n    updateEveryMin: 15\n    response: { withinMin: 45 }\n",
  );
  const { P1, ...others } = policy("extends: atrium").levels;
  expect(changed.levels).toEqual({
    ...others,
    P1: { ...P1, updateEveryMin: 15, response: { text: "< 1 hour", withinMin: 45 } },
  });
});

test("a list replaces the preset's list", () => {
  expect(policy("extends: atrium\nlevels: { P0: { roles: [commander] } }").levels["P0"]?.roles).toEqual([
    "commander",
  ]);
});

test("null takes out a level, a role or a person, and is a value elsewhere", () => {
  const changed = policy(
    [
      "extends: atrium",
      "levels: { P3: null, P0: { updateEveryMin: null, roles: [commander] }, P1: { roles: [commander] } }",
      "roles: { scribe: null, communications: ~ }",
      "discord: { onCallRole: null }",
      "alerts: { rules: [{ level: P2 }] }",
    ].join("\n"),
  );
  expect(Object.keys(changed.levels)).toEqual(["P0", "P1", "P2"]);
  expect(Object.keys(changed.roles)).toEqual(["commander"]);
  expect(changed.levels["P0"]?.updateEveryMin).toBeNull();
  expect(changed.discord.onCallRole).toBeNull();
});

test("null for something that the preset does not have is told, with what was probably meant", () => {
  expect(warnings("extends: atrium\nroles:\n  scrbe: null\n")).toContain(
    ".muster/policy.yaml line 3: roles.scrbe takes nothing out: there is none. Did you mean `scribe`?",
  );
});

test("a whole policy needs no preset", () => {
  expect(policy(JSON.stringify(atrium))).toEqual(policy("extends: atrium"));
});

test("every problem is told at once, with its line and what to write", () => {
  expect(
    refusal(`extends: atrium
levels:
  P1:
    updateEveryMin: soon
    updateEvryMin: 30
    opens: { channel: yes }
    pages: ["@everyone"]
  P9:
    rank: 0
    definition: 3
postmortem:
  path: /etc/passwd
  dueFrom: resolve
people:
  Ada: { discord: 123456789012345678 }
discrod: {}
`),
  ).toEqual([
    '.muster/policy.yaml line 4: levels.P1.updateEveryMin is "soon". Write minutes, for example `30`.',
    ".muster/policy.yaml line 5: levels.P1.updateEvryMin is not a field that I know. Did you mean `updateEveryMin`?",
    '.muster/policy.yaml line 6: levels.P1.opens.channel is "yes". Write `true` or `false`.',
    '.muster/policy.yaml line 7: levels.P1.pages[0] is "@everyone". Use letters, digits, spaces, `-` or `_`, and start with a letter.',
    ".muster/policy.yaml line 8: levels.P9.response is missing. Write fields below it, indented.",
    ".muster/policy.yaml line 8: levels.P9.opens is missing. Write fields below it, indented.",
    ".muster/policy.yaml line 8: levels.P9.postmortem is missing. Write fields below it, indented.",
    ".muster/policy.yaml line 9: levels.P9.rank is `0`. Write the rank as a whole number from 1 to 20; 1 is the highest.",
    ".muster/policy.yaml line 10: levels.P9.definition is `3`. Write text; in quotes if it looks like a number.",
    '.muster/policy.yaml line 12: postmortem.path is "/etc/passwd". Write a path inside the repository, such as `docs/plan-tracker.md`.',
    '.muster/policy.yaml line 13: postmortem.dueFrom is "resolve". Write `resolved`, `mitigated` or `declared`.',
    ".muster/policy.yaml line 15: people.Ada.discord is `123456789012345680`. Write the person's Discord id (15 to 22 digits) in quotes.",
    ".muster/policy.yaml line 16: discrod is not a field that I know. Did you mean `discord`?",
  ]);
});

test("a problem knows its column and path", () => {
  expect(loadPolicy("extends: atrium\nlevels:\n  P1:\n    updateEveryMin: soon\n", { file })).toMatchObject({
    ok: false,
    refused: [{ file, line: 4, column: 21, path: "levels.P1.updateEveryMin" }],
  });
});

test.each([
  [
    "",
    "line 1: The policy is empty. Start it with `extends: atrium` and write your changes below. Presets: `atrium`, `pci`, `seal`, `trustledger`.",
  ],
  ["# only words\n", "line 1: The policy is empty."],
  ["- a\n", "line 1: The policy is a list, not a group of fields."],
  [
    "extends: atrim\n",
    'line 1: extends is "atrim". Did you mean `atrium`? Write one of `atrium`, `pci`, `seal`, `trustledger`.',
  ],
  [
    "extends: __proto__\n",
    'line 1: extends is "__proto__". Write one of `atrium`, `pci`, `seal`, `trustledger`.',
  ],
  ["extends: [atrium]\n", "line 1: extends is a list. Write one of `atrium`, `pci`, `seal`, `trustledger`."],
  [
    "extends: atrium\nlevels:\n",
    "line 2: levels is empty. Write entries below it, indented, or `{}` for none.",
  ],
  ["extends: atrium\nlevels:\n\tP1: {}\n", "line 3: This line starts with a tab. Use spaces."],
  [
    "extends: atrium\ngithub: { label: a }\ngithub: { label: b }\n",
    "line 3: github is written twice. Keep one of the two.",
  ],
  [
    "extends: atrium\n---\nid: b\n",
    "line 2: A second document starts here with `---`. Keep one policy per file.",
  ],
  [
    "extends: atrium\nname: &n Us\nsource: *n\n",
    "line 3: `*n` repeats another part of the file. Write the value out here.",
  ],
  [
    "extends: atrium\n__proto__: { id: x }\n",
    "line 2: `__proto__` cannot be used as a name. Choose another one.",
  ],
  [
    "extends: atrium\n? [a, b]\n: 1\n",
    "line 2: The name before `:` must be one word or text, not a list or a group.",
  ],
  [
    "extends: atrium\nname: !!js/function 'x'\n",
    "line 2: `!` at the start names a type that a policy does not know.",
  ],
  ['extends: atrium\nname: "Us\n', "A letter is missing here: most often a closing quote or bracket"],
  [
    "extends: atrium\nlevels:\n  4th: null\n  P0: { rank: 2.5 }\n",
    "line 4: levels.P0.rank is `2.5`. Write the rank as a whole number",
  ],
  [
    "extends: atrium\nroles:\n  4th: { name: a, duty: b }\n",
    "line 3: roles.4th cannot be named so. Use letters, digits, spaces, `-` or `_`, and start with a letter.",
  ],
  [
    "extends: atrium\nhotfix: { branch: a..b }\n",
    'line 2: hotfix.branch is "a..b". Write a branch name such as `hotfix/incident-{date}`.',
  ],
  [
    "extends: atrium\ntracker: { path: a/../b.md }\n",
    'line 2: tracker.path is "a/../b.md". Write a path inside the repository',
  ],
  [
    "extends: atrium\nalerts: { rules: [{ match: { severity: 4 }, level: P1 }] }\n",
    "line 2: alerts.rules[0].match.severity is `4`. Write the label's value in quotes, or a list of values.",
  ],
  [
    "extends: atrium\nlevels: { P1: { external: [{ where: X, what: y, when: soon }] } }\n",
    'is "soon". Write `always`, or `downtimeOverMin:` with minutes.',
  ],
])("%j is answered in plain words", (text, says) => {
  expect(refusal(text).join("\n")).toContain(says);
});

test("parts that do not fit together are refused like a wrong field, each at its line", () => {
  expect(
    refusal(
      "extends: atrium\nlevels:\n  P1:\n    rank: 1\n    roles: [commander, cook]\n  P3: null\ntracker: { path: plan.md }\n",
    ),
  ).toEqual([
    '.muster/policy.yaml line 1: alerts.rules[2].level is "P3", which is no level. Write one of `P0`, `P1`, `P2`, or `null` for no incident.',
    ".muster/policy.yaml line 4: levels.P1.rank is 1, as is that of P0. Give each level its own rank; 1 is the highest.",
    '.muster/policy.yaml line 5: levels.P1.roles[1] is "cook", which is no role. Write one of `commander`, `communications`, `scribe`.',
  ]);
});

test("numbers and words that YAML would bend are names all the same", () => {
  expect(
    Object.keys(policy("extends: atrium\npeople: { 404: { github: ada }, on: { github: bo } }").people),
  ).toEqual(["404", "on"]);
});

describe("presets that extend presets", () => {
  const { levels, ...rest } = atrium;
  const presets = {
    base: { ...rest, levels },
    ours: { extends: "base", name: "Ours" },
    ping: { extends: "pong" },
    pong: { extends: "ping" },
    lost: { extends: "nowhere" },
  };

  test("a chain is followed to its end", () => {
    const loaded = loadPolicy("extends: ours\ngithub: { label: outage }", { file, presets });
    expect(loaded).toMatchObject({
      ok: true,
      value: { policy: { name: "Ours", github: { label: "outage" }, id: "atrium" } },
    });
  });

  test("a circle is told", () => {
    expect(refusal("extends: ping", presets)).toEqual([
      '.muster/policy.yaml line 1: extends is "ping". It leads back to itself: ping → pong → ping. Take one `extends` of these out.',
    ]);
  });

  test("a preset that extends an unknown one is told", () => {
    expect(refusal("extends: lost", presets).join()).toContain(
      "Write one of `base`, `ours`, `ping`, `pong`, `lost`.",
    );
  });
});

test("the same policy under another id differs in nothing but the id", () => {
  const { id: _, ...own } = policy(`extends: atrium${mild}`);
  const renamed = loadPolicy(`extends: zephyr${mild}`, {
    file,
    presets: { zephyr: { ...atrium, id: "zephyr" } },
  });
  if (!renamed.ok) throw new Error("The renamed preset was refused.");
  const { id, ...others } = renamed.value.policy;
  expect(id).toBe("zephyr");
  expect(others).toEqual(own);
  expect(renamed.value.warnings.map(sayProblem)).toEqual(warnings(`extends: atrium${mild}`));
});

describe("a file that wants to do harm", () => {
  const limitMs = 10_000;
  const bombs: [string, string, RegExp][] = [
    ["10 MB", `name: ${"a".repeat(10_000_000)}`, /has 9766 KiB; 256 KiB fit/],
    [
      "a billion laughs",
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[..."bcdefghi"].map((c, i) => `${c}: &${c} [${`*${"abcdefgh"[i]},`.repeat(9)}]`).join("\n")}`,
      /Write the value out here/,
    ],
    ["brackets in brackets", `a: ${"[".repeat(200_000)}`, /nested more than 20 deep/],
    ["dashes in dashes", "- ".repeat(100_000), /nested more than 20 deep/],
    ["braces in braces", "{".repeat(200_000), /nested more than 20 deep/],
    [
      "twenty thousand fields",
      Array.from({ length: 20_000 }, (_, n) => `a${n}: 1`).join("\n"),
      /From here on there are \d+ more/,
    ],
    ["quotes", '"'.repeat(200_000), /cannot be read as YAML/],
    ["documents", "---\n".repeat(60_000), /A second document/],
    ["colons", ": \n".repeat(80_000), /a name is missing/],
    ["questions", "? ".repeat(100_000), /nested more than 20 deep|line 1/],
    ["anchors", "&a ".repeat(60_000), /Leave it out/],
    [
      "thousands of people",
      `extends: atrium\npeople:\n${Array.from({ length: 9_000 }, (_, n) => `  k${n}: { github: a${n} }`).join("\n")}`,
      /people has 9000 entries; 1000 fit/,
    ],
    [
      "thousands of roles",
      `extends: atrium\nroles:\n${Array.from({ length: 6_000 }, (_, n) => `  k${n}: { name: a, duty: b }`).join("\n")}`,
      /roles has 600\d entries; 50 fit/,
    ],
    ["a NUL", "extends: atrium\nname: a\0b\n", /line 2: name holds the control character U\+0000/],
    [
      "an escaped NUL",
      'extends: atrium\nname: "a\\0b"\n',
      /line 2: name holds the control character U\+0000/,
    ],
    [
      "a name with a bell",
      "extends: atrium\nroles: { a\u0007b: null }\n",
      /line 2: This name holds .* U\+0007/,
    ],
    ["half a letter", "extends: atrium\nname: a\ud800\n", /line 2: name holds the control character U\+D800/],
    [
      "a comment that turns the text around",
      "extends: atrium\n# fine \u202e } 0P {\nname: x\n",
      /line 2: A letter that nobody sees stands here \(U\+202E\)/,
    ],
    ["nothing but NUL", "\0".repeat(100_000), /The file holds the control character/],
    [
      "a name without end",
      `extends: atrium\nrole${"s".repeat(200_000)}: 1`,
      /not a field that I know|very long/,
    ],
  ];
  test.each(bombs)("%s is refused in bounded time and few words", (_, text, says) => {
    const startMs = performance.now();
    const said = refusal(text);
    expect(performance.now() - startMs).toBeLessThan(limitMs);
    expect(said.join("\n")).toMatch(says);
    expect(said.length).toBeLessThanOrEqual(50);
    expect(said.join("\n").length).toBeLessThan(20_000);
  });

  test("a file that is taken warns in few words as well", () => {
    const people = Array.from({ length: 900 }, (_, n) => `  k${n}: {}`).join("\n");
    const said = warnings(`extends: atrium\npeople:\n${people}\n`);
    expect(said).toHaveLength(50);
    expect(said.at(-1)).toMatch(/From here on there are \d+ more/);
  });

  test("prototype names never reach an object", () => {
    loadPolicy(
      'extends: atrium\n"__proto__": { polluted: true }\nconstructor: { prototype: { polluted: true } }',
      { file },
    );
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("any text", () => {
  const words = fc.constantFrom(
    "extends: atrium",
    "levels:",
    "  P1:",
    "    rank:",
    " 1",
    "\n",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "*a",
    "&a",
    "!!set",
    "? ",
    ": ",
    "\t",
    "'",
    '"',
    "null",
    "|",
    ">",
    "#",
    "<<: ",
    "---",
    "\u2028",
    "\0",
    "%YAML 1.1\n",
    "__proto__: ",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(words).map((parts) => parts.join("")),
  );

  test("never throws, and every problem has a line inside the file and words", () => {
    fc.assert(
      fc.property(text, (given) => {
        const loaded = loadPolicy(given, { file });
        const problems = loaded.ok ? loaded.value.warnings : loaded.refused;
        if (!loaded.ok) expect(problems.length).toBeGreaterThan(0);
        const lines = given.split("\n").length;
        for (const problem of problems) {
          expect(problem.line).toBeGreaterThanOrEqual(1);
          expect(problem.line).toBeLessThanOrEqual(lines + 1);
          expect(problem.column).toBeGreaterThanOrEqual(1);
          expect(problem.message).not.toMatch(/undefined|\[object|invalid/i);
          expect(problem.message).toBe(problem.message.toWellFormed());
        }
      }),
      { numRuns: 500 },
    );
  });

  test("any tree of fields is either taken whole or told where it is wrong", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom("levels", "roles", "people", "alerts", "github", "name", "x"),
          fc.jsonValue(),
        ),
        (tree) => {
          const loaded = loadPolicy(JSON.stringify({ extends: "atrium", ...tree }), { file });
          const problems = loaded.ok ? [] : loaded.refused;
          for (const problem of problems) expect(problem.message).not.toMatch(/undefined|\[object|invalid/i);
        },
      ),
    );
  });
});
