import { sql, type SQL } from "../drizzle.ts";

/*
 * What can be said about an effect, in SQL over `effects e`. Leases and the short wait are real time by the database's clock; all
 * else goes by the engine's clock, which a sandbox may move.
 */

/** Something has changed since it was last sent, and nobody gave it up. */
export const isUnsent: SQL = sql.raw("e.version is distinct from e.sent_version and e.given_up is null");

export const isLeased: SQL = sql.raw("coalesce(e.leased_until > clock_timestamp(), false)");

/**
 * A surface it cannot do without does not exist yet. The private answer goes out even when the channel could not be made:
 * whoever declared must hear.
 */
export const isBlocked: SQL = sql.raw(`exists (
  select 1 from unnest(e.needs) needed where not exists (
    select 1 from effects r where r.incident_id = e.incident_id and r.surface = needed
      and (r.remote is not null or (e.place = 'reply' and r.given_up is not null))))`);

/** A surface whose link it would like to carry is just being made for the first time, and the short wait is not over. */
export const isAwaiting: SQL = sql.raw(`(coalesce(e.awaits_until > clock_timestamp(), false) and exists (
  select 1 from effects r where r.incident_id = e.incident_id and r.surface = any(e.awaits)
    and r.remote is null and r.sent_version is null and r.given_up is null and r.last_error is null))`);

/** Something earlier is still to be said in the same place. */
export const isBehindAnother: SQL = sql.raw(`(e.kind = 'say' and exists (
  select 1 from effects b where b.incident_id = e.incident_id and b.place = e.place and b.seq < e.seq
    and b.version is distinct from b.sent_version and b.given_up is null))`);

export const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;

/** For `in (…)`. */
export const listed = (texts: readonly string[]): SQL =>
  sql.join(
    texts.map((text) => sql`${text}`),
    sql`, `,
  );
