import type { ErrandDelivery, Verdict } from "@muster/incident";
import { whileHeld } from "@muster/outgoing";
import { judge } from "./judge.ts";
import type { Repo } from "./repository.ts";

/** Does something on GitHub as long as it is held, and turns whatever a call throws into a verdict. Bugs are thrown on. */
export async function judgeCall<Ending extends Verdict>(
  { isHeld, now }: Pick<ErrandDelivery, "isHeld" | "now">,
  { doing, repo, needs }: { doing: string; repo: Repo; needs?: string | undefined },
  work: () => Promise<Ending>,
): Promise<Ending | Verdict> {
  try {
    return await whileHeld({ isHeld }, work);
  } catch (error) {
    return judge(error, { doing, repo: `${repo.owner}/${repo.name}`, now, needs });
  }
}
