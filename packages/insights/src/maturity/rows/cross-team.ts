import type { Person } from "@muster/incident";
import type { Case } from "../facts/case.ts";
import { heldBy, isTop, leadRole, levelIn } from "../facts/levels.ts";
import { teamsIn, teamsOf } from "../facts/teams.ts";
import { addMinutes, all, firstAt, minutesBetween } from "../facts/times.ts";
import { each, fact, share, some, type Piece, type Row, type Saying, type Sight } from "../row.ts";

const item = "cross-team";

export const crossTeamRows: readonly Row[] = [
  {
    id: "cross-team.roster",
    item,
    level: 1,
    lines: ["S2-8", "S2-9"],
    asks: "A roster names people of two teams or more",
    counted:
      "Groups and expert domains in the policy that name somebody, or for which somebody answered a call (who has a Discord role is not on record), and the rota where it names two or more. Two of them.",
    needs: some(2),
    next: "Name who belongs to which team under `groups` and `experts` in the policy.",
    look: ({ policy, rota, whoIs, cases }) => [
      ...(policy === null ? [] : teamPieces(teamsOf(policy, whoIs), answeredFor(cases))),
      ...(rota.length === 0
        ? []
        : [fact(rota.length >= 2, `The rota names ${rota.length} people`, "The rota names one person")]),
    ],
  },
  {
    id: "cross-team.together",
    item,
    level: 1,
    lines: ["S2-7", "S2-9"],
    asks: "People of two teams responded to one incident",
    counted:
      "Incidents in which different people of two teams did something: whom the policy names in a team, or who answered a call for it.",
    needs: some(1),
    next: "Call the other team in when an incident touches it: `/call group` or `/call expert`.",
    look: ({ cases, whoIs }) =>
      each(cases, (one) => {
        const teams = teamsIn(one, whoIs);
        return teams.length >= 2 ? { good: teams.slice(0, 4).join(", ") } : { bad: "no two teams took part" };
      }),
  },
  {
    id: "cross-team.led-in-time",
    item,
    level: 2,
    lines: ["S2-10"],
    asks: "In serious incidents somebody leads in time",
    counted:
      "Incidents of the two highest levels with a target: the role that leads was accepted within it, by the time at which that was recorded. 80 % or more.",
    needs: share(0.8),
    next: "Give the two highest levels a target (`targets.ackWithinMin`), and keep a rota so that somebody is asked at once.",
    look: ({ cases }) => each(cases, (one) => (isTop(one) ? ledInTime(one) : null)),
  },
  {
    id: "cross-team.handovers",
    item,
    level: 2,
    lines: ["S2-10"],
    asks: "Handovers are acknowledged",
    counted:
      "Roles that went from one person to another: given away by the one and accepted by the other, not taken over. All of them.",
    needs: share(1, 1),
    onlyWhenAsked: true,
    next: "Hand a role over with `/incident role`, and let the other accept it.",
    look: ({ cases }) =>
      cases.flatMap((one) => {
        const changes = all(one, "role-accepted").filter(
          ({ from, isMany }) => from !== null && isMany !== true,
        );
        return each([one], () => {
          if (changes.length === 0) return null;
          const seized = changes.filter(({ isHandover }) => !isHandover);
          return seized.length === 0
            ? { good: `${changes.length} acknowledged` }
            : { bad: `${seized.length} of ${changes.length} were taken over` };
        });
      }),
  },
  {
    id: "cross-team.channel",
    item,
    level: 2,
    lines: ["S2-10"],
    asks: "Each incident whose level wants a channel has one",
    counted: "All incidents of levels that open a channel.",
    needs: share(1),
    next: "Check that Muster may make channels: `/muster doctor`.",
    look: ({ cases }) =>
      each(cases, (one) => {
        if (levelIn(one)?.opens.channel !== true) return null;
        return one.incident.opened.channel ? { good: "has a channel" } : { bad: "has no channel" };
      }),
  },
  {
    id: "cross-team.backups",
    item,
    level: 2,
    lines: ["S2-10"],
    asks: "Each domain has somebody and a backup",
    counted: "All expert domains of the policy name a primary and another person as backup.",
    needs: share(1, 1),
    next: "Name `primary` and `backup` for each of `experts` in the policy.",
    look: ({ policy }) =>
      Object.values(policy?.experts ?? {}).map(({ name, primary, backup }) => {
        const others = backup.filter((one) => one !== primary);
        return fact(
          primary !== null && others.length > 0,
          `${name}: primary and backup`,
          `${name}: no primary with a backup`,
        );
      }),
  },
  {
    id: "cross-team.round-the-clock",
    item,
    level: 3,
    unit: "min",
    lines: ["S2-11"],
    asks: "Pages are answered in time, around the clock",
    counted:
      "Incidents that paged somebody and have a target: 90 % were answered within it, so half and nine of ten are; and they were declared in two of the three eight-hour parts of the UTC day or more, or people of two time zones answered roll-calls.",
    needs: share(0.9),
    next: "Put people of other time zones on the rota, so that each part of the day has somebody who is awake.",
    look: ({ cases, rollCalls }) => roundTheClock(cases, rollCalls),
  },
  {
    id: "cross-team.board",
    item,
    level: 3,
    lines: ["S2-11"],
    asks: "Those who do not fix share the same live room",
    counted:
      "Incidents with a channel in which somebody with a role that fixes nothing, such as communications, wrote or decided. Half or more of them.",
    needs: share(0.5),
    next: "Let whoever speaks for you take their role in the incident's room.",
    look: ({ cases, whoIs }) =>
      each(cases, (one) => {
        if (!one.incident.opened.channel) return null;
        const roles = Object.entries(one.policy.roles)
          .filter(([, { fixes }]) => !fixes)
          .map(([id]) => id);
        const lead = leadRole(one);
        const others = roles.filter((id) => id !== lead).flatMap((id) => heldBy(one, id, whoIs));
        const wrote = all(one, "updated", "noted", "decided", "public-drafted").some(({ by }) =>
          others.includes(whoIs(by) ?? ""),
        );
        return wrote
          ? { good: "somebody who fixes nothing took part" }
          : { bad: "only those who fix took part" };
      }),
  },
  {
    id: "cross-team.partners",
    item,
    level: 3,
    lines: ["S2-11"],
    asks: "Help from outside was reached, in an incident or a drill",
    counted:
      "Incidents and drills in which a message to outside help is on record as sent, with a word on it.",
    needs: some(1),
    next: "In the next drill, send the packet to your outside help and record it: `/call packet`.",
    look: ({ cases, drills }) =>
      each([...cases, ...drills], (one) => {
        const sent = all(one, "packet-sent").find(({ note }) => note !== null && note.trim() !== "");
        return sent === undefined ? null : { good: `${sent.name} was told` };
      }),
  },
  {
    id: "cross-team.shared-lead",
    item,
    level: 3,
    lines: ["S2-11"],
    asks: "The lead does not hang on one person",
    counted: "Nobody was the first to lead in more than half of the incidents that somebody led.",
    needs: share(1, 1),
    next: "Let others lead smaller incidents, with whoever always leads beside them.",
    look: (sight) => sharedLead(sight),
  },
];

