import type { Person } from "@muster/incident";
import { and, asc, eq, inArray, or, sql } from "./drizzle.ts";
import type { Db } from "./connection.ts";
import { people } from "./schema/index.ts";

/** A workspace with more people than this has its rota and its policy name the ones that matter. */
const peopleMax = 2_000;

/** Remembers a snapshot of a human. What one snapshot knows and another does not is kept; two halves that meet become one. */
export async function putPerson(tx: Db, workspaceId: string, person: Person): Promise<void> {
  const { discord, github, name } = person;
  if (discord === null && github === null) return;
  const known = await tx
    .select()
    .from(people)
    .where(
      and(
        eq(people.workspaceId, workspaceId),
        or(
          discord === null ? undefined : eq(people.discordId, discord),
          github === null ? undefined : sql`lower(${people.githubLogin}) = lower(${github})`,
        ),
      ),
    )
    .orderBy(asc(people.id))
    .for("update");
  const columns = {
    name,
    discordId: discord ?? known.find((row) => row.discordId !== null)?.discordId ?? null,
    githubLogin: github ?? known.find((row) => row.githubLogin !== null)?.githubLogin ?? null,
  };
  const [first, ...others] = known;
  if (others.length > 0) {
    await tx.delete(people).where(
      inArray(
        people.id,
        others.map((row) => row.id),
      ),
    );
  }
  if (first === undefined)
    await tx
      .insert(people)
      .values({ workspaceId, ...columns })
      .onConflictDoNothing();
  else await tx.update(people).set(columns).where(eq(people.id, first.id));
}

export async function listPeople(db: Db, workspaceId: string): Promise<Person[]> {
  const rows = await db
    .select()
    .from(people)
    .where(eq(people.workspaceId, workspaceId))
    .orderBy(asc(people.name), asc(people.id))
    .limit(peopleMax);
  return rows.map(({ name, discordId, githubLogin }) => ({ name, discord: discordId, github: githubLogin }));
}
