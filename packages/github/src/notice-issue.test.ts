import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Remote } from "@muster/incident";
import { declared } from "@muster/incident/testing";
import { policy } from "@muster/incident/testing";
import { putIssueBlock, readBlock, issueBlock } from "@muster/templates";
import type { SeenIssue } from "./intake/intent.ts";
import { digestOf } from "./digest.ts";
import { firstMemory, peoplesPart, readIssueMemory, type IssueMemory } from "./issue-memory.ts";
import { isTie, noticeIssue, noticeIssueGone } from "./notice-issue.ts";

const { incident } = declared();

/** Our block in what people wrote, as a delivery would put it. */
function withBlock(theirs: string): string {
  const body = putIssueBlock({ base: null, theirs, view: { incident, policy, remotes: {} } });
  if (!body.ok) throw new Error("no block");
  return body.value;
}

const time = (second: number): string => new Date(Date.UTC(2026, 0, 5, 9, 0, second)).toISOString();
const seen = (body: string, second: number, change: Partial<SeenIssue> = {}): SeenIssue => ({
  number: 7,
  title: "INC-1",
  body,
  state: "open",
  labels: ["incident"],
  assignees: [],
  updatedAt: time(second),
  url: "https://github.com/acme/protocol/issues/7",
  ...change,
});

function kept(body: string, second: number, change: Partial<IssueMemory> = {}): Remote {
  return {
    id: "7",
    url: null,
    rendered: null,
    extra: { ...firstMemory(seen(body, second)), wrote: body, ...change },
  };
}
const memoryOf = (remote: Remote): IssueMemory => readIssueMemory(remote)!;

describe("news of an issue", () => {
  test("that are newer are remembered", () => {
    const body = withBlock("old");
    const told = noticeIssue(kept(body, 0), {
      issue: seen(withBlock("new"), 5, { state: "closed", labels: ["x"] }),
      replacedByUs: null,
      byBot: false,
    });
    expect(memoryOf(told)).toMatchObject({
      body: withBlock("new"),
      state: "closed",
      labels: ["x"],
      restore: null,
    });
  });

  test("that are older change nothing", () => {
    const remote = kept(withBlock("now"), 9);
    const told = noticeIssue(remote, {
      issue: seen(withBlock("before"), 5, { state: "closed" }),
      replacedByUs: null,
      byBot: false,
    });
    expect(memoryOf(told)).toEqual(memoryOf(remote));
  });

  test("of the same second are a tie that only GitHub can break, unless they are the echo of our own", () => {
    const first = withBlock("one");
    const write = { basis: "", digest: digestOf(first) };
    const remote = kept(withBlock("two"), 5, { writes: [write] });
    const tie = (body: string, second: number, byBot: boolean) =>
      isTie(remote, { issue: seen(body, second), replacedByUs: null, byBot });
    expect(tie(withBlock("three"), 5, false)).toBe(true);
    expect(tie(first, 5, false)).toBe(true);
    expect(tie(first, 5, true)).toBe(false);
    expect(tie(withBlock("two"), 5, false)).toBe(false);
    expect(tie(withBlock("three"), 6, false)).toBe(false);
    const echoed = noticeIssue(remote, { issue: seen(first, 5), replacedByUs: null, byBot: true });
    expect(memoryOf(echoed).body).toBe(withBlock("two"));
    const labelled = noticeIssue(remote, {
      issue: seen(withBlock("two"), 5, { labels: ["theirs"] }),
      replacedByUs: null,
      byBot: false,
    });
    expect(memoryOf(labelled).labels).toEqual(["theirs"]);
  });

  test("of an edit of ours that many others of the same second followed bring nothing old back", () => {
    const remote = kept(withBlock("now"), 5, { writes: [] });
    const first = noticeIssue(remote, {
      issue: seen(withBlock("first"), 5),
      replacedByUs: withBlock("now"),
      byBot: true,
    });
    expect(memoryOf(first).body).toBe(withBlock("now"));
  });

  test("of any number, in any order, end with the newest", () => {
    const news = [1, 2, 3, 4, 5].map((second) => seen(withBlock(`at ${second}`), second));
    fc.assert(
      fc.property(fc.shuffledSubarray([...news, ...news], { minLength: 10 }), (order) => {
        const end = order.reduce(
          (remote, issue) => noticeIssue(remote, { issue, replacedByUs: null, byBot: false }),
          kept(withBlock(""), 0),
        );
        expect(memoryOf(end).body).toBe(withBlock("at 5"));
      }),
      { numRuns: 50 },
    );
  });

  test("of an issue that something else wrote down start a memory", () => {
    const remote: Remote = { id: "7", url: null, rendered: null, extra: {} };
    expect(
      memoryOf(noticeIssue(remote, { issue: seen("mine", 3), replacedByUs: null, byBot: false })),
    ).toMatchObject({
      body: "mine",
      wrote: null,
    });
  });
});

