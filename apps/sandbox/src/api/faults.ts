import { z } from "zod";
import type { Sandbox } from "../sandbox.ts";
import { Unknown } from "./failure.ts";

const example =
  'Write {"discord": "down"}, or {"github": [{"route": "POST /repos", "times": 1, "when": "before", "do": "500"}]}; `when` is before or after, `do` is 500, 429, drop or hang.';

const fault = z.strictObject({
  /** `POST /channels/:id/messages`, or any part of a route. */
  route: z.string().min(1),
  times: z.number().int().positive().default(1),
  when: z.enum(["before", "after"]).default("before"),
  do: z.enum(["500", "429", "drop", "hang"]),
  retryAfterMs: z.number().int().positive().optional(),
});
const wish = z.strictObject({
  discord: z.union([z.literal("down"), z.array(fault)]).optional(),
  github: z.union([z.literal("down"), z.array(fault)]).optional(),
});

/** Scripts what goes wrong next, or takes a platform down until the faults are cleared. */
export function addFaults({ discord, github, outage }: Sandbox, body: unknown): void {
  const { success, data: asked } = wish.safeParse(body);
  if (!success) throw new Unknown(example);
  if (asked.discord === "down") {
    discord.faults.down();
    outage.discord = true;
  } else {
    asked.discord?.forEach((one) => discord.faults.add(one));
  }
  if (asked.github === "down") {
    github.down();
    outage.github = true;
  } else {
    asked.github?.forEach((one) => github.faults.add(one));
  }
}

/** Everything works again. */
export function clearFaults({ discord, github, outage }: Sandbox): void {
  discord.faults.clear();
  discord.faults.up();
  github.faults.clear();
  github.up();
  outage.discord = false;
  outage.github = false;
}
