import { wordlist } from "@scure/bip39/wordlists/english.js";
import { findCardNumbers } from "./card-numbers.ts";
import type { Found, Reading } from "./secret-reading.ts";

type Rule = {
  kind: string;
  /** Every quantifier has a bound: that is what keeps the time linear. The secret is the group `secret`, or the whole. */
  pattern: RegExp;
  /** Characters that, standing right before or after, mean that this is a piece of something else. */
  before?: RegExp;
  after?: RegExp;
  isOpenEnded?: boolean;
  /** A wrapped one may end at a line's end once it is this long. */
  leastLength?: number;
  accept?: (secret: string, text: string, start: number, end: number) => boolean;
};

const privateKey = "private key";
export const keyOrHash = 'private key (or write "tx 0x…" for a transaction hash)';

const word = /[A-Za-z0-9]/;
const base58 = /[1-9A-HJ-NP-Za-km-z]/;
const hasDigit = (secret: string): boolean => /\d/.test(secret);

const rules: Rule[] = [
  {
    kind: privateKey,
    pattern: /[0-9a-f]{64}/gi,
    before: word,
    after: word,
    accept: (_, text, start, end) => nearestWord(text, start) === "key" || saysKeyAfter(text, end),
  },
  {
    kind: privateKey,
    pattern: /[5KL][1-9A-HJ-NP-Za-km-z]{50,51}/g,
    before: word,
    after: word,
    accept: isWif,
  },
  { kind: privateKey, pattern: /[xyztuv]prv[1-9A-HJ-NP-Za-km-z]{100,112}/g, before: base58 },
  {
    kind: privateKey,
    pattern: /[1-9A-HJ-NP-Za-km-z]{86,88}/g,
    before: word,
    after: word,
    accept: (_, text, start, end) => nearestWord(text, start) === "key" || saysKeyAfter(text, end),
  },
  // A Solana key file is a list of 64 bytes.
  { kind: privateKey, pattern: /\[\s{0,4}(?:\d{1,3}\s{0,4},\s{0,4}){63}\d{1,3}\s{0,4}\]/g },
  { kind: "GitHub token", pattern: /gh[pousr]_[A-Za-z0-9_.-]{30,512}/g, isOpenEnded: true },
  { kind: "GitHub token", pattern: /github_pat_[A-Za-z0-9_]{22,255}/g, isOpenEnded: true },
  {
    kind: "Discord token",
    pattern: /[MNO][A-Za-z0-9_-]{22,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,45}/g,
    isOpenEnded: true,
  },
  {
    kind: "webhook address",
    pattern: /\/api\/(?:v\d{1,2}\/)?webhooks\/\d{15,22}\/(?<secret>[A-Za-z0-9_-]{30,120})/g,
    isOpenEnded: true,
  },
  {
    kind: "webhook address",
    pattern: /hooks\.slack\.com\/(?:services|workflows)\/(?<secret>[A-Za-z0-9/_-]{20,200})/g,
    isOpenEnded: true,
  },
  { kind: "AWS key", pattern: /A(?:KI|SI)A[A-Z0-9]{16}/g, before: /[A-Z0-9]/, after: /[A-Z0-9]/ },
  // The secret half stands beside its id, and alone it could be anything.
  {
    kind: "AWS key",
    pattern:
      /A(?:KI|SI)A[A-Z0-9]{16}[^A-Za-z0-9/+](?:[^\0]{0,80}?[^A-Za-z0-9/+])?(?<secret>[A-Za-z0-9/+]{40})/g,
    after: /[A-Za-z0-9/+]/,
    accept: (secret) => /[G-Zg-z/+]/.test(secret),
  },
  {
    kind: "Slack token",
    pattern: /xox[abcdeoprs]-[A-Za-z0-9-]{10,250}|xapp-[A-Za-z0-9-]{20,250}/g,
    isOpenEnded: true,
  },
  {
    kind: "Stripe key",
    pattern: /[rs]k_(?:live|test)_[A-Za-z0-9]{16,250}|whsec_[A-Za-z0-9+/]{24,120}/g,
    isOpenEnded: true,
  },
  { kind: "Google key", pattern: /AIza[A-Za-z0-9_-]{35}|GOCSPX-[A-Za-z0-9_-]{28}/g },
  {
    kind: "API key",
    pattern: /sk-[A-Za-z0-9_-]{20,255}/g,
    before: word,
    isOpenEnded: true,
    accept: hasDigit,
  },
  { kind: "npm token", pattern: /npm_[A-Za-z0-9]{36}/g },
  {
    kind: "API key",
    pattern:
      /glpat-[A-Za-z0-9_-]{20,64}|hf_[A-Za-z0-9]{34}|SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}|pypi-AgE[A-Za-z0-9_-]{50,250}|dop_v1_[a-f0-9]{64}/g,
    before: word,
  },
  {
    kind: "API key",
    pattern: /(?:infura\.io\/v3|alchemy\.com\/v2)\/(?<secret>[A-Za-z0-9_-]{24,64})/g,
    isOpenEnded: true,
  },
  { kind: "Telegram token", pattern: /\d{8,10}:[A-Za-z0-9_-]{35}/g, before: word, after: /[A-Za-z0-9_-]/ },
  {
    kind: "password in an address",
    pattern: /:\/\/[^\s/:@?#"'<>\0]{0,128}:(?<secret>[^\s/@"'<>\0]{1,256})@/g,
    accept: (secret) => !isReference(secret),
  },
  {
    kind: privateKey,
    pattern:
      /(?:private|priv|secret|signing)[ _-]?key[A-Za-z0-9_]{0,24}["'`]{0,2}(?:[ \t]{0,4}[:=][ \t]{0,4}|[ \t]{1,4})["'`]{0,2}(?<secret>[^\s"'`,;)\]}\0]{8,512})/gi,
    isOpenEnded: true,
    leastLength: 8,
    accept: (secret) => looksRandom(secret, 16),
  },
  {
    kind: "password or key",
    pattern:
      /(?:--(?:private-key|mnemonic|password|passphrase|token|secret|api-key)[ =]{1,4}|(?:private_?key|secret|token|password|passwd|passphrase|api_?key|access_?key)[A-Za-z0-9_]{0,24}["']?[ \t]{0,2}=[ \t]{0,2})["'`]?(?<secret>[^\s"'`,;)\]}&\0]{6,512})/gi,
    isOpenEnded: true,
    leastLength: 8,
    accept: (secret) => looksRandom(secret, 6),
  },
  {
    kind: "password or key",
    pattern:
      /["'](?:[A-Za-z0-9_]{0,24}(?:secret|token|password|passwd|api_?key|access_?key))["'][ \t]{0,4}:[ \t]{0,4}["'](?<secret>[^\s"'\0]{6,512})/gi,
    accept: (secret) => looksRandom(secret, 6),
  },
];

/** All that know a kind of secret. Each is linear in the text. */
export const detectors: ((reading: Reading) => Found[])[] = [
  findPem,
  findChainKeys,
  findSeedPhrases,
  findJwts,
  findCardNumbers,
  ...rules.map((rule) => (reading: Reading) => findByRule(rule, reading)),
];

function findByRule(rule: Rule, { text, breaks }: Reading): Found[] {
  const found: Found[] = [];
  const pattern = new RegExp(rule.pattern.source, `${rule.pattern.flags}d`);
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [start, end] = match.indices!.groups?.["secret"] ?? match.indices![0]!;
    const isPiece =
      (rule.before?.test(text[start - 1] ?? "") && breaks[start] !== 1) ||
      (rule.after?.test(text[end] ?? "") && breaks[end] !== 1);
    if (isPiece || rule.accept?.(text.slice(start, end), text, start, end) === false) {
      pattern.lastIndex = match.index + 1;
      continue;
    }
    found.push({
      kind: rule.kind,
      matchStart: match.index,
      start,
      end,
      isOpenEnded: rule.isOpenEnded ?? false,
      leastLength: rule.leastLength ?? 20,
    });
  }
  return found;
}

const closed = (kind: string, start: number, end: number): Found => ({
  kind,
  matchStart: start,
  start,
  end,
  isOpenEnded: false,
  leastLength: 0,
});

/** 0x and 64 hex digits are a private key or a transaction hash, and nothing in them tells which. The words before do. */
function findChainKeys({ text, breaks }: Reading): Found[] {
  const found: Found[] = [];
  const pattern = /0x[0-9a-f]{64}/gi;
  let listEnd: number | null = null;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const start = match.index;
    const end = start + 66;
    if (/[0-9a-f]/i.test(text[end] ?? "") && breaks[end] !== 1) {
      pattern.lastIndex = start + 1;
      continue;
    }
    // A padded address or a small number: no key begins with sixteen zeros.
    if (/^0x0{16}/i.test(match[0])) continue;
    const goesOnInList: boolean =
      listEnd !== null &&
      /^(?:[\s,;&*•`'"()-]|\d\.|and){1,12}$/.test(text.slice(listEnd, start).slice(0, 13));
    if (goesOnInList || nearestWord(text, start) === "hash") {
      listEnd =
        goesOnInList ||
        /(?:txs|txns|transactions|hashes)[^A-Za-z]{0,24}$/i.test(text.slice(Math.max(0, start - 40), start))
          ? end
          : null;
      continue;
    }
    found.push(closed(keyOrHash, start, end));
  }
  return found;
}

const keyWords = /(?:priv(?:ate)?|secret|seed|mnemonic|keys?|pk)(?![a-z])/gi;
const hashWords =
  /(?<![a-z])(?:tx(?:n|id|hash)?s?|transactions?|block|topics?|digest|keccak(?:256)?|sha(?:256|3|512)?)(?![a-z])|hash(?:es)?(?![a-z])/gi;

/** Which kind of word stands nearest before: one that speaks of keys, one that speaks of hashes, or neither. */
function nearestWord(text: string, start: number): "key" | "hash" | null {
  const before = text.slice(Math.max(0, start - 48), start).replace(/([a-z])([A-Z])/g, "$1 $2");
  const key = [...before.matchAll(keyWords)].at(-1);
  const hash = [...before.matchAll(hashWords)].at(-1);
  if (key !== undefined && key.index > (hash?.index ?? -1)) return "key";
  if (hash === undefined) return null;
  // The word must belong to the value: the same line, the same sentence, a few words at most.
  const between = before.slice(hash.index + hash[0].length);
  return /^(?:(?!\.\s)[^\n;!?]){0,24}$|^[\s:=*`'"(-]{0,24}$/.test(between) ? "hash" : null;
}

const saysKeyAfter = (text: string, end: number): boolean =>
  /^[^\n.]{0,20}(?:private|secret)[ _]?key/i.test(text.slice(end, end + 40));

function isWif(secret: string): boolean {
  return secret.startsWith("5") ? secret.length === 51 && /^5[HJK]/.test(secret) : secret.length === 52;
}

/** What stands for a value without being one: `$NAME`, `${{ … }}`, `<key>`, `***`, `YOUR_KEY`, a path, an address. */
function isReference(secret: string): boolean {
  return /^[$%<{(*]|^\.{2,}|^…|^[xX*•.]+$|^[A-Z_]+$|^(?:~|\.{0,2})\/|^(?:https?|file|op|vault):|^(?:password|pass|pw|secret|token)$/.test(
    secret,
  );
}

/** Long, or with a digit in it, and neither an address, a number nor a name for something else. */
function looksRandom(secret: string, leastLength: number): boolean {
  if (isReference(secret) || secret.length < leastLength) return false;
  if (/^0x[0-9a-f]{40}$/i.test(secret) || /^0x[0-9a-f]{64}$/i.test(secret) || /^[\d.,_]+$/.test(secret))
    return false;
  return /\d/.test(secret) || (secret.length >= 16 && /^[A-Za-z0-9+/=_-]+$/.test(secret));
}

/** A private key in its armour. A cut-off one reaches as far as what follows still looks like one. */
function findPem({ text }: Reading): Found[] {
  const marks = [...text.matchAll(/-----(BEGIN|END)[A-Z0-9 ]{0,60}PRIVATE ?KEY(?: ?BLOCK)?-----/g)];
  return marks.flatMap((mark, index) => {
    const start = mark.index;
    const bodyStart = start + mark[0].length;
    const next = marks[index + 1];
    if (mark[1] === "END") return [];
    const bodyEnd = next?.index ?? text.length;
    const armoured = endOfArmour(text.slice(bodyStart, bodyEnd));
    if (armoured === 0) return [];
    const end = next?.[1] === "END" ? next.index + next[0].length : bodyStart + armoured;
    return [closed(privateKey, start, end)];
  });
}

/** How far the base64 goes; 0 when there is none, as where somebody only speaks of such a key. */
function endOfArmour(body: string): number {
  let end = 0;
  for (const token of body.matchAll(/(?:[^\s\\]|\\(?!n))+/g)) {
    const isArmour = /^[A-Za-z0-9+/=]{16,}["']?,?$/.test(token[0]);
    const isTail = end > 0 && /^(?=.*[\d+/=A-Z])[A-Za-z0-9+/=]{1,15}$/.test(token[0]);
    const isHeader =
      /^(?:Proc-Type:|DEK-Info:|Version:|Comment:|\d,ENCRYPTED|[A-Z0-9-]{4,20},[A-F0-9]{16,32})$/.test(
        token[0],
      );
    if (isArmour || isTail) end = token.index + token[0].length;
    else if (!isHeader) break;
  }
  return end;
}

const seedWords = new Set(wordlist);
/** The shortest phrase that wallets give out. https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki */
const seedPhraseMin = 12;
/** What may stand between two words of a phrase: spaces, a comma, a number and a dot. */
const betweenWordsMax = 12;

function findSeedPhrases({ text }: Reading): Found[] {
  const found: Found[] = [];
  let run = { start: 0, end: 0, count: 0 };
  const finish = (): void => {
    if (run.count >= seedPhraseMin) found.push(closed("seed phrase", run.start, run.end));
    run = { start: 0, end: 0, count: 0 };
  };
  for (const match of text.matchAll(/[^\W\d_]+/g)) {
    const end = match.index + match[0].length;
    if (match.index - run.end > betweenWordsMax) finish();
    if (!seedWords.has(match[0].toLowerCase())) finish();
    else run = { start: run.count === 0 ? match.index : run.start, end, count: run.count + 1 };
  }
  finish();
  return found;
}

/** Whole runs are cut at their dots, because a pattern for three unbounded parts would try every start of every run. */
function findJwts({ text }: Reading): Found[] {
  const found: Found[] = [];
  for (const run of text.matchAll(/[A-Za-z0-9_.-]{24,}/g)) {
    const parts = run[0].split(".");
    let at = run.index;
    for (const [index, part] of parts.entries()) {
      const claims = parts[index + 1] ?? "";
      const head = part.lastIndexOf("eyJ");
      if (head !== -1 && part.length - head >= 12 && claims.startsWith("eyJ")) {
        const start = at + part.indexOf("eyJ");
        const end =
          at +
          part.length +
          1 +
          claims.length +
          (parts[index + 2] === undefined ? 0 : 1 + parts[index + 2]!.length);
        found.push(closed("access token", start, end));
      }
      at += part.length + 1;
    }
  }
  return found;
}
