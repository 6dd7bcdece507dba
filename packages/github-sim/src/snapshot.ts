import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Delivery } from "./webhooks/delivery.ts";
import { emptyWorld, type World } from "./world.ts";

/** The world and where every ref of every repository stood. */
export type Snapshot = { world: World; refs: Record<string, Record<string, string>> };

/** Either the old file or the new one is there, never half of one. */
export function saveWorld(file: string, world: World): void {
  const temporary = `${file}.new`;
  writeFileSync(temporary, JSON.stringify({ ...world, deliveries: worthKeeping(world.deliveries) }));
  renameSync(temporary, file);
}

/** Bodies are big and the file is written often, so of what was delivered only the latest survive a restart. */
const savedDeliveriesMax = 200;

function worthKeeping(deliveries: readonly Delivery[]): Delivery[] {
  const from = deliveries.length - savedDeliveriesMax;
  return deliveries.filter((delivery, at) => at >= from || delivery.state !== "delivered");
}

export function loadWorld(file: string): World {
  if (!existsSync(file)) return emptyWorld();
  // Written by `saveWorld` and by nobody else.
  return JSON.parse(readFileSync(file, "utf8")) as World;
}
