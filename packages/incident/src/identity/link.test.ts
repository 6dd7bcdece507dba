import fc from "fast-check";
import { expect, test } from "vitest";
import {
  codeLetters,
  explainLink,
  judgeCode,
  judgeLink,
  readLinkWord,
  readLogin,
  showCode,
  type Link,
  type LinkOffer,
} from "./link.ts";

const now = new Date("2026-01-05T09:00:00Z");
const offer: LinkOffer = {
  id: 1,
  from: "discord",
  discord: { id: "d1", name: "Ada" },
  github: { id: null, login: "ada-gh" },
  expiresAt: "2026-01-05T09:10:00.000Z",
  ended: null,
};
const link: Link = {
  discord: { id: "d1", name: "Ada" },
  github: { id: 11, login: "ada-gh" },
  how: "code",
  at: now.toISOString(),
};
const nobody = { ofDiscord: null, ofGithub: null, policy: { people: {} } };

test.each<[string, LinkOffer | null, string, string | null]>([
  ["of the right account", offer, "Ada-GH", null],
  ["that nobody made", null, "ada-gh", "code-unknown"],
  ["of another account", offer, "mal", "code-foreign"],
  ["of another account, used", { ...offer, ended: "used" }, "mal", "code-foreign"],
  ["that was used", { ...offer, ended: "used" }, "ada-gh", "code-used"],
  ["that a newer one replaced", { ...offer, ended: "replaced" }, "ada-gh", "code-used"],
  ["that is ten minutes old", { ...offer, expiresAt: now.toISOString() }, "ada-gh", "code-expired"],
])("a code %s", (_, stored, login, because) => {
  const said = judgeCode(stored, { login, now });
  expect(said.ok ? null : said.refused.because).toBe(because);
});

test("two accounts are linked when neither is linked otherwise and the policy does not contradict", () => {
  const pair = { discordId: "d1", github: { id: 11, login: "ada-gh" } };
  const because = (known: Partial<Parameters<typeof judgeLink>[1]>) => {
    const said = judgeLink(pair, { ...nobody, ...known });
    return said.ok ? said.value : said.refused.because;
  };
  const named = (discord: string | null, github: string | null) => ({
    policy: { people: { ada: { discord, github } } },
  });
  expect(because({})).toBe("new");
  expect(because({ ofDiscord: link, ofGithub: link })).toBe("known");
  expect(because({ ofDiscord: { ...link, github: { id: 12, login: "other" } } })).toBe("discord-linked");
  expect(because({ ofGithub: { ...link, discord: { id: "d2", name: "Bo" } } })).toBe("github-linked");
  expect(because(named("d1", "ADA-gh"))).toBe("new");
  expect(because(named(null, "ada-gh"))).toBe("new");
  expect(because(named("d2", "ada-gh"))).toBe("policy-differs");
  expect(because(named("d1", "another"))).toBe("policy-differs");
});

test("a code is read however it is typed, and is never taken for a name", () => {
  expect(readLinkWord("7kq2-m9xd")).toEqual({ ok: true, value: { is: "code", code: "7KQ2M9XD" } });
  expect(readLinkWord("@ada.l")).toEqual({ ok: true, value: { is: "name", username: "ada.l" } });
  expect(readLinkWord("Ada Lovelace").ok).toBe(false);
  // Words of Discord's own command are nobody's name.
  for (const asked of ["remove", "Show", "github"])
    expect(readLinkWord(asked)).toEqual({
      ok: false,
      refused: { because: "not-here", asked: asked.toLowerCase() },
    });
  const none = readLinkWord("");
  expect(none.ok ? "" : explainLink(none.refused)).toContain(
    "with the code that /link github gives you there",
  );
  const letters = fc.array(fc.constantFrom(...codeLetters), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(letters, (each) => {
      const code = each.join("");
      expect(readLinkWord(` ${showCode(code).toLowerCase()} `)).toEqual({
        ok: true,
        value: { is: "code", code },
      });
    }),
    { numRuns: 50 },
  );
  fc.assert(
    fc.property(fc.string(), (said) => void [readLinkWord(said), readLogin(said)]),
    { numRuns: 200 },
  );
  expect(readLogin("https://github.com/ada-gh")).toEqual({ ok: true, value: "ada-gh" });
  expect(readLogin("ada--gh").ok).toBe(false);
});

test("every refusal says what to do", () => {
  expect(explainLink({ because: "code-foreign" })).toContain("/link github");
  expect(explainLink({ because: "not-a-login", asked: "a b" })).toContain("`a b`");
});
