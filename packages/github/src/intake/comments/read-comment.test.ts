import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commentCommands } from "./commands/all.ts";
import { keyOf, type CommentCommand } from "./grammar.ts";
import { readComment, writeCommand, type Said } from "./read-comment.ts";

const orders = (body: string): unknown[] =>
  readComment(body).map((said) =>
    said.is === "asked" && said.asked.ask === "order" ? said.asked.command : said,
  );
const only = (body: string): Said => {
  const [said, ...more] = readComment(body);
  if (said === undefined || more.length > 0) throw new Error(`${more.length + (said ? 1 : 0)} commands`);
  return said;
};
const bo = { name: "bo", discord: null, github: "bo" };

describe("a command in a comment", () => {
  test.each<[string, object]>([
    ["/incident severity P0", { do: "change-severity", level: "P0", reason: null }],
    [
      "/incident severity P1 because it is better",
      { do: "change-severity", level: "P1", reason: "it is better" },
    ],
    ["/incident severity P1 it is better", { do: "change-severity", level: "P1", reason: "it is better" }],
    ["/incident severity P1, reason: better", { do: "change-severity", level: "P1", reason: "better" }],
    ["/INCIDENT Sev P1", { do: "change-severity", level: "P1", reason: null }],
    ["/incident update: all is well", { do: "update", text: "all is well" }],
    ["/incident update\nWe know:\n- a\n\n  - b", { do: "update", text: "We know:\n- a\n\n  - b" }],
    [
      "/incident mitigate paused the vault, verified: withdrawals 0 for 5 min",
      { do: "mitigate", what: "paused the vault", verified: "withdrawals 0 for 5 min" },
    ],
    [
      "/incident mitigate paused, verified nothing drains",
      { do: "mitigate", what: "paused", verified: "nothing drains" },
    ],
    [
      "/incident mitigate paused after bo verified it\nverified: balance is stable\nfor 5 min",
      { do: "mitigate", what: "paused after bo verified it", verified: "balance is stable\nfor 5 min" },
    ],
    [
      "/incident mitigate what: paused verified: stable",
      { do: "mitigate", what: "paused", verified: "stable" },
    ],
    [
      "/incident decision we pause the vault because funds drain because of a bug",
      { do: "decide", text: "we pause the vault", reason: "funds drain because of a bug" },
    ],
    ["/incident root cause a rounding error", { do: "find-root-cause", text: "a rounding error" }],
    ["/incident reopen reason: it is back", { do: "reopen", reason: "it is back" }],
    ["/incident merge `INC-2`", { do: "merge", into: null, asked: "INC-2" }],
    ["/incident hotfix", { do: "request-hotfix" }],
    ["/incident role take commander", { do: "take-role", role: "commander" }],
    ["/incident role Incident Commander @bo", { do: "offer-role", role: "Incident Commander", to: bo }],
    ["/incident role offer commander to @bo", { do: "offer-role", role: "commander", to: bo }],
    ["/incident take commander", { do: "take-role", role: "commander" }],
    [
      "/action add Write a runbook @bo 2026-12-01",
      { do: "add-action", text: "Write a runbook", owner: bo, due: "2026-12-01" },
    ],
    ["/action add @bo Write it by 3d", { do: "add-action", text: "Write it", owner: bo, due: "3d" }],
    [
      "/action add Ask @eve about 3d, due 2w, owner @bo",
      { do: "add-action", text: "Ask @eve about 3d", owner: bo, due: "2w" },
    ],
    ["/action add Write it owner: @bo due: 3d", { do: "add-action", text: "Write it", owner: bo, due: "3d" }],
    ["/action done A1", { do: "complete-action", action: "A1" }],
    [
      "/task give Restart node 5 @bo 15m",
      { do: "give-task", text: "Restart node 5", to: bo, minutes: 15, kind: "fix", reason: null },
    ],
    ["/task done T1 it is up", { do: "finish-task", task: "T1", result: "it is up" }],
    ["/task more T1 20 min", { do: "extend-task", task: "T1", minutes: 20 }],
    [
      "/checklist tick pause it is paused",
      { do: "tick-steps", steps: ["pause"], note: "it is paused", owner: null, due: null },
    ],
    ["/comms downtime 14:05 until 14:40", { do: "tell-downtime", since: "14:05", until: "14:40" }],
  ])("%j", (body, command) => {
    expect(orders(body)).toEqual([command]);
  });

  test("several in one comment are taken in order, each with its own lines, whatever ends the lines", () => {
    const body =
      "Thanks all.\r\n\r\n/incident note one\r\nmore\r\n/incident severity P0\r\n\r\n/action done A1";
    expect(orders(body)).toEqual([
      expect.objectContaining({ do: "note", text: "one\nmore" }),
      { do: "change-severity", level: "P0", reason: null },
      { do: "complete-action", action: "A1" },
    ]);
  });

  test("that lacks something says what; one that is misspelt says what was meant; what nobody uses is given back", () => {
    expect(only("/incident mitigate paused the vault")).toMatchObject({
      is: "incomplete",
      missing: ["verified"],
      said: "/incident mitigate paused the vault",
    });
    expect(only("/incident mitgate x, verified: y")).toMatchObject({
      is: "unknown",
      instead: { name: "mitigate" },
    });
    expect(only("/incidnet resolve over")).toMatchObject({ is: "unknown", instead: { name: "resolve" } });
    expect(only("/incident tick a")).toMatchObject({
      is: "unknown",
      instead: { group: "checklist", name: "tick" },
    });
    expect(only("/incident xyzzy")).toMatchObject({ is: "unknown", instead: null });
    expect(only("/incident merge INC-2 the same alert")).toMatchObject({
      is: "asked",
      unused: "the same alert",
    });
  });

  test.each([
    ["quoted", "> /incident resolve over"],
    ["quoted, on the lazy line", "> said\n/incident resolve over"],
    ["fenced", "```\n/incident resolve over\n```"],
    ["fenced and never closed", "~~~ sh\n/incident resolve over"],
    ["fenced in a list", "- ```\n  /incident resolve over\n  ```"],
    ["indented", "text\n\n    /incident resolve over"],
    ["inline code", "`/incident resolve over`"],
    ["inline code over two lines", "`see\n/incident resolve over`"],
    ["hidden", "<!--\n/incident resolve over\n-->"],
    ["in HTML", "<pre>\n/incident resolve over\n</pre>"],
    ["in the midst of a line", "please /incident resolve over"],
    ["a path", "/var/log/incident resolve"],
    ["a path with a group's name", "/incident/resolve over"],
  ])("is none when it is %s", (_, body) => {
    expect(readComment(body)).toEqual([]);
  });

  test("quoted words and hidden comments are no part of its text", () => {
    expect(orders("/incident note mine\n\n> theirs\n\nmine again <!-- hidden -->")).toMatchObject([
      { do: "note", text: "mine\n\n\n\nmine again ".trimEnd() },
    ]);
  });

  test("characters that nobody sees neither hide one nor make another; those that turn its direction are refused", () => {
    expect(orders("\u200b/inci\u200bdent\u00ad resolve over")).toMatchObject([
      { do: "resolve", summary: "over" },
    ]);
    expect(only("/incident resolve \u202eover\u202c")).toMatchObject({ is: "disguised" });
    expect(readComment("\u2066> /incident resolve over")).toEqual([]);
    // The letters of a text are left alone.
    expect(orders("/incident note\nنمی\u200cخواهم")).toMatchObject([{ text: "نمی\u200cخواهم" }]);
  });
});