function teamPieces(teams: ReturnType<typeof teamsOf>, answered: ReadonlySet<string>): Piece[] {
  return [...teams].map(([id, { name, people }]) =>
    fact(
      people.size > 0 || answered.has(id),
      people.size > 0 ? `${name}: ${people.size} named` : `${name}: somebody answered for it`,
      `${name} names nobody who can be told apart`,
    ),
  );
}

/** Teams that somebody answered for with a word of their own. */
function answeredFor(cases: readonly Case[]): Set<string> {
  return new Set(
    cases.flatMap((one) =>
      one.standing.is !== "counts"
        ? []
        : one.incident.calls.calls.flatMap(({ kind, whom, answeredBy }) =>
            answeredBy === null ? [] : [`${kind}:${whom}`],
          ),
    ),
  );
}

function ledInTime(one: Case): Saying {
  const level = levelIn(one);
  const within = level?.targets.ackWithinMin ?? (level?.response.withinMin || null);
  if (level === null || within === null) return null;
  const role = leadRole(one);
  const took = all(one, "role-accepted").find((event) => role === null || event.role === role)?.at ?? null;
  if (took === null) return { bad: "nobody took the lead" };
  const classified = firstAt(one, "severity-set") ?? one.declaredAt;
  const minutes = Math.round(minutesBetween(one.declaredAt, took));
  return took <= addMinutes(classified, within)
    ? { good: `led after ${minutes} min`, value: minutes }
    : { bad: `led after ${minutes} min, ${within} are given`, value: minutes };
}

function roundTheClock(cases: readonly Case[], rollCalls: readonly Case[]): Piece[] {
  const paged = cases.filter(({ incident }) => incident.paged);
  const pieces = each(paged, ledInTime);
  const parts = new Set(
    paged
      .filter((one) => one.standing.is === "counts" && "good" in (ledInTime(one) ?? {}))
      .map(({ declaredAt }) => Math.floor(new Date(declaredAt).getUTCHours() / 8)),
  );
  const zones = new Set(
    rollCalls.flatMap((one) => all(one, "rollcall-answered").flatMap(({ timeZone }) => timeZone ?? [])),
  );
  if (pieces.length === 0 || parts.size >= 2 || zones.size >= 2) return pieces;
  // Answers at one part of the day alone say nothing of the others.
  return pieces.map((piece) => ({
    ...piece,
    isGood: false,
    what: `${piece.what}; all in one part of the day`,
  }));
}

function sharedLead({ cases, whoIs }: Sight): Piece[] {
  const led = cases.flatMap((one) => {
    if (one.standing.is !== "counts") return [];
    const role = leadRole(one);
    const first = all(one, "role-accepted").find((event) => role === null || event.role === role);
    const who = first === undefined ? null : whoIs(first.by);
    return first === undefined || who === null ? [] : [{ who, by: first.by }];
  });
  if (led.length < 3) return [];
  const counts = Map.groupBy(led, ({ who }) => who);
  const [most] = [...counts.values()].toSorted(
    (a, b) => b.length - a.length || (a[0]!.who < b[0]!.who ? -1 : 1),
  );
  const times = most?.length ?? 0;
  const name = (person: Person | undefined): string => person?.name ?? "somebody";
  return [
    fact(
      times * 2 <= led.length,
      `${counts.size} people led ${led.length} incidents, nobody more than ${times}`,
      `${name(most?.[0]?.by)} led ${times} of ${led.length}`,
    ),
  ];
}
