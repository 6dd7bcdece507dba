export { canonical } from "./canonical.ts";
export { chainOf, genesis, nextHash, verifyChain, type ChainedEvent, type ChainVerdict } from "./chain.ts";
export type { Db } from "./connection.ts";
export { SchemaError } from "./migrate.ts";
export { openStore, type Store, type StoreOptions } from "./open-store.ts";
export {
  cloneDatabase,
  databaseUrl,
  dropDatabase,
  PostgresStartError,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from "./postgres/index.ts";
export { databaseErrorCode, inTransaction, isPassing } from "./transaction.ts";
export type { Topic, Wake } from "./wake.ts";
export type { Found, InboxEntry, PolicyProblem, Reply } from "./words.ts";
