import { bo, declared, examples, play } from "@muster/incident/testing";
import type { Incident } from "@muster/incident";
import { expect, test } from "vitest";
import { lookalikesOf } from "./lookalikes.ts";
import { wordsOf } from "./words-of.ts";

type About = {
  title: string;
  cause?: string;
  service?: string;

  ref: string;
  isDrill?: boolean;
};

/** An incident that is over. */
function over({ title, cause, service, ref, isDrill = false }: About): Incident {
  const story = play(
    declared({ title, isDrill }),
    ...(service === undefined
      ? []
      : [[1, { ...examples["note-service"], name: service }] as [number, (typeof examples)["note-service"]]]),
    ...(cause === undefined
      ? []
      : [[3, { do: "find-root-cause", text: cause }] as [number, { do: "find-root-cause"; text: string }]]),
    [4, examples.resolve],
  );
  return { ...story.incident, id: `id-${ref}`, ref };
}

const fresh = (title: string, service?: string): Incident => {
  const story = declared({ title });
  const known =
    service === undefined ? story : play(story, [1, { ...examples["note-service"], name: service }]);
  return { ...known.incident, id: "id-new", ref: "INC-50" };
};
const refs = (one: Incident, past: Incident[], max = 3): string[] =>
  lookalikesOf(one, past, max).map(({ ref }) => ref);

test("words are compared without case, accents, endings and what stands in any title", () => {
  expect(wordsOf("The Withdrawals FAILED again: Bridge-Relayer déconnecté, 503 errors on it")).toEqual([
    "withdrawal",
    "bridge",
    "relayer",
    "deconnecte",
    "503",
  ]);
  expect(wordsOf("withdrawal leaking")).toEqual(wordsOf("Withdrawals leaked"));
  expect(wordsOf("an error, an outage of 2")).toEqual(["outage"]);
});

test("three words in common are enough, two are not; two and the same service are", () => {
  const past = over({ title: "Withdrawals stuck in the bridge queue", service: "Vault", ref: "INC-12" });
  expect(refs(fresh("Bridge: withdrawals wait in a queue"), [past])).toEqual(["INC-12"]);
  expect(refs(fresh("Bridge is slow for withdrawals"), [past])).toEqual([]);
  expect(refs(fresh("Bridge is slow for withdrawals", "vault"), [past])).toEqual(["INC-12"]);
  // The same service alone says nothing: half of all incidents hit the same one.
  expect(refs(fresh("Certificate expires", "vault"), [past])).toEqual([]);
});

test("the cause that was found then counts like the title, and what is in common is told", () => {
  const past = over({
    title: "Deposits wrong",
    cause: "the oracle served stale prices after the upgrade",
    ref: "INC-3",
  });
  const [found] = lookalikesOf(fresh("Oracle: stale price feed"), [past], 3);
  expect(found).toMatchObject({
    ref: "INC-3",
    shared: { alert: null, kind: null, services: [], words: ["oracle", "stale", "price"] },
    postmortem: null,
    item: null,
  });
});

test("its open action item comes along: the one that was due first, with its owner", () => {
  const story = play(
    declared({ title: "Oracle serves stale prices" }),
    [1, { do: "add-action", text: "second oracle", owner: bo, due: "20d" }],
    [2, { do: "add-action", text: "alert on price age", owner: bo, due: "3d" }],
    [3, { do: "add-action", text: "write it down", owner: bo, due: "1d" }],
    [4, { do: "complete-action", action: "A3" }],
    [5, examples.resolve],
  );
  const past = { ...story.incident, id: "id-past", ref: "INC-9" };
  expect(lookalikesOf(fresh("Stale oracle price"), [past], 3)).toMatchObject([
    {
      ref: "INC-9",
      item: { id: "A2", text: "alert on price age", owner: { name: "bo" }, due: "2026-01-08" },
      openItems: 2,
    },
  ]);
});

test("the same alert is enough by itself", () => {
  const signals = examples["report-signals"].signals;
  const story = play(declared({ title: "Something odd", signals }), [1, examples.resolve]);
  const again = { ...declared({ title: "Other words", signals }).incident, id: "id-new", ref: "INC-50" };
  const [found] = lookalikesOf(again, [{ ...story.incident, id: "id-past", ref: "INC-9" }], 3);
  expect(found?.shared.alert).toBe("RpcDown");
});

test("a word that stands in most of what was is no word; a drill and what is not over are no past", () => {
  const usual = ["a", "b", "c", "d", "e"].map((letter, at) =>
    over({ title: `Relayer stuck: queue ${letter.repeat(4)}`, ref: `INC-${at + 1}` }),
  );
  expect(refs(fresh("Relayer stuck: queue zzzz"), usual)).toEqual([]);
  const title = "Withdrawals stuck in the bridge queue";
  expect(refs(fresh(title), [over({ title, ref: "INC-8", isDrill: true })])).toEqual([]);
  expect(refs(fresh(title), [{ ...fresh(title), id: "id-other", ref: "INC-9" }])).toEqual([]);
});

test("the likest comes first, then the newest by number, whatever the order in which they are looked at", () => {
  const past = [
    over({ title: "Bridge queue: withdrawals stuck", ref: "INC-9" }),
    over({ title: "Bridge queue, withdrawals", ref: "INC-10" }),
    over({ title: "Bridge queue withdrawals", ref: "INC-11" }),
    over({ title: "Bridge queue and withdrawals", ref: "INC-2" }),
    ...["kyc", "tls", "dns", "rpc", "sso", "npm", "vpn", "ens", "iam", "cdn", "aws", "gcp"].map((word, at) =>
      over({ title: `Trouble ${word}`, ref: `INC-${at + 20}` }),
    ),
  ];
  const one = fresh("Stuck withdrawals in the bridge queue");
  expect(refs(one, past)).toEqual(["INC-9", "INC-11", "INC-10"]);
  expect(refs(one, past.toReversed())).toEqual(["INC-9", "INC-11", "INC-10"]);
});
