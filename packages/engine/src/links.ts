import { createHash, randomInt } from "node:crypto";
import {
  codeLength,
  codeLetters,
  codeLivesMin,
  judgeCode,
  judgeLink,
  questionLivesHours,
  questionsMax,
  readLogin,
  triesMax,
  type DiscordAccount,
  type GithubAccount,
  type Link,
  type LinkRefusal,
} from "@muster/incident";
import { hoursAfter, minutesAfter, no, yes, type Result } from "@muster/kernel";
import {
  countTries,
  endLink,
  endOffer,
  inTransaction,
  insertLink,
  insertOffer,
  insertTry,
  linkOfDiscord,
  linkOfGithub,
  lockOffer,
  lockWorkspace,
  openQuestions,
  policyInForce,
  putErrands,
  renameLink,
  replaceOffers,
  type Db,
  type StoredOffer,
} from "@muster/store";
import type { Engine, Reply } from "./api.ts";
import type { Shell } from "./shell.ts";
import { storable } from "./storable.ts";

/** Who belongs to whom on both platforms. See packages/incident/src/identity/link.ts. */
export function createLinks(shell: Shell): Engine["links"] {
  const { db, wake } = shell.store;
  /** One after the other in a workspace: two that link at once must not both find that nobody is linked. */
  const alone = <Value>(workspaceId: string, work: (tx: Db) => Promise<Value>): Promise<Value> =>
    inTransaction(db, async (tx) => {
      await lockWorkspace(tx, workspaceId);
      return work(tx);
    });

  return {
    offer: (workspaceId, account, login, reply) =>
      alone(workspaceId, (tx) => offer(tx, shell, workspaceId, { ...storable({ account, login }), reply })),
    async redeem(workspaceId, github, code) {
      const said = await alone(workspaceId, (tx) => redeem(tx, shell, workspaceId, { github, code }));
      wake.tell("effects");
      return said;
    },
    ask: (workspaceId, github, username) =>
      alone(workspaceId, (tx) => ask(tx, shell, workspaceId, storable({ github, username }))),
    answer: (workspaceId, account, question, isYes) =>
      alone(workspaceId, (tx) => answer(tx, shell, workspaceId, { account, question, isYes })),
    async show(workspaceId, account) {
      const now = shell.clock.now();
      const [link, questions] = await Promise.all([
        linkOfDiscord(db, workspaceId, account.id),
        openQuestions(db, workspaceId, { username: account.username }, now),
      ]);
      return { link, questions };
    },
    async end(workspaceId, whose) {
      const link = await inTransaction(db, (tx) => endLink(tx, workspaceId, whose, shell.clock.now()));
      if (link === null) return no({ because: "not-linked" });
      const side = "discordId" in whose ? "discord" : "github";
      shell.log.info(
        { workspaceId, discordId: link.discord.id, githubId: link.github.id, side },
        "a link was ended",
      );
      return yes(link);
    },
    async ofGithub(workspaceId, github) {
      const link = await linkOfGithub(db, workspaceId, github.id);
      if (link !== null && link.github.login !== github.login)
        await renameLink(db, workspaceId, storable(github));
      return link;
    },
  };
}

async function offer(
  tx: Db,
  shell: Shell,
  workspaceId: string,
  { account, login, reply }: { account: DiscordAccount; login: string; reply: Reply | null },
): Promise<Result<{ code: string; login: string; expiresAt: string }, LinkRefusal>> {
  const now = shell.clock.now();
  const read = readLogin(login);
  if (!read.ok) return read;
  const linked = await linkOfDiscord(tx, workspaceId, account.id);
  if (linked !== null) return no({ because: "discord-linked", login: linked.github.login });
  const code = Array.from({ length: codeLength }, () => codeLetters[randomInt(codeLetters.length)]).join("");
  const expiresAt = minutesAfter(now, codeLivesMin);
  await replaceOffers(tx, workspaceId, account.id);
  await insertOffer(
    tx,
    workspaceId,
    {
      from: "discord",
      codeHash: hashOf(workspaceId, code),
      discord: { id: account.id, name: account.name },
      github: { id: null, login: read.value },
      reply,
      expiresAt,
    },
    now,
  );
  return yes({ code, login: read.value, expiresAt: expiresAt.toISOString() });
}