describe("an edit of ours", () => {
  const basis = withBlock("First words.\r\n\r\nSecond words.");
  const ours = withBlock("First words.\r\n\r\nSecond words.");
  const writes = [{ basis: peoplesPart(basis)!, digest: digestOf(ours) }];

  test("that replaced what we knew loses nothing", () => {
    const told = noticeIssue(kept(ours, 5, { writes }), {
      issue: seen(ours, 5),
      replacedByUs: basis,
      byBot: true,
    });
    expect(memoryOf(told).restore).toBeNull();
  });

  test("that ran over a person's edit has it put back", () => {
    const theirs = withBlock("First words, corrected.\r\n\r\nSecond words.");
    const told = noticeIssue(kept(ours, 5, { writes }), {
      issue: seen(ours, 5),
      replacedByUs: theirs,
      byBot: true,
    });
    expect(memoryOf(told).restore).toBe(peoplesPart(theirs));
  });

  test("of which nothing is on record has it put back too, because we never change people's part", () => {
    const theirs = withBlock("First words, corrected.\r\n\r\nSecond words.");
    const told = noticeIssue(kept(ours, 5), { issue: seen(ours, 5), replacedByUs: theirs, byBot: true });
    expect(memoryOf(told).restore).toBe(peoplesPart(theirs));
  });

  test("that ran over one while a second person wrote on keeps both, whichever news come first", () => {
    const theirs = withBlock("First words, corrected.\r\n\r\nSecond words.");
    const later = withBlock("First words.\r\n\r\nSecond words.\r\n\r\nThird words.");
    const news = [
      { issue: seen(ours, 5), replacedByUs: theirs, byBot: true },
      { issue: seen(later, 8), replacedByUs: null, byBot: false },
    ];
    for (const order of [news, news.toReversed()]) {
      const told = order.reduce((remote, one) => noticeIssue(remote, one), kept(ours, 5, { writes }));
      expect(memoryOf(told).restore).toContain(
        "First words, corrected.\r\n\r\nSecond words.\r\n\r\nThird words.",
      );
    }
  });

  test("that put something back is not itself taken for a loss", () => {
    const healed = withBlock("First words, corrected.\r\n\r\nSecond words.");
    const write = { basis: peoplesPart(ours)!, digest: digestOf(healed) };
    const told = noticeIssue(kept(healed, 8, { writes: [...writes, write] }), {
      issue: seen(healed, 8),
      replacedByUs: ours,
      byBot: true,
    });
    expect(memoryOf(told).restore).toBeNull();
  });

  test("that put something back is not taken for a loss either when many others followed it", () => {
    const healed = withBlock("First words, corrected.\r\n\r\nSecond words.");
    const news = { issue: seen(healed, 8), replacedByUs: withBlock("Second words."), byBot: true };
    const later = [1, 2, 3, 4, 5].map((nth) => ({
      basis: peoplesPart(healed)!,
      digest: digestOf(`write ${nth}`),
    }));
    expect(memoryOf(noticeIssue(kept(healed, 20, { writes: later }), news)).restore).toBeNull();
  });

  test("where the marks are broken is left to people", () => {
    const broken = `${ours}\n${ours}`;
    const told = noticeIssue(kept(ours, 5, { writes }), {
      issue: seen(ours, 5),
      replacedByUs: broken,
      byBot: true,
    });
    expect(memoryOf(told).restore).toBeNull();
  });
});

test("an issue that is gone is remembered as gone, and late news do not bring it back", () => {
  const gone = noticeIssueGone(kept(withBlock("x"), 3), "https://github.com/acme/app/issues/3");
  expect(gone).toMatchObject({
    url: "https://github.com/acme/app/issues/3",
    extra: { gone: { where: expect.any(String) } },
  });
  expect(noticeIssue(gone, { issue: seen(withBlock("y"), 9), replacedByUs: null, byBot: false })).toEqual(
    gone,
  );
});

test("people's part keeps every byte of theirs", () => {
  const theirs = "\ufeffA\r\n\tB  \r\n";
  expect(readBlock(withBlock(theirs), issueBlock).ok).toBe(true);
  expect(peoplesPart(withBlock(theirs))!.startsWith(theirs)).toBe(true);
});
