import { startSandbox, type RunningSandbox } from "@muster/sandbox";
import { silent, withFolder } from "./temporary.ts";

export const guild = "Acme Protocol";

/** A sandbox for a bench, with rate limits so wide that only Muster itself is measured. It goes when the work is done. */
export async function withSandbox<Result>(
  work: (running: RunningSandbox) => Promise<Result>,
): Promise<Result> {
  return withFolder(async (dataDir) => {
    const running = await startSandbox({
      port: 0,
      policy: "atrium",
      dataDir,
      log: silent,
      keepsWorlds: false,
    });
    try {
      running.sandbox.discord.setRateLimits({ mode: "off" });
      return await work(running);
    } finally {
      await running.stop();
    }
  });
}

/** The channel of the incident whose title ends like this, as this person sees it. */
export function roomOf({ sandbox }: RunningSandbox, person: string, ending: string): string {
  const names = sandbox.discord
    .person(person, guild)
    .sees()
    .channels.map(({ name }) => name);
  const found = names.find((name) => name.endsWith(ending));
  if (found === undefined) throw new Error(`${person} sees no channel that ends with ${ending}.`);
  return `#${found}`;
}
