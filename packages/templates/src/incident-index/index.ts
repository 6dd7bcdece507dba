export { indexEntries, type FolderFile, type Recorded } from "./entry.ts";
export { atomFeed } from "./feed.ts";
export { putIndex } from "./index-page.ts";
