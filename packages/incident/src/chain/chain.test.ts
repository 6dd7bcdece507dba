import { describe, expect, test } from "vitest";
import type { Command } from "../command.ts";
import { decide } from "../decide.ts";
import { explain } from "../explain.ts";
import { ada, at, by, declared, examples, play, setting } from "../testing.ts";

const address = `0x${"ab".repeat(20)}`;
const refusal = (command: Command): string => {
  const decided = decide(declared().incident, { command, actor: by(ada) }, setting, at(1));
  return decided.ok ? "taken" : explain(decided.refused);
};

test("S0R-22: transactions, addresses, movements and the attacker's addresses are kept with who noted them and when", () => {
  const { incident } = play(
    declared(),
    [2, examples["note-transaction"]],
    [3, examples["note-address"]],
    [4, examples["note-movement"]],
    [5, examples["note-attacker"]],
  );
  const { transactions, addresses, movements, attackers } = incident.chain;
  expect([transactions, addresses, movements, attackers].map((list) => list.length)).toEqual([1, 1, 1, 1]);
  expect(addresses[0]).toMatchObject({ address, status: "at-risk", by: ada, at: at(3).toISOString() });
  expect(incident.timeline.at(-2)!.text).toContain("11,000,000 DAI moved from 0xabab");
});

test("an address that is noted again stands once, as it stands now, and the timeline keeps how it stood", () => {
  const { incident } = play(
    declared(),
    [2, examples["note-address"]],
    [9, { ...examples["note-address"], address: address.toUpperCase().replace("0X", "0x"), status: "saved" }],
  );
  expect(incident.chain.addresses.map(({ status }) => status)).toEqual(["saved"]);
  expect(incident.timeline.at(-1)!.text).toContain("is saved, was at risk");
});

describe("is refused with what to write", () => {
  test.each<[string, Command, string]>([
    ["half a hash", { ...examples["note-transaction"], hash: "0x1234" }, "Paste it whole"],
    ["words for an address", { ...examples["note-address"], address: "the vault" }, "is no address"],
    ["a status that there is not", { ...examples["note-address"], status: "gone" }, "`at-risk`"],
    ["a key in the words", { ...examples["note-transaction"], what: `key ${"ab".repeat(32)}` }, "secret"],
  ])("%s", (_, command, says) => {
    expect(refusal(command)).toContain(says);
  });
});
