import type { Policy } from "../schema.ts";

export function learningOfLevel(): string[] {
  return [];
}

export function learningOfPolicy({ lookalikes: { among }, learning: { report } }: Policy): string[] {
  return [
    among === 0
      ? "A new incident is not compared with earlier ones."
      : `A new incident is compared with the latest ${among} that are over; those that it looks like are named in its room.`,
    report === null
      ? "No report on a quarter is proposed."
      : `After each quarter a report on what it teaches is proposed as a pull request (${report}).`,
  ];
}
