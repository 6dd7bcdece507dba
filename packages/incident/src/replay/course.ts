import { named } from "@muster/kernel";
import type { Command } from "../command.ts";
import { limits } from "../limits.ts";
import type { SettableTime } from "../times/vocabulary.ts";
import type { Moment } from "./moment.ts";
import type { Replay, ReplayEvent } from "./read-replay.ts";
import { clean, descriptionOf, notTold, plainName, titleOf } from "./words.ts";

/** One thing that people did or saw. It is played at `at`, or as soon after as the incident is declared. */
export type Act = {
  at: Date;
  isDay: boolean;
  /** In the order of the file where two are at the same moment. */
  order: number;
  by: string | null;
  /** Known to have happened, so that no gate may hold it up. */
  isDeed: boolean;
  commands: Command[];
};

export type Course = {
  title: string;
  description: string | null;
  declaredAt: Date;
  detectedAt: Date | null;
  acts: Act[];
  /** What the file leaves open, or says in a way that could not be taken as it stands. */
  told: string[];
};

/** Types that are lines of the timeline and no more. */
const lineTypes = new Set(
  "impact detected declared finding action plan change report recovery containment role note monitoring investigation evidence".split(
    " ",
  ),
);

/** What to play, in order. Nothing is made up: what a command needs and the file lacks is said to be lacking. */
export function courseOf(replay: Replay, leadingRole: string | null): Course {
  const told: string[] = [];
  const milestones = findMilestones(replay, told);
  const { declared, detected } = milestones;
  const declaredAt = declared ?? detected ?? earliest(replay);
  if (declared === null) {
    const instead = detected === null ? "the first thing in it" : "the detection";
    told.push(`The file does not say when it was declared; the time of ${instead} is taken.`);
  }
  if (milestones.days.has(declared === null ? "detected" : "declared"))
    told.push("Of the declaration the file gives only the day; it is played at the day's beginning.");
  if (detected === null)
    told.push("The file does not say when it was detected; the latest that it can have been is taken.");

  const acts = [
    ...replay.events.flatMap((event, order) => actOf(event, order, { milestones, declaredAt, told })),
    ...timeActs(milestones, replay),
    ...leaderAct(milestones, leadingRole),
    ...missingDeeds(milestones),
    sourcesAct(replay, declaredAt),
  ];
  return {
    title: titleOf(replay),
    description: descriptionOf(replay),
    declaredAt,
    detectedAt: detectedBy(milestones, declaredAt),
    acts: acts.toSorted((a, b) => sortTime(a) - sortTime(b) || a.order - b.order),
    told,
  };
}

/** What was noticed only after the declaration is set when its time comes. Nobody ends what they have not noticed. */
function detectedBy({ detected, mitigated, resolved }: Milestones, declaredAt: Date): Date | null {
  if (detected !== null) return detected <= declaredAt ? detected : null;
  const ends = [mitigated, resolved].filter((at) => at !== null && at < declaredAt) as Date[]; // The filter leaves no null.
  return ends.reduce<Date | null>((first, at) => (first === null || at < first ? at : first), null);
}

/** A day without an hour comes after everything of that day whose hour is known. */
const sortTime = ({ at, isDay }: Pick<Act, "at" | "isDay">): number =>
  at.getTime() + (isDay ? 86_399_999 : 0);

type Milestones = {
  started: Date | null;
  detected: Date | null;
  declared: Date | null;
  leader: Date | null;
  rootCauseFound: Date | null;
  mitigated: Date | null;
  resolved: Date | null;
  /** Known to the day, so the time of day is not. */
  days: Set<Exclude<keyof Milestones, "days" | "events">>;
  /** The event that tells of it; null when the file has the time alone. */
  events: Partial<Record<"mitigated" | "resolved" | "rootCauseFound", ReplayEvent>>;
};

/** Names that files have for a time, in small letters without signs. */
const anchorNames: Record<string, Exclude<keyof Milestones, "days" | "events">> = {
  start: "started",
  started: "started",
  began: "started",
  detected: "detected",
  declared: "declared",
  leader: "leader",
  acknowledged: "leader",
  rootcause: "rootCauseFound",
  rootcausefound: "rootCauseFound",
  mitigated: "mitigated",
  resolved: "resolved",
};

function findMilestones({ anchors, events }: Replay, told: string[]): Milestones {
  const found: Milestones = {
    started: null,
    detected: null,
    declared: null,
    leader: null,
    rootCauseFound: null,
    mitigated: null,
    resolved: null,
    days: new Set(),
    events: {},
  };
  for (const [name, moment] of Object.entries(anchors)) {
    const known = named(anchorNames, plainName(name));
    if (known === undefined) told.push(`The time “${name}” is not one that Muster knows; it is left out.`);
    else if (moment !== null) {
      found[known] = moment.at;
      if (moment.isDay) found.days.add(known);
    }
  }
  for (const type of ["declared", "detected"] as const)
    found[type] ??= events.find((event) => plainName(event.type) === type)?.at.at ?? null;
  for (const name of ["mitigated", "resolved", "rootCauseFound"] as const) {
    const event = nearest(
      events.filter((candidate) => named(anchorNames, plainName(candidate.type)) === name),
      found[name],
    );
    if (event === undefined) continue;
    found.events[name] = event;
    if (found[name] !== null && found[name].getTime() !== event.at.at.getTime())
      told.push(`The file has two times for “${name}”; the one among the anchors counts.`);
    found[name] ??= event.at.at;
  }
  return found;
}

