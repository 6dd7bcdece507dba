import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findSecrets, withhold } from "./secrets.ts";

// Made up, none was ever valid. Put together from pieces, so that no scanner takes this file for a leak.
const armour = "PRIVATE KEY-----";
const awsId = (rest: string) => `AKIA${rest}`;
const hex64 = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
const letters = "Zk3Qm8RtYv1WxBn5LpHs7DcGfJ2aTe9UoKi4";
const pem = [
  `-----BEGIN RSA ${armour}`,
  "MIIEpAIBAAKCAQEAx3Zk8YtWqf0mJrV2NpL5sHdGc7TbXe1oKuAi9RwQyEvMnBfS",
  "Zk3Qm8RtYv1WxBn5LpHs7DcGfJ2aTe9UoKi4x3Zk8YtWqf0mJrV2NpL5sHdGc7Tb",
  "aB3=",
  `-----END RSA ${armour}`,
].join("\n");
const phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";

const secrets: Record<string, string> = {
  "an Ethereum key": `0x${hex64}`,
  "a PEM block": pem,
  "a seed phrase": phrase,
  "a classic GitHub token": `ghp_${letters}`,
  "a fine-grained GitHub token": `github_pat_11ABCDEFG0${letters}_${letters}`,
  "a GitHub installation token": `ghs_${letters}`,
  "a Discord token": `MTA5ODc2NTQzMjEwOTg3NjU0.Gx3kQz.${letters.slice(0, 30)}aB3dE9fG`,
  "an AWS key id": awsId("Z7QW3ERTY5UIOP2A"),
  "a Slack token": `xoxb-123456789012-123456789012-${letters.slice(0, 24)}`,
  "a Stripe key": `sk_live_${letters.slice(0, 24)}`,
  "a Google key": `AIza${letters.slice(0, 35)}`,
  "an OpenAI key": `sk-proj-${letters}`,
  "an Anthropic key": `sk-ant-api03-${letters}${letters}`,
  "an npm token": `npm_${letters}`,
  "a JWT": `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${letters}`,
  "an extended key":
    "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrM",
  "a Bitcoin key": "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
  "a Slack webhook": `https://hooks.slack.com/services/T00000000/B00000000/${letters.slice(0, 24)}`,
  "a Discord webhook": `https://discord.com/api/webhooks/1098765432109876543/${letters}${letters}`,
  "a Visa card": "4111111111111111",
  "a Mastercard": "5555 5555 5555 4444",
  "an American Express card": "3782-822463-10005",
  "a Telegram token": `123456789:AA${letters.slice(0, 33)}`,
};

describe.each(Object.entries(secrets))("%s", (_, secret) => {
  test("S1-22: is found where it stands, and nothing around it", () => {
    const text = `Oops: ${secret} by mistake`;
    const [found, ...others] = findSecrets(text);
    expect(others).toEqual([]);
    expect(text.slice(found!.start, found!.end)).toContain(secret.slice(-24));
    expect(withhold(text).text).toMatch(/^Oops: .*\[withheld: [^\]]+\] by mistake$/);
  });

  test("is found with invisible characters anywhere inside", () => {
    const invisible = fc.constantFrom("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\ufe0f");
    fc.assert(
      fc.property(fc.nat(secret.length - 1), invisible, (at, char) => {
        const { text } = withhold(`a ${secret.slice(0, at)}${char}${secret.slice(at)} b`);
        expect(text).toContain("[withheld: ");
        expect(text).not.toContain(secret.slice(-20));
      }),
    );
  });

  test("is found when a line break cuts it anywhere", () => {
    const lineBreak = fc.constantFrom("\n", "\r\n", "\n  ", " \\\n> ", "\u2028");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: secret.length - 1 }), lineBreak, (at, end) => {
        expect(withhold(`a ${secret.slice(0, at)}${end}${secret.slice(at)} b`).text).toContain("[withheld: ");
      }),
    );
  });
});

