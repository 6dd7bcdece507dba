export { freshDatabase, useDatabase, type FreshDatabase, type TestDatabase } from "./database.ts";
