import { drillDone, drillOver, isWaitingToBegin, type Incident } from "@muster/incident";
import { periodOf, scenariosOf, type Policy } from "@muster/policy";
import { textMessage, type MessageBody } from "./message.ts";
import { inline } from "./neutralise.ts";
import { newestThatFit } from "./timeline-lines.ts";
import { ago } from "./time.ts";
import { titleOf } from "./words.ts";

const latestShown = 8;

/** What can be practised, what is planned for this period, and what was practised, the newest first. */
export function drillList(policy: Policy, drills: readonly Incident[], now: Date): MessageBody {
  const scenarios = scenariosOf(policy).map((scenario) => {
    const last = drills.find(
      ({ drill }) => drill?.plan.kind === "scenario" && drill.plan.scenario === scenario.id,
    );
    const when = last?.drill == null ? "not yet" : `last ${ago(last.drill.begunAt ?? last.drill.plannedAt)}`;
    return `**${inline(scenario.name, 80)}** (${scenario.takesMin} min, ${when}): ${inline(scenario.about, 160)}`;
  });
  const planned = Object.entries(policy.drills.schedule).map(([id, { title, every }]) => {
    const done = drillDone(policy, id, drills, now);
    const period = periodOf(every, now);
    return `${done === null ? "⬜" : "✅"} ${inline(title, 100)}, ${period}: ${done === null ? "not done yet" : `done with ${done.ref}`}`;
  });
  const latest = drills
    .slice(0, latestShown)
    .map((incident) => `${stateOf(incident)} ${titleOf(incident, 80)}`);
  const { lines } = newestThatFit(scenarios.toReversed(), 2_200);
  return textMessage(
    [
      "**What can be practised** (/drill start)",
      ...lines.toReversed(),
      ...(planned.length === 0 ? [] : ["", "**Planned by the policy**", ...planned.slice(0, 8)]),
      ...(latest.length === 0 ? [] : ["", "**Drills so far**", ...latest]),
    ].join("\n"),
  );
}

function stateOf(incident: Incident): string {
  const over = drillOver(incident);
  if (over !== null) return `${over.is === "aborted" ? "⏹️ aborted" : "🏁 ended"} ${ago(over.at)} ·`;
  return isWaitingToBegin(incident) ? "🙋 waits for people ·" : "▶️ runs ·";
}
