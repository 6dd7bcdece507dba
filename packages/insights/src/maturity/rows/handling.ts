import { runbooksOf, stepsOfRunbook, type Policy } from "@muster/policy";
import type { Case } from "../facts/case.ts";
import { itemsOf, judge, type Item } from "../facts/items.ts";
import { levelIn } from "../facts/levels.ts";
import { completionOf, runbookSteps, stepsOf } from "../facts/steps.ts";
import { all, firstAt } from "../facts/times.ts";
import { each, fact, share, some, type Piece, type Row, type Sight } from "../row.ts";

const item = "handling";
const enough = 0.8;

export const handlingRows: readonly Row[] = [
  {
    id: "handling.policy",
    item,
    level: 1,
    lines: ["S2-2", "S2-3", "S2-4"],
    asks: "A written process with levels, roles and steps is in force",
    counted: "The policy in force at the end of the window names at least one level, one role and one step.",
    needs: some(1),
    next: "Write the process down as a policy: `muster policy init` makes the file to begin with.",
    look: ({ policy }) => [
      fact(
        policy !== null && hasLevels(policy) && Object.keys(policy.roles).length > 0 && hasSteps(policy),
        `The policy “${policy?.name ?? ""}” is in force`,
        "No policy with levels, roles and steps was in force",
      ),
    ],
  },
  {
    id: "handling.run",
    item,
    level: 1,
    lines: ["S2-1", "S2-4"],
    asks: "A real incident was classified, responded to and closed by the process",
    counted:
      "Incidents that have a level which a person chose, somebody who accepted the role that leads or said how it goes, and a resolution.",
    needs: some(1),
    next: "Give each incident a level and somebody who leads: `/incident severity`, then the button on the status card.",
    look: ({ cases }) =>
      each(cases, (one) => {
        if (!isChosen(one)) return { bad: "no person chose its level" };
        if (firstAt(one, "role-accepted", "updated") === null)
          return { bad: "nobody led it or said how it goes" };
        return { good: "classified, responded to and closed" };
      }),
  },
  {
    id: "handling.equipped",
    item,
    level: 2,
    lines: ["S2-5"],
    asks: "Every level in use has roles, and every kind of trouble that came up has a runbook",
    counted:
      "All incidents of levels that open a channel: the level asks for a role, and the incident's kind has a runbook or one was opened. (A level without a channel asks nobody into a role.)",
    needs: share(1),
    next: "Set the kind of each incident (`/assess kind`), and give each kind a runbook under `kinds` and `runbooks` in the policy.",
    look: ({ cases }) =>
      each(cases, (one) => {
        const level = levelIn(one);
        if (level === null || !level.opens.channel) return null;
        if (level.roles.length === 0) return { bad: `${level.id} asks for no role` };
        if (runbooksFor(one).length === 0) return { bad: "no runbook for its kind, and none was opened" };
        return { good: "roles and a runbook" };
      }),
  },
  {
    id: "handling.decentralised",
    item,
    level: 2,
    lines: ["S2-5"],
    asks: "A procedure for what only a decentralised team runs into was used, with every step done",
    counted:
      "Incidents in which a runbook about keys, contracts, signers or timelocks was open and each of its steps left a trace. A tick without a word is none.",
    needs: some(1),
    next: "Open the runbook when such trouble comes (`/runbook open`), and write with each step what was done.",
    look: ({ cases }) =>
      each(cases, (one) => {
        const fitting = runbookSteps(one).filter(({ id }) => isDecentralised(one.policy, id));
        if (fitting.length === 0) return null;
        const done = fitting.find(({ count }) => count.asked > 0 && count.observed === count.asked);
        if (done !== undefined) return { good: `every step of ${done.id} was done` };
        const [first] = fitting;
        return {
          bad: `${first?.count.observed ?? 0} of ${first?.count.asked ?? 0} steps of ${first?.id ?? ""} left a trace${ticked(first?.count.tickedOnly ?? 0)}`,
        };
      }),
  },
  {
    id: "handling.steps",
    item,
    level: 2,
    unit: "%",
    lines: ["S2-5"],
    asks: "In half of the incidents or more, 80 % of the steps were done",
    counted:
      "For each incident the part of the policy's steps that left a trace: ticked by a fact, or with words on what was done. Skipped steps are not asked. At least half of the incidents reach 80 %, which is a median of 80 %.",
    needs: share(0.5),
    next: "When you tick a step, write what was done (`/checklist tick` with `note`).",
    look: ({ cases }) =>
      each(cases, (one) => {
        const count = stepsOf(one);
        const done = completionOf(count);
        if (done === null) return null;
        const says = `${count.observed} of ${count.asked} steps left a trace${ticked(count.tickedOnly)}`;
        const value = Math.round(done * 100);
        return done >= enough ? { good: says, value } : { bad: says, value };
      }),
  },
  {
    id: "handling.drills",
    item,
    level: 3,
    lines: ["S2-6"],
    asks: "The process is tested: four drills or more in a year, of three kinds or more",
    counted:
      "Drills in the window that two people or more carried through. Four of them, and among them three different scenarios.",
    needs: some(4),
    next: "Run a drill each quarter, each time another scenario: `/drill start`.",
    look: ({ drills }) => drillPieces(drills),
  },
  {
    id: "handling.drill-items",
    item,
    level: 3,
    lines: ["S2-6"],
    asks: "What drills brought to light was put right",
    counted:
      "Action items of drills whose date has passed: all of them done in time, with a trace of the work.",
    needs: share(1, 1),
    next: "Close the action items of drills, with a pull request or on their issue.",
    look: ({ drills, until }) => itemPieces(drills, until),
  },
  {
    id: "handling.amended",
    item,
    level: 3,
    lines: ["S2-6"],
    asks: "The process is kept up to date with what incidents showed",
    counted:
      "Versions of the policy that came into force with the merge of a pull request that names an incident. Two or more.",
    needs: some(2),
    next: "Name the incident (such as INC-7) in the pull request that changes the policy.",
    look: (sight) => amendments(sight),
  },
  {
    id: "handling.tools",
    item,
    level: 3,
    lines: ["S2-6"],
    asks: "Tools for decentralised systems took part",
    counted:
      "Incidents and drills in which an alert about a chain, a contract, a key or a signer fired, by its title, and roll-calls that two people or more answered themselves.",
    needs: some(1),
    next: "Send the alerts of your on-chain monitoring to the alerts door, or call your signers: `/drill rollcall`.",
    look: ({ cases, drills, rollCalls, whoIs }) => [
      ...each([...cases, ...drills], (one) => {
        const found = one.incident.signals.find(({ title }) => onChainWords.test(title));
        return found === undefined ? null : { good: `the alert “${found.title.slice(0, 80)}” fired` };
      }),
      ...rollCalls.flatMap((one): Piece[] => {
        const answered = new Set(all(one, "rollcall-answered").flatMap(({ by }) => whoIs(by) ?? []));
        if (answered.size < 2) return [];
        const what = `${one.ref}: ${answered.size} people answered a roll-call`;
        return [{ isGood: true, what, url: one.url, of: one }];
      }),
    ],
  },
  {
    id: "handling.adherence",
    item,
    level: 3,
    lines: ["S2-6"],
    asks: "Whether people keep to the process can be followed over time",
    counted:
      "Both halves of the window have three incidents or more of which it can be told how many steps were done. Which way it goes is shown and not judged.",
    needs: some(2),
    next: "Nothing but time and incidents brings this about: keep recording.",
    look: ({ cases, from, until }) => adherence(cases, from, until),
  },
];

