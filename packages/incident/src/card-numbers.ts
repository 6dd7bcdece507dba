import type { Found, Reading } from "./secret-reading.ts";

/*
 * Numbers of payment cards. What is recorded of an incident is no place for them: PCI DSS 12.10.7 is about just such a find. A number
 * counts when an issuer's beginning, its length, the way its digits are grouped and its check digit all fit.
 */

export const cardNumber = "card number";

/** Beginnings and lengths by scheme. https://en.wikipedia.org/wiki/Payment_card_number#Issuer_identification_number_(IIN) */
const schemes: { begins: RegExp; lengths: readonly number[] }[] = [
  { begins: /^4/, lengths: [13, 16, 19] },
  { begins: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { begins: /^3[47]/, lengths: [15] },
  { begins: /^(?:6011|64[4-9]|65)/, lengths: [16, 19] },
  { begins: /^35(?:2[89]|[3-8])/, lengths: [16] },
  { begins: /^(?:30[0-5]|309|36|38|39)/, lengths: [14] },
  { begins: /^62/, lengths: [16, 19] },
];

/** As cards are written: in one piece, 4-4-4-4, 4-6-5 or 4-6-4. A separator may be missing where a line was broken. */
const written = [
  /\d{13,19}/g,
  /\d{4}[ .-]?\d{4}[ .-]?\d{4}[ .-]?\d{4}(?:[ .-]?\d{3})?/g,
  /\d{4}[ .-]?\d{6}[ .-]?\d{4,5}/g,
];

/** A long number in one piece may be an id, an amount or a time; these words near it say that it is a card. */
const cardWords = /\b(?:card|pan|visa|mastercard|amex|cvv|cvc|exp(?:iry|ires)?)\b/i;

export function findCardNumbers({ text, breaks }: Reading): Found[] {
  return written.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match): Found[] => {
      const start = match.index;
      const end = start + match[0].length;
      if (!standsAlone(text, breaks, start, end)) return [];
      const digits = match[0].replaceAll(/\D/g, "");
      if (!isCardNumber(digits) || isLikelyAnother(text, start, end)) return [];
      return [{ kind: cardNumber, matchStart: start, start, end, isOpenEnded: false, leastLength: 0 }];
    }),
  );
}

/** Whether a scheme issues numbers like this one, and its check digit is right. */
export function isCardNumber(digits: string): boolean {
  const isIssued = schemes.some(
    ({ begins, lengths }) => begins.test(digits) && lengths.includes(digits.length),
  );
  return isIssued && checksOut(digits);
}

/** The check digit of ISO/IEC 7812, by Luhn. */
function checksOut(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, isDoubled = false; at >= 0; at -= 1, isDoubled = !isDoubled) {
    const digit = Number(digits[at]) * (isDoubled ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** No piece of something longer: a hash, an amount with decimals, an id with dashes. */
function standsAlone(text: string, breaks: Uint8Array, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 5), start);
  const after = text.slice(end, end + 3);
  const isOpenBefore =
    breaks[start] === 1 || !/[A-Za-z0-9]$|\d[.,-]$|[0-9a-f]{4}-$|(?:<[@#t]|<@[!&]|[@#]):?$/i.test(before);
  const isOpenAfter = breaks[end] === 1 || !/^[A-Za-z0-9]|^[.,-]\d|^-[0-9a-f]/i.test(after);
  return isOpenBefore && isOpenAfter;
}

/** In one piece: amounts in the smallest unit end in zeros, and the longest numbers are nearly always ids. */
function isLikelyAnother(text: string, start: number, end: number): boolean {
  const digits = text.slice(start, end);
  if (/\D/.test(digits)) return false;
  if (/0{6}$/.test(digits)) return true;
  if (text[start - 1] === "/" || digits.length > 16 || digits.length === 13)
    return !cardWords.test(text.slice(Math.max(0, start - 24), start));
  return false;
}
