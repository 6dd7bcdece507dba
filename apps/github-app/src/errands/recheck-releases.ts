import type { Engine } from "@muster/engine";
import {
  calendarOf,
  endOfDay,
  isOpenAction,
  type ActionItem,
  type Deliver,
  type NewErrand,
} from "@muster/incident";

/**
 * Has the release gate looked at again when an item that releases wait for changed, and plans the look for when it becomes overdue. By the
 * incident's issue, which is written anew whatever happens.
 */
export function recheckReleases(engine: Engine, deliver: Deliver): Deliver {
  return async (delivery) => {
    const verdict = await deliver(delivery);
    const { effect, workspace, incident } = delivery;
    if (effect.kind !== "keep" || effect.surface !== "issue" || verdict.verdict !== "sent") return verdict;
    // Marked once, or not any more: either way the check may say something about it.
    const marked = incident.actions.filter(({ meant }) => meant?.gate !== undefined);
    if (marked.length === 0) return verdict;
    const { policy } = await engine.read.policy(workspace.id);
    if (policy.actions.releaseGate === null) return verdict;
    const { timeZone } = calendarOf(policy);
    const line = "check-releases";
    const errands = marked.flatMap((item): NewErrand[] => {
      const key = `check-releases:${incident.id}/${item.id}`;
      const now: NewErrand = { key: `${key}:${stateOf(item)}`, errand: { do: "check-releases" }, line };
      if (item.gate !== true || !isOpenAction(item)) return [now];
      const dueAt = endOfDay(item.due, timeZone);
      return [now, { key: `${key}:due:${item.due}`, errand: { do: "check-releases" }, line, dueAt }];
    });
    await engine.errands.put(workspace.id, errands);
    return verdict;
  };
}

/** When anything was last said of it that the gate goes by. */
const stateOf = ({ meant, done, stands, gate, due }: ActionItem): string =>
  [meant?.status, meant?.gate, meant?.due, done, stands, gate, due].join("|");
