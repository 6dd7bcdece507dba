import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { startStopwatch } from "./stopwatch.ts";

test("a limit is over after its time, and is told once", async () => {
  let told = 0;
  const watch = startStopwatch(60, () => (told += 1));
  expect(watch.isOver()).toBe(false);
  await wait(200);
  expect([watch.isOver(), told]).toEqual([true, 1]);
});

test("one that was stopped is told to nobody", async () => {
  let told = 0;
  startStopwatch(20, () => (told += 1)).stop();
  await wait(60);
  expect(told).toBe(0);
});

test("time in which the process stood still does not count", async () => {
  const watch = startStopwatch(2_000);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_100);
  await wait(1);
  expect(watch.isOver()).toBe(false);
  watch.stop();
});
