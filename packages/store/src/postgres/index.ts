export { cloneDatabase, databaseUrl, dropDatabase, serverMajor } from "./clone-database.ts";
export { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from "./start.ts";
export { PostgresStartError } from "./start-error.ts";
