import { hoursAfter } from "@muster/kernel";
import type { View } from "../feature.ts";

export type Watch = { resolvedAt: string; endsAt: Date; days: number };

/** The watch after a resolution, while it lasts: what came back is looked for, day by day. */
export function watchOf({ incident, level }: View): Watch | null {
  const days = level?.watchDays ?? null;
  const resolvedAt = incident.anchors.resolved?.at;
  const isOver = incident.status !== "resolved" && incident.status !== "closed";
  if (days === null || resolvedAt === undefined || isOver) return null;
  if (incident.aftercare.watchedFor === resolvedAt) return null;
  return { resolvedAt, endsAt: hoursAfter(new Date(resolvedAt), days * 24), days };
}

/** The first day is the one after the resolution. */
export function dayOf(watch: Watch, now: Date): number {
  const passed = Math.floor((now.getTime() - new Date(watch.resolvedAt).getTime()) / 86_400_000);
  return Math.min(Math.max(passed, 1), watch.days);
}
