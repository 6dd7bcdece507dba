import type { GithubAccount, Link, LinkOffer } from "@muster/incident";
import { and, asc, desc, eq, gt, isNull, sql, type SQL } from "./drizzle.ts";
import type { Db } from "./connection.ts";
import { linkOffers, links, linkTries } from "./schema/index.ts";
import type { Reply } from "./words.ts";

const linksMax = 2_000;
const offersShown = 10;

const isOpen = (workspaceId: string, what: SQL): SQL | undefined =>
  and(eq(links.workspaceId, workspaceId), isNull(links.endedAt), what);

function linkOf(row: typeof links.$inferSelect): Link {
  return {
    discord: { id: row.discordId, name: row.discordName },
    github: { id: row.githubId, login: row.githubLogin },
    how: row.how,
    at: row.linkedAt.toISOString(),
  };
}

async function one(db: Db, where: SQL | undefined): Promise<Link | null> {
  const [row] = await db.select().from(links).where(where);
  return row === undefined ? null : linkOf(row);
}

export const linkOfDiscord = (db: Db, workspaceId: string, discordId: string): Promise<Link | null> =>
  one(db, isOpen(workspaceId, eq(links.discordId, discordId)));
export const linkOfGithub = (db: Db, workspaceId: string, githubId: number): Promise<Link | null> =>
  one(db, isOpen(workspaceId, eq(links.githubId, githubId)));

export async function listLinks(db: Db, workspaceId: string): Promise<Link[]> {
  const where = and(eq(links.workspaceId, workspaceId), isNull(links.endedAt));
  return (await db.select().from(links).where(where).orderBy(asc(links.id)).limit(linksMax)).map(linkOf);
}

/** Also those that have ended: who was one person once is not two for what happened then. */
export async function listEverLinked(db: Db, workspaceId: string): Promise<Link[]> {
  const where = eq(links.workspaceId, workspaceId);
  return (await db.select().from(links).where(where).orderBy(desc(links.id)).limit(linksMax)).map(linkOf);
}

export async function insertLink(
  tx: Db,
  workspaceId: string,
  { discord, github, how, at }: Link,
): Promise<void> {
  await tx.insert(links).values({
    workspaceId,
    discordId: discord.id,
    discordName: discord.name,
    githubId: github.id,
    githubLogin: github.login,
    how,
    linkedAt: new Date(at),
  });
}

/** Somebody renamed themselves on GitHub. */
export async function renameLink(db: Db, workspaceId: string, { id, login }: GithubAccount): Promise<void> {
  await db
    .update(links)
    .set({ githubLogin: login })
    .where(isOpen(workspaceId, eq(links.githubId, id)));
}

/** Ends a link from either side. Null when there was none. */
export async function endLink(
  tx: Db,
  workspaceId: string,
  whose: { discordId: string } | { githubId: number },
  now: Date,
): Promise<Link | null> {
  const isFromDiscord = "discordId" in whose;
  const what = isFromDiscord ? eq(links.discordId, whose.discordId) : eq(links.githubId, whose.githubId);
  const [row] = await tx
    .update(links)
    .set({ endedAt: now, endedBy: isFromDiscord ? "discord" : "github" })
    .where(isOpen(workspaceId, what))
    .returning();
  return row === undefined ? null : linkOf(row);
}

export type NewOffer = {
  from: LinkOffer["from"];
  codeHash: string | null;
  discord: LinkOffer["discord"];
  github: LinkOffer["github"];
  reply: Reply | null;
  expiresAt: Date;
};

export type StoredOffer = LinkOffer & { reply: Reply | null };

function offerOf(row: typeof linkOffers.$inferSelect): StoredOffer {
  return {
    id: row.id,
    from: row.from,
    discord: { id: row.discordId, name: row.discordName },
    github: { id: row.githubId, login: row.githubLogin },
    expiresAt: row.expiresAt.toISOString(),
    ended: row.ended,
    reply: row.reply,
  };
}

export async function insertOffer(tx: Db, workspaceId: string, offer: NewOffer, now: Date): Promise<void> {
  const { from, codeHash, discord, github, reply, expiresAt } = offer;
  await tx.insert(linkOffers).values({
    workspaceId,
    from,
    codeHash,
    discordId: discord.id,
    discordName: discord.name,
    githubId: github.id,
    githubLogin: github.login,
    reply,
    createdAt: now,
    expiresAt,
  });
}

/** Only the newest code of somebody works. */
export async function replaceOffers(tx: Db, workspaceId: string, discordId: string): Promise<void> {
  await tx
    .update(linkOffers)
    .set({ ended: "replaced" })
    .where(
      and(
        eq(linkOffers.workspaceId, workspaceId),
        eq(linkOffers.discordId, discordId),
        eq(linkOffers.from, "discord"),
        isNull(linkOffers.ended),
      ),
    );
}

/** Held until the transaction ends, so that a code works once. */
export async function lockOffer(
  tx: Db,
  workspaceId: string,
  which: { codeHash: string } | { id: number },
): Promise<StoredOffer | null> {
  const what = "id" in which ? eq(linkOffers.id, which.id) : eq(linkOffers.codeHash, which.codeHash);
  const [row] = await tx
    .select()
    .from(linkOffers)
    .where(and(eq(linkOffers.workspaceId, workspaceId), what))
    .orderBy(desc(linkOffers.id))
    .limit(1)
    .for("update");
  return row === undefined ? null : offerOf(row);
}

export async function endOffer(tx: Db, id: number, ended: NonNullable<LinkOffer["ended"]>): Promise<void> {
  await tx.update(linkOffers).set({ ended }).where(eq(linkOffers.id, id));
}

/** What GitHub accounts have asked and nobody has answered: by the name that they asked, or by who asked. */
export async function openQuestions(
  db: Db,
  workspaceId: string,
  whose: { username: string } | { githubId: number },
  now: Date,
): Promise<StoredOffer[]> {
  const what =
    "username" in whose
      ? eq(linkOffers.discordName, whose.username.toLowerCase())
      : eq(linkOffers.githubId, whose.githubId);
  const rows = await db
    .select()
    .from(linkOffers)
    .where(
      and(
        eq(linkOffers.workspaceId, workspaceId),
        eq(linkOffers.from, "github"),
        isNull(linkOffers.ended),
        gt(linkOffers.expiresAt, now),
        what,
      ),
    )
    .orderBy(desc(linkOffers.id))
    .limit(offersShown);
  return rows.map(offerOf);
}

export async function countTries(
  db: Db,
  workspaceId: string,
  githubId: number,
  since: Date,
): Promise<number> {
  const [row] = await db
    .select({ count: sql<string>`count(*)` })
    .from(linkTries)
    .where(
      and(eq(linkTries.workspaceId, workspaceId), eq(linkTries.githubId, githubId), gt(linkTries.at, since)),
    );
  return Number(row?.count ?? 0);
}

export async function insertTry(db: Db, workspaceId: string, githubId: number, at: Date): Promise<void> {
  await db.insert(linkTries).values({ workspaceId, githubId, at });
}
