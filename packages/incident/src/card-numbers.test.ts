import { explain } from "./explain.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findSecrets, withhold } from "./secrets.ts";

/** The digits with the check digit that makes them whole. Written apart from the code that is tested. */
function withCheckDigit(digits: string): string {
  const total = [...digits].reverse().reduce((sum, digit, index) => {
    const value = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return sum + Math.floor(value / 10) + (value % 10);
  }, 0);
  return `${digits}${(10 - (total % 10)) % 10}`;
}

const digits = (count: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((all) => all.join(""));
const card = (prefix: string, length: number) =>
  digits(length - prefix.length - 1)
    .map((rest) => withCheckDigit(`${prefix}${rest}`))
    // An amount in the smallest unit looks like this; no card does but one in a million.
    .filter((number) => !number.endsWith("000000"));
const sixteen = fc.oneof(
  ...["4", "51", "55", "2221", "2720", "6011", "649", "65", "3530", "62"].map((prefix) => card(prefix, 16)),
);
const amex = fc.oneof(card("34", 15), card("37", 15));
const grouped = (number: string, groups: number[], separator: string): string => {
  let at = 0;
  return groups.map((size) => number.slice(at, (at += size))).join(separator);
};
const separator = fc.constantFrom(" ", "-", ".", "\u00a0");

describe("S3-61: a card number", () => {
  test("of any scheme is found, in one piece or in groups, whatever stands around it", () => {
    const around = fc.constantFrom(
      ["paid with ", " yesterday"],
      ["card: ", ", exp 12/29"],
      ["(", ")"],
      ["pan=", "&cvv=123"],
      ['{"number":"', '"}'],
      ["", ""],
      ["it was ", "."],
    );
    fc.assert(
      fc.property(sixteen, amex, separator, around, (number, other, mark, [before, after]) => {
        for (const text of [
          number,
          other,
          grouped(number, [4, 4, 4, 4], mark),
          grouped(other, [4, 6, 5], mark),
        ]) {
          const clean = withhold(`${before}${text}${after}`);
          expect(clean.kinds).toEqual(["card number"]);
          expect(clean.text).toBe(`${before}[withheld: card number]${after}`);
        }
      }),
    );
  });

  test("with one digit wrong is none", () => {
    fc.assert(
      fc.property(sixteen, fc.nat(15), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const wrong = `${number.slice(0, at)}${(Number(number[at]) + by) % 10}${number.slice(at + 1)}`;
        expect(findSecrets(`see ${wrong} there`)).toEqual([]);
      }),
    );
  });

  test("of nineteen or thirteen digits counts where the words speak of a card", () => {
    fc.assert(
      fc.property(fc.oneof(card("4", 19), card("4", 13), card("62", 19)), (number) => {
        expect(withhold(`the card ${number} leaked`).kinds).toEqual(["card number"]);
        expect(withhold(`block ${number} was late`).kinds).toEqual([]);
      }),
    );
  });
});

describe("S3-61: what only looks like a card number is left as it is", () => {
  const hex = (count: number) =>
    fc
      .array(fc.constantFrom(..."0123456789abcdef"), { minLength: count, maxLength: count })
      .map((all) => all.join(""));
  const untouched = (texts: fc.Arbitrary<string>): void =>
    fc.assert(
      fc.property(texts, (text) => {
        expect(findSecrets(text)).toEqual([]);
      }),
      { numRuns: 500 },
    );

  test("hashes, addresses and commits", () => {
    untouched(hex(64).map((hash) => `tx 0x${hash} was mined`));
    untouched(hex(40).map((address) => `sent to 0x${address}`));
    untouched(hex(40).map((commit) => `in ${commit}`));
    untouched(sixteen.map((number) => `tx 0x${number.repeat(4)}`));
  });

  test("Discord's ids, mentions and links", () => {
    // Ids made between 2015 and 2090 have 17 to 19 digits.
    const snowflake = fc
      .bigInt({ min: 10n ** 16n, max: 9n * 10n ** 18n })
      .map(String)
      .filter((id) => id.length >= 17);
    untouched(snowflake.map((id) => `<@${id}> and <#${id}>`));
    untouched(snowflake.map((id) => `https://discord.com/channels/${id}/${id}/${id}`));
    untouched(snowflake.map((id) => `message ${id}`));
  });

  test("instants in milli-, micro- and nanoseconds, and dates", () => {
    // Until 2039.
    const ms = fc.integer({ min: 1_000_000_000_000, max: 2_199_999_999_999 });
    untouched(ms.map((at) => `at ${at}, ${at}123 and ${at}456789`));
    untouched(ms.map((at) => new Date(at).toISOString()));
  });

  test("amounts in wei and with decimals", () => {
    untouched(fc.integer({ min: 1, max: 9_999_999 }).map((milli) => `${milli}000000000000000 wei`));
    untouched(sixteen.map((number) => `0.${number} ETH and 12.${number}`));
    untouched(sixteen.map((number) => `${number}.25 USD`));
  });

  test("UUIDs", () => {
    untouched(fc.uuid());
    untouched(
      sixteen.map(
        (n) => `${n.slice(0, 8)}-${n.slice(8, 12)}-${n.slice(12)}-${n.slice(0, 4)}-${n.slice(0, 12)}`,
      ),
    );
  });

  test("an IBAN and telephone numbers", () => {
    expect(findSecrets("DE89 3704 0044 0532 0130 00 and GB29 NWBK 6016 1331 9268 19")).toEqual([]);
    expect(findSecrets("call +49 30 1234 5678 or 555-0100-4444")).toEqual([]);
  });
});

test("S3-61: the refusal of a card number says what to write instead, and speaks of no rotation", () => {
  const said = explain({ because: "secret", kinds: ["card number"] });
  expect(said).toContain("the last four digits are fine");
  expect(said).not.toContain("rotate");
  expect(explain({ because: "secret", kinds: ["card number", "AWS key"] })).toContain("rotate");
});