const hasLevels = ({ levels }: Policy): boolean => Object.keys(levels).length > 0;

function hasSteps({ phases, levels }: Policy): boolean {
  const inPhases = Object.values(phases).some(({ steps }) => Object.keys(steps).length > 0);
  return inPhases || Object.values(levels).some(({ mitigation }) => mitigation.length > 0);
}

/** The clock that takes the highest level when nobody chose is no judgement. */
export function isChosen(one: Case): boolean {
  return all(one, "severity-set").some(
    ({ via, by }) => via !== "timer" && (by.discord ?? by.github) !== null,
  );
}

function runbooksFor({ incident, policy }: Case): string[] {
  const kind = policy.kinds[incident.assess.kind?.id ?? ""];
  return [...(kind?.runbooks ?? []), ...incident.checklist.runbooks.map(({ id }) => id)];
}

const chainNames =
  /key|contract|multi-?sig|signer|timelock|governance|oracle|bridge|validator|wallet|dns|frontend/i;
const chainText = /\b(?:private key|signers?|multi-?sig|timelock|smart contracts?|on-?chain|wallet)\b/i;

/** By its name, or by what its steps speak of. */
function isDecentralised(policy: Policy, id: string): boolean {
  const found = runbooksOf(policy).find((runbook) => runbook.id === id);
  if (found === undefined) return false;
  if (/key|contract|multi-?sig|signer|timelock|governance|oracle|bridge/i.test(`${found.id} ${found.name}`))
    return true;
  return chainNames.test(found.id) && stepsOfRunbook(found).some(({ step }) => chainText.test(step.text));
}

