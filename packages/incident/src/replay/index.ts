export { playReplay, type Replayed } from "./play-replay.ts";
export { readReplay, type Replay } from "./read-replay.ts";
