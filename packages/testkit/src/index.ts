export {
  freePort,
  killLeftMusters,
  startMuster,
  type ChildMuster,
  type ChildOptions,
  type Ending,
} from "./child-muster.ts";
export { freshDatabase, useDatabase, type FreshDatabase, type TestDatabase } from "./database.ts";
export { alertToken, startWorlds, webhookSecret, type Worlds } from "./worlds.ts";