async function redeem(
  tx: Db,
  shell: Shell,
  workspaceId: string,
  { github, code }: { github: GithubAccount; code: string },
): Promise<Result<Link, LinkRefusal>> {
  const now = shell.clock.now();
  const tries = await countTries(tx, workspaceId, github.id, minutesAfter(now, -codeLivesMin));
  if (tries >= triesMax) return no({ because: "tries-spent" });
  const stored = await lockOffer(tx, workspaceId, { codeHash: hashOf(workspaceId, code) });
  // The same comment told of twice: what it asked for is so.
  const linked = stored?.ended === "used" ? await linkOfGithub(tx, workspaceId, github.id) : null;
  if (linked !== null && linked.discord.id === stored?.discord.id) return yes(linked);
  const judged = judgeCode(stored, { login: github.login, now });
  if (!judged.ok || stored === null) {
    await insertTry(tx, workspaceId, github.id, now);
    return judged.ok ? no({ because: "code-unknown" }) : judged;
  }
  // A code is always of somebody in Discord.
  const discord = { id: stored.discord.id ?? "", name: stored.discord.name };
  const said = await join(tx, shell, workspaceId, { discord, github, how: "code", at: now.toISOString() });
  if (!said.ok) return said;
  await endOffer(tx, stored.id, "used");
  if (stored.reply !== null) {
    const text = `✅ You are \`${github.login}\` on GitHub from now on. /link remove takes it back.`;
    const errand = { do: "tell-privately", reply: stored.reply, text } as const;
    await putErrands(tx, workspaceId, [{ key: `linked:${stored.id}`, errand }], now);
  }
  return said;
}

async function ask(
  tx: Db,
  shell: Shell,
  workspaceId: string,
  { github, username }: { github: GithubAccount; username: string },
): Promise<Result<{ expiresAt: string }, LinkRefusal>> {
  const now = shell.clock.now();
  const linked = await linkOfGithub(tx, workspaceId, github.id);
  if (linked !== null) return no({ because: "github-linked", name: linked.discord.name });
  const waiting = await openQuestions(tx, workspaceId, { githubId: github.id }, now);
  const same = waiting.find(({ discord }) => discord.name === username);
  if (same !== undefined) return yes({ expiresAt: same.expiresAt });
  if (waiting.length >= questionsMax) return no({ because: "questions-spent" });
  const expiresAt = hoursAfter(now, questionLivesHours);
  const question = {
    from: "github",
    codeHash: null,
    discord: { id: null, name: username },
    github,
    reply: null,
  } as const;
  await insertOffer(tx, workspaceId, { ...question, expiresAt }, now);
  return yes({ expiresAt: expiresAt.toISOString() });
}

async function answer(
  tx: Db,
  shell: Shell,
  workspaceId: string,
  { account, question, isYes }: { account: DiscordAccount; question: number; isYes: boolean },
): Promise<Result<Link | null, LinkRefusal>> {
  const now = shell.clock.now();
  const stored = await lockOffer(tx, workspaceId, { id: question });
  const github = stored === null ? null : githubOf(stored, account, now);
  if (stored === null || github === null) return no({ because: "question-gone" });
  if (!isYes) {
    await endOffer(tx, stored.id, "declined");
    return yes(null);
  }
  const discord = { id: account.id, name: account.name };
  const said = await join(tx, shell, workspaceId, {
    discord,
    github,
    how: "question",
    at: now.toISOString(),
  });
  if (said.ok) await endOffer(tx, stored.id, "used");
  return said;
}

/** Who asked, if it was this person who was asked and the question still stands. */
function githubOf(offered: StoredOffer, { username }: DiscordAccount, now: Date): GithubAccount | null {
  const { id, login } = offered.github;
  const isTheirs = offered.from === "github" && offered.discord.name === username.toLowerCase();
  const isOpen = offered.ended === null && new Date(offered.expiresAt) > now;
  return isTheirs && isOpen && id !== null ? { id, login } : null;
}

async function join(
  tx: Db,
  shell: Shell,
  workspaceId: string,
  link: Link,
): Promise<Result<Link, LinkRefusal>> {
  const [ofDiscord, ofGithub, governed] = [
    await linkOfDiscord(tx, workspaceId, link.discord.id),
    await linkOfGithub(tx, workspaceId, link.github.id),
    await policyInForce(tx, workspaceId),
  ];
  const policy = governed?.policy ?? { people: {} };
  const judged = judgeLink(
    { discordId: link.discord.id, github: link.github },
    { ofDiscord, ofGithub, policy },
  );
  if (!judged.ok) return judged;
  if (judged.value === "known") return yes(ofDiscord ?? link);
  await insertLink(tx, workspaceId, link);
  const { discord, github, how } = link;
  shell.log.info(
    { workspaceId, discordId: discord.id, githubId: github.id, how },
    "two accounts were linked",
  );
  return yes(link);
}

const hashOf = (workspaceId: string, code: string): string =>
  createHash("sha256").update(`${workspaceId}:${code}`).digest("hex");
