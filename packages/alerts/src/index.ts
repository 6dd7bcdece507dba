export { sources, type SourceName } from "./sources.ts";
export { bodyMax, type Batch, type Incoming, type Misread, type Signal, type Source } from "./source.ts";