test("a line break in the middle of a key does not leave half of it behind", () => {
  const text = `key:\n0x${hex64.slice(0, 30)}\n${hex64.slice(30)}\nadded by bob`;
  expect(withhold(text).text).toBe("key:\n[withheld: private key]\nadded by bob");
});

test("the line after a token is not taken for its end", () => {
  expect(withhold(`it is ghp_${letters}\nThanks and sorry`).text).toBe(
    "it is [withheld: GitHub token]\nThanks and sorry",
  );
});

describe("0x and 64 hex digits", () => {
  test.each([
    `tx 0x${hex64}`,
    `TX: 0x${hex64}`,
    `attack transaction was 0x${hex64}, draining the pool`,
    `transactionHash         0x${hex64}`,
    `https://etherscan.io/tx/0x${hex64}`,
    `"txHash":"0x${hex64}"`,
    `Transaction hash:\n\`0x${hex64}\``,
    `txs: 0x${hex64}, 0x${hex64} and 0x${hex64}`,
    `paused in block 0x${hex64}`,
    `0x000000000000000000000000${hex64.slice(0, 40)}`,
    `0x${hex64}${hex64}`,
  ])("may be recorded as a hash: %s", (text) => {
    expect(findSecrets(text)).toEqual([]);
  });

  test.each([
    `0x${hex64}`,
    `here it is: 0x${hex64}`,
    `sent the tx. Signed with 0x${hex64}`,
    `hash of the private key 0x${hex64}`,
    `tx 0x${hex64}\n0x${hex64.split("").reverse().join("")}`,
    `cast send $X "pause()" --private-key 0x${hex64}`,
    `private key ${hex64}`,
    `${hex64} is my private key`,
  ])("count as a key when nothing says otherwise: %s", (text) => {
    expect(findSecrets(text)).toHaveLength(1);
  });

  test("a refusal tells how to record a hash, the record does not", () => {
    expect(withhold(`0x${hex64}`)).toEqual({
      text: "[withheld: private key]",
      kinds: ['private key (or write "tx 0x…" for a transaction hash)'],
    });
  });
});

test.each([
  ["PRIVATE_KEY=abcdefgh12345678", "PRIVATE_KEY=[withheld: private key]"],
  [`export DEPLOYER_PRIVATE_KEY="${letters}"`, 'export DEPLOYER_PRIVATE_KEY="[withheld: private key]"'],
  [`cast send --private-key ${letters} --rpc x`, "cast send --private-key [withheld: private key] --rpc x"],
  ["DB_PASSWORD=hunter2000", "DB_PASSWORD=[withheld: password or key]"],
  ["psql --password s3cr3tpw", "psql --password [withheld: password or key]"],
  ['{"api_key": "a1b2c3d4e5"}', '{"api_key": "[withheld: password or key]"}'],
  ["postgres://app:h4rd2guess@db/main", "postgres://app:[withheld: password in an address]@db/main"],
  [
    `${awsId("Z7QW3ERTY5UIOP2A")} / wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzKEYa`,
    "[withheld: AWS key] / [withheld: AWS key]",
  ],
  [
    `{"pk": "-----BEGIN ${armour}\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\\nabc1`,
    '{"pk": "[withheld: private key]',
  ],
])("of an assignment only the value goes: %s", (text, clean) => {
  expect(withhold(text).text).toBe(clean);
});

