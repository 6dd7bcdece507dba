import type { Policy } from "../schema.ts";

export function learningOfLevel(): string[] {
  return [];
}

export function learningOfPolicy({ lookalikes: { among }, learning, discord }: Policy): string[] {
  const { report, tellsFigures } = learning;
  return [
    among === 0
      ? "A new incident is not compared with earlier ones."
      : `A new incident is compared with the latest ${among} that are over; those that it looks like are named in its room.`,
    report === null
      ? "No report on a quarter is proposed."
      : `After each quarter a report on what it teaches is proposed as a pull request (${report}).`,
    tellsFigures
      ? `After each month #${discord.opsAlerts} hears its figures.`
      : `The figures of a month are told only to whoever asks.`,
  ];
}