function nearest(events: ReplayEvent[], at: Date | null): ReplayEvent | undefined {
  if (at === null) return events[0];
  const distance = (event: ReplayEvent): number => Math.abs(event.at.at.getTime() - at.getTime());
  return events.toSorted((a, b) => distance(a) - distance(b))[0];
}

function earliest({ anchors, events }: Replay): Date {
  const moments = [
    ...events.map(({ at }) => at),
    ...Object.values(anchors).filter((at): at is Moment => at !== null),
  ];
  return moments.reduce((first, { at }) => (at < first ? at : first), moments[0]!.at); // The reader has seen to it that there is one.
}

type About = { milestones: Milestones; declaredAt: Date; told: string[] };

function actOf(event: ReplayEvent, order: number, { milestones, declaredAt, told }: About): Act[] {
  const type = plainName(event.type);
  const { at, isDay } = { at: event.at.at, isDay: event.at.isDay || event.precision === "day" };
  const isAbout = event.precision === "approx";
  const words = clean(event.text ?? event.type ?? notTold, limits.note, told);
  const act = (...commands: Command[]): Act => ({ at, isDay, order, by: event.by, isDeed: false, commands });
  // Only a line of the timeline can have a time before the declaration, or one that is not known well.
  const isLineOnly = isDay || isAbout || at < declaredAt;
  const line: Extract<Command, { do: "note" }> = {
    do: "note",
    text: words,
    saidBy: null,
    saidAt: at.toISOString(),
    ...(isDay ? { precision: "day" } : isAbout ? { precision: "approx" } : {}),
    url: null,
    attachments: [],
  };
  switch (type) {
    case "mitigated":
    case "resolved":
    case "rootcause":
    case "rootcausefound": {
      const name = named(anchorNames, type) as "mitigated" | "resolved" | "rootCauseFound"; // The cases above.
      if (milestones.events[name] !== event) return [act(line)];
      const deed = deedOf(name, words);
      const time = milestones[name] ?? at;
      return [
        {
          ...act(deed, setTime(name, time, isAbout || isDay || milestones.days.has(name))),
          at: time,
          isDay: isDay && time.getTime() === at.getTime(),
          isDeed: true,
        },
      ];
    }
    case "decision":
      return isLineOnly
        ? [act({ ...line, text: `Decision: ${words}` })]
        : [act({ do: "decide", text: words, reason: "unknown (the file gives no reason)" }, line)];
    case "comms":
    case "update":
      return isLineOnly ? [act(line)] : [act({ do: "update", text: words }, line)];
    case "postmortem":
    case "published":
      return [{ ...act({ do: "publish-postmortem", url: "" }), isDeed: true }];
    default:
      if (type !== "" && !lineTypes.has(type))
        told.push(`Muster knows no type “${event.type}”; its words stand as a line.`);
      return [act(line)];
  }
}

function deedOf(name: "mitigated" | "resolved" | "rootCauseFound", words: string): Command {
  if (name === "mitigated")
    return { do: "mitigate", what: words, verified: "unknown (not told in the file)" };
  return name === "resolved" ? { do: "resolve", summary: words } : { do: "find-root-cause", text: words };
}

function setTime(time: SettableTime, at: Date, isAbout: boolean): Command {
  return { do: "set-time", time, at: at.toISOString(), isAbout };
}

/** Before everything else of its moment, so that what happens then counts from the right time. */
const first = -1;

function timeActs({ started, detected, declared, days }: Milestones, { events }: Replay): Act[] {
  const isAbout = (time: "started" | "detected", at: Date): boolean =>
    days.has(time) ||
    events.some((event) => event.precision === "approx" && event.at.at.getTime() === at.getTime());
  const act = (time: "started" | "detected", at: Date): Act => ({
    at,
    isDay: false,
    order: first,
    by: null,
    isDeed: true,
    commands: [setTime(time, at, isAbout(time, at))],
  });
  const isLate = detected !== null && declared !== null && detected > declared;
  return [
    ...(started === null ? [] : [act("started", started)]),
    ...(detected !== null && (isLate || isAbout("detected", detected)) ? [act("detected", detected)] : []),
  ];
}

function leaderAct({ leader: at, days }: Milestones, role: string | null): Act[] {
  if (at === null || role === null) return [];
  return [
    {
      at,
      isDay: false,
      order: first,
      by: "unnamed",
      isDeed: true,
      commands: [{ do: "take-role", role }, setTime("acknowledged", at, days.has("leader"))],
    },
  ];
}

/** Times that no event tells of. */
function missingDeeds(milestones: Milestones): Act[] {
  return (["mitigated", "resolved", "rootCauseFound"] as const).flatMap((name): Act[] => {
    const at = milestones[name];
    if (at === null || milestones.events[name] !== undefined) return [];
    const commands = [deedOf(name, notTold), setTime(name, at, milestones.days.has(name))];
    return [{ at, isDay: false, order: Number.MAX_SAFE_INTEGER, by: null, isDeed: true, commands }];
  });
}

function sourcesAct({ id, org, certainty, sources }: Replay, at: Date): Act {
  const what = [
    "A replay",
    id,
    org === null ? null : `of ${org}`,
    certainty === null ? null : `(certainty ${certainty})`,
  ];
  const from = sources.length === 0 ? "Sources are not told." : `Sources: ${sources.join("; ")}`;
  const text = clean(`${what.filter((word) => word !== null).join(" ")}. ${from}`, limits.note, []);
  const note: Command = { do: "note", text, saidBy: null, saidAt: null, url: null, attachments: [] };
  return { at, isDay: false, order: first, by: null, isDeed: false, commands: [note] };
}