const onChainWords =
  /\b(?:on-?chain|contracts?|multi-?sig|timelock|signers?|oracle|validators?|bridge|vault|mempool|forta|tenderly|defender|hypernative|guardian|wallet|tvl)\b/i;

const ticked = (count: number): string => (count === 0 ? "" : `, ${count} ticked without a word`);

/** Three of a kind are one kind: as many count as there are scenarios for, so that four count once three differ. */
function drillPieces(drills: readonly Case[]): Piece[] {
  const scenarios = new Set(drills.map(scenarioOf));
  const isVaried = scenarios.size >= 3;
  const pieces = each(drills, (one) => ({ good: `drill “${one.title.slice(0, 80)}”` }));
  if (isVaried || pieces.length === 0) return pieces;
  return [
    ...pieces.slice(0, 3),
    fact(
      false,
      "",
      `${pieces.length} drills of ${scenarios.size} ${scenarios.size === 1 ? "scenario" : "scenarios"}; three are wanted`,
    ),
  ];
}

/** The title without figures and the word for practice. */
export function scenarioOf({ incident, title }: Case): string {
  const known = incident.drill?.plan.scenario ?? incident.assess.kind?.id;
  return (
    known ??
    title
      .toLowerCase()
      .replaceAll(/\b(?:drill|exercise|test|q[1-4])\b|[\p{N}\p{P}\s]+/gu, " ")
      .trim()
  );
}

export function itemPieces(
  cases: readonly Case[],
  until: string,
  isMeant: (item: Item) => boolean = () => true,
): Piece[] {
  return cases.flatMap((one) =>
    itemsOf(one).flatMap((item): Piece[] => {
      if (!isMeant(item)) return [];
      const said = judge(item, until);
      if (said === null) return [];
      const isGood = "good" in said;
      if (isGood && one.standing.is !== "counts") return [];
      const what = `${item.id}: ${isGood ? said.good : said.bad}`;
      return [{ isGood, what, url: item.trace ?? one.url, of: one }];
    }),
  );
}

function amendments({ cases, drills, policies }: Sight): Piece[] {
  const merges = new Map(
    [...cases, ...drills]
      .filter(({ standing }) => standing.is === "counts")
      .flatMap((one) =>
        one.incident.work.pulls.flatMap(({ mergedAs, url, number }) =>
          mergedAs === null ? [] : [[mergedAs, { one, url, number }] as const],
        ),
      ),
  );
  const seen = new Set<string>();
  return policies.flatMap(({ commit }): Piece[] => {
    const found = commit === null || seen.has(commit) ? undefined : merges.get(commit);
    if (commit === null || found === undefined) return [];
    seen.add(commit);
    const what = `${found.one.ref}: pull request ${found.number} changed the policy`;
    return [{ isGood: true, what, url: found.url, of: found.one }];
  });
}

function adherence(cases: readonly Case[], from: string, until: string): Piece[] {
  const middle = new Date((Date.parse(from) + Date.parse(until)) / 2).toISOString();
  const halves = [
    { name: "first", cases: cases.filter(({ declaredAt }) => declaredAt < middle) },
    { name: "second", cases: cases.filter(({ declaredAt }) => declaredAt >= middle) },
  ];
  return halves.map((half) => {
    const done = half.cases
      .filter(({ standing }) => standing.is === "counts")
      .flatMap((one) => completionOf(stepsOf(one)) ?? []);
    const mean = done.reduce((sum, one) => sum + one, 0) / Math.max(1, done.length);
    return fact(
      done.length >= 3,
      `${half.name} half: ${Math.round(mean * 100)} % of the steps in ${done.length} incidents`,
      `${half.name} half: ${done.length} incidents with steps; three are wanted`,
    );
  });
}