test.each([
  'cast send $PRAETOR_TIMELOCK "pause()" --private-key $MULTISIG_KEY_1',
  'cast send $POSTERN_KILL_SWITCH "revokeAll(address)" $COMPROMISED_ACCOUNT',
  "PRIVATE_KEY=$MULTISIG_KEY_1 and TOKEN=${GITHUB_TOKEN} and ${{ secrets.TOKEN_1 }}",
  "--private-key VALUE, PRIVATE_KEY=<your key here>, password: ********",
  "We rotated the private key. The secret is in the vault, ask for a token.",
  "Do not pass --private-key on the command line",
  "private key: rotated yesterday by everyone responsible",
  "token=0xdAC17F958D2ee523a2206206994597C13D831ec7 amount=1000000000000000000",
  "owner 0x742d35Cc6634C0532925a3b844Bc454e4438f44e paused at block 19283746",
  "fixed in 9fceb02d0ae598e95dc970b74767f19372d61af8, reverts 1234567",
  "request 123e4567-e89b-12d3-a456-426614174000 failed",
  "image sha256:9b2b7b1d3b5f0f6b7e6a1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f",
  "The key must start with -----BEGIN PRIVATE KEY----- and end with -----END PRIVATE KEY-----.",
  "see https://example.com:8443/@team/page and http://localhost:3000/x@y",
  "risk-assessment-of-the-bridge-2026-final, task-force-for-the-database-2026",
  "legal winner thank year wave sausage worth useful legal winner thank",
  "",
])("is left as it is: %s", (text) => {
  expect(withhold(text)).toEqual({ text, kinds: [] });
});

const prose = fc
  .array(
    fc.constantFrom(
      ..."the site is down since the deploy and nobody can log in, we see 502s at p95 > 5s. Key people: Ada (lead), Bo; see #42 at 14:05 UTC".split(
        " ",
      ),
    ),
    { maxLength: 60 },
  )
  .map((words) => words.join(" "));
const hexOf = (length: number) =>
  fc
    .array(fc.constantFrom(..."0123456789abcdef"), { minLength: length, maxLength: length })
    .map((digits) => digits.join(""));

test("prose, addresses, commits and ids are untouched", () => {
  const harmless = fc.oneof(
    prose,
    hexOf(40).map((hex) => `0x${hex}`),
    hexOf(40),
    hexOf(7),
    fc.uuid(),
    fc.webUrl(),
  );
  fc.assert(
    fc.property(fc.array(harmless), (parts) => {
      expect(findSecrets(parts.join(" "))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

const bits = fc.oneof(
  fc.constantFrom(...Object.values(secrets)),
  fc.constantFrom(
    hex64,
    `0x${hex64}`,
    "tx ",
    "key ",
    "private ",
    "txs ",
    "PRIVATE_KEY=",
    "--token ",
    "[withheld: private key]",
    `-----BEGIN ${armour}`,
    "://a:b@",
    "\n",
    " ",
    "eyJ",
    ".",
    "\u200b",
    "ghp_",
    "$",
  ),
  fc.string({ maxLength: 8 }),
);

test("what is withheld holds no secret any more, and withholding twice is withholding once", () => {
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 14 }), (parts) => {
      const once = withhold(parts.join(""));
      expect(findSecrets(once.text)).toEqual([]);
      expect(withhold(once.text)).toEqual({ text: once.text, kinds: [] });
    }),
    { numRuns: 3_000 },
  );
});

test("offsets are in order, apart, and lie within the text", () => {
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 14 }), (parts) => {
      const text = parts.join("");
      let at = 0;
      for (const { start, end } of findSecrets(text)) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThan(start);
        at = end;
      }
      expect(at).toBeLessThanOrEqual(text.length);
    }),
  );
});

test.each([
  "0x",
  "a",
  "A",
  "1",
  "eyJ",
  "eyJa.",
  "://",
  "://a:",
  "-----BEGIN PRIVATE KEY-----\n",
  "legal ",
  " ",
  "\n",
  "\\\n",
  "M.",
  "xoxb-",
  "AKIA",
  "PRIVATE_KEY=",
  "key ",
  "[withheld: ",
  "[1,",
  ">\n",
  "ghp_a",
  `0x${"0".repeat(15)}`,
])("a hostile text of %j takes no longer than its length", (piece) => {
  // Warm, then the best of three: this asks for the shape of the growth, not for the speed of a busy machine.
  const text = piece.repeat(Math.ceil(100_000 / piece.length));
  const spans = [0, 1, 2].map(() => {
    const start = performance.now();
    findSecrets(text);
    return performance.now() - start;
  });
  expect(Math.min(...spans)).toBeLessThan(1_500);
});