describe("the table of commands", () => {
  test.each(commentCommands.map((command): [string, CommentCommand] => [command.example, command]))(
    "understands its own example: %s",
    (example, command) => {
      expect(only(example)).toMatchObject({
        is: "asked",
        command: { group: command.group, name: command.name },
        unused: null,
      });
    },
  );

  test("has no two commands of one name", () => {
    const names = commentCommands.flatMap(({ group, name, also }) =>
      [name, ...also].map((each) => `${group} ${each}`),
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe("whatever is written", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "/incident resolve over",
      "/incident note",
      "/action add x @bo 3d",
      "/task",
      "/link AAAA-BBBB",
      "/incident mitigate a, verified: b",
      "> ",
      "```",
      "~~~",
      "    ",
      "\t",
      "`",
      "<!--",
      "-->",
      "<pre>",
      "</pre>",
      "- ",
      "1. ",
      "# ",
      "---",
      "===",
      "\u202e",
      "\u200b",
      "\ufeff",
      "\n",
      "\r\n",
      "\n\n",
      "[a]: b",
      "@bo",
      "because",
      "verified:",
      "due:",
      "|",
    ),
    fc.string({ unit: "binary", maxLength: 6 }),
  );
  const bodies = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(""));

  test("reading never throws and is quick", () => {
    fc.assert(
      fc.property(bodies, (body) => void readComment(body)),
      { numRuns: 200 },
    );
    const long = [
      "/incident mitigate ",
      " ".repeat(60_000),
      "verified ".repeat(6_000),
      ", ".repeat(30_000),
      "@".repeat(60_000),
    ];
    const startedAt = performance.now();
    for (const text of long) readComment(`/incident mitigate ${text}\n/action add ${text}`);
    expect(performance.now() - startedAt).toBeLessThan(8_000);
  });

  test("a comment in which all lines are quoted, fenced or indented gives no command", () => {
    const wraps: ((body: string) => string)[] = [
      (body) =>
        body
          .split(/\r\n?|[\n\u0085\u2028\u2029]/)
          .map((line) => `> ${line}`)
          .join("\n"),
      (body) =>
        body
          .split(/\r\n?|[\n\u0085\u2028\u2029]/)
          .map((line) => `    ${line}`)
          .join("\n"),
      (body) => `\`\`\`\`\`\`\`\`\`\n${body.replaceAll("`", "'")}\n\`\`\`\`\`\`\`\`\``,
      (body) => `<!-- ${body.replaceAll("-->", "--")} -->`,
    ];
    fc.assert(
      fc.property(bodies, fc.constantFrom(...wraps), (body, wrap) => {
        expect(readComment(wrap(body))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  const words = fc
    .array(fc.stringMatching(/^[\p{L}\d!?.'"()%€]{1,8}$/u), { minLength: 1, maxLength: 8 })
    .map((each) => each.join(" "))
    .filter((said) => !/verified|because|until|since|from|^\d+[.)]/i.test(said));
  const value = {
    text: words,
    word: fc.stringMatching(/^[A-Za-z]\w{0,9}$/),
    person: fc.constantFrom("@bo", "@cy-1"),
    day: fc.constantFrom("3d", "2026-12-01"),
    span: fc.constantFrom("15m"),
  };

  test("what is written by the rules is read back, field by field", () => {
    const written = fc
      .constantFrom(...commentCommands)
      .chain((command) =>
        fc
          .record(
            Object.fromEntries(
              command.fields.map(({ name, is, oneOf }) => [
                name,
                oneOf.length === 0 ? value[is] : fc.constantFrom(...oneOf),
              ]),
            ),
          )
          .map((values): [CommentCommand, Record<string, string>] => [command, values]),
      );
    fc.assert(
      fc.property(written, ([command, values]) => {
        const said = only(writeCommand(command, values));
        if (said.is !== "asked") throw new Error(`${keyOf(command)} is ${said.is}`);
        const given = {
          text: (name: string) => values[name]!,
          optional: (name: string) => values[name]!,
          person: (name: string) => ({
            name: values[name]!.slice(1),
            discord: null,
            github: values[name]!.slice(1),
          }),
        };
        expect(said.asked).toEqual(command.read(given));
      }),
      { numRuns: 300 },
    );
  });
});

test("B19: on an action item's own issue the item need not be named, and another may be", () => {
  const on = (text: string): unknown => {
    const [said] = readComment(text, "A3");
    return said?.is === "asked" && said.asked.ask === "order" ? said.asked.command : said?.is;
  };
  expect(on("/action done")).toEqual({ do: "complete-action", action: "A3" });
  expect(on("/action done A1")).toEqual({ do: "complete-action", action: "A1" });
  expect(on("/action due 2w")).toEqual({ do: "schedule-action", action: "A3", due: "2w" });
  expect(on("/action owner @bo")).toMatchObject({ do: "assign-action", action: "A3" });
  expect(on("/action snooze until 2w because the release comes first")).toEqual({
    do: "snooze-action",
    action: "A3",
    until: "2w",
    reason: "the release comes first",
  });
  expect(on("/action blocked because the audit is not back")).toMatchObject({
    action: "A3",
    status: "blocked",
  });
  expect(on("/action add Write a test @bo 2026-12-01")).toMatchObject({
    do: "add-action",
    text: "Write a test",
  });
});
