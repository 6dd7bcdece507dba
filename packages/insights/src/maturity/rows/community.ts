import type { PublicDraft } from "@muster/incident";
import type { Case } from "../facts/case.ts";
import { commsRole, heldBy, isTop, leadRole } from "../facts/levels.ts";
import { all, firstAt, minutesBetween } from "../facts/times.ts";
import { isWorded } from "../facts/words.ts";
import { each, fact, share, some, type Piece, type Row, type Saying } from "../row.ts";
import { postmortemOf } from "../facts/postmortems.ts";
import { levelIn } from "../facts/levels.ts";

const item = "community";
const dayMin = 1_440;

export const communityRows: readonly Row[] = [
  {
    id: "community.channels",
    item,
    level: 1,
    lines: ["S2-17", "S2-20"],
    asks: "It is settled where the community reads of incidents",
    counted: "Places under `publications` in the policy in force.",
    needs: some(1),
    next: "Name the places where your community reads, under `publications` in the policy.",
    look: ({ policy }) =>
      Object.entries(policy?.publications ?? {}).map(([where, { kind }]) =>
        fact(true, `${where} (${kind})`, ""),
      ),
  },
  {
    id: "community.trigger",
    item,
    level: 1,
    lines: ["S2-18", "S2-20"],
    asks: "There is a way to start an incident, and it was used",
    counted: "Incidents that were declared by a command, a message, an issue, a report or an alert.",
    needs: some(1),
    next: "Declare the next incident with `/incident declare`.",
    look: ({ cases }) => each(cases, ({ incident }) => ({ good: `started by ${incident.source.kind}` })),
  },
  {
    id: "community.spokesperson",
    item,
    level: 1,
    lines: ["S2-19", "S2-20"],
    asks: "Somebody is there for words to the outside",
    counted: "Real incidents in which somebody accepted the policy's role for public words.",
    needs: some(1),
    next: "Give the communications role to somebody in the next incident that the public notices: `/incident role`.",
    look: ({ cases, whoIs }) =>
      each(cases, (one) => {
        const role = commsRole(one);
        return role !== null && heldBy(one, role, whoIs).length > 0
          ? { good: "somebody held the role" }
          : null;
      }),
  },
  {
    id: "community.approved",
    item,
    level: 1,
    lines: ["S2-20"],
    asks: "The public was told, with words that a second person approved",
    counted: "Real incidents with a notice that is out and that somebody approved who wrote no part of it.",
    needs: some(1),
    next: "Draft a notice, let somebody else approve it, and publish: `/comms draft`.",
    look: ({ cases, whoIs }) =>
      each(cases, (one) => {
        const out = published(one).find(({ approval, authors }) => {
          const by = approval === null ? null : whoIs(approval.by);
          return by !== null && authors.every((author) => whoIs(author) !== by);
        });
        return out === undefined ? null : { good: `${out.id} for ${out.where}` };
      }),
  },
  {
    id: "community.promises",
    item,
    level: 2,
    lines: ["S2-21"],
    asks: "The next word comes when it was promised",
    counted:
      "Notices that promise a time, and are not the last: another one came to the same place by then. 80 % or more.",
    needs: share(0.8),
    next: "Promise only what you can keep, and publish by then even if there is no news.",
    look: ({ cases, until }) => cases.flatMap((one) => promises(one, until)),
  },
  {
    id: "community.templates",
    item,
    level: 2,
    lines: ["S2-21"],
    asks: "Notices are built from templates",
    counted: "Notices that are out: 80 % or more began with one of the policy's templates.",
    needs: share(0.8),
    next: "Begin a draft with a template: `/comms draft` with `template`.",
    look: ({ cases }) =>
      cases.flatMap((one) =>
        published(one).flatMap(({ id, template }) =>
          each([one], () =>
            template === null ? { bad: `${id} has no template` } : { good: `${id} from ${template}` },
          ),
        ),
      ),
  },
  {
    id: "community.free-hands",
    item,
    level: 2,
    lines: ["S2-21"],
    asks: "In serious incidents whoever speaks does not fix",
    counted:
      "Incidents of the two highest levels: the role for public words was held by somebody who neither led nor mitigated. 80 % or more.",
    needs: share(0.8),
    next: "Give the communications role to somebody who has nothing to repair.",
    look: ({ cases, whoIs }) =>
      each(cases, (one) => {
        if (!isTop(one)) return null;
        const role = commsRole(one);
        const lead = leadRole(one);
        const spoke = role === null ? [] : heldBy(one, role, whoIs);
        if (spoke.length === 0) return { bad: "nobody held the role for public words" };
        const fixed = [
          ...all(one, "mitigated").map(({ by }) => whoIs(by)),
          ...(lead === null || lead === role ? [] : heldBy(one, lead, whoIs)),
        ];
        return spoke.some((who) => !fixed.includes(who))
          ? { good: "somebody with free hands spoke" }
          : { bad: "whoever spoke also led or fixed" };
      }),
  },
  {
    id: "community.endings",
    item,
    level: 2,
    lines: ["S2-21"],
    asks: "The public hears that it is over, and of the postmortem",
    counted:
      "Incidents of which the public was told: a last notice went out, and where a postmortem was owed it is published. All of them.",
    needs: share(1),
    next: "Publish a last notice when it is over, and merge the postmortem.",
    look: ({ cases }) =>
      each(cases, (one) => {
        const out = published(one);
        if (out.length === 0) return null;
        if (!out.some(({ isLast }) => isLast)) return { bad: "no notice says that it is over" };
        if (levelIn(one)?.postmortem.required === true && postmortemOf(one) === null)
          return { bad: "its postmortem is not published" };
        return { good: "the end was told" };
      }),
  },
  {
    id: "community.listening",
    item,
    level: 3,
    unit: "h",
    lines: ["S2-22"],
    asks: "What the community reports is answered within a day",
    counted:
      "Reports by people from outside: somebody else made an incident of it, in at least half of them (which is the median) within 24 hours.",
    needs: share(0.5),
    next: "Look at reports the day they come; each needs a yes or a no.",
    look: ({ cases, whoIs }) =>
      each(cases, (one) => {
        if (one.incident.source.kind !== "report") return null;
        const reporter = whoIs(one.incident.reporter);
        const answer = one.events.find(
          ({ type, by, via }) => type === "severity-set" && via !== "timer" && whoIs(by) !== reporter,
        );
        if (answer === undefined) return { bad: "nobody else answered" };
        const minutes = minutesBetween(one.declaredAt, answer.at);
        const hours = Math.round(minutes / 60);
        return minutes <= dayMin
          ? { good: `answered after ${hours} h`, value: hours }
          : { bad: `answered after ${hours} h`, value: hours };
      }),
  },
  {
    id: "community.unforced",
    item,
    level: 3,
    lines: ["S2-22"],
    asks: "The team tells of what it need not tell",
    counted:
      "What was restricted and then disclosed by people's choice, and postmortems of levels that owe none and that somebody wrote and somebody else approved.",
    needs: some(1),
    next: "Publish a postmortem of a near miss, or disclose a restricted incident when it is safe: `/access`.",
    look: ({ cases }) => each(cases, unforced),
  },
  {
    id: "community.session",
    item,
    level: 3,
    lines: ["S2-22"],
    asks: "After an incident there was room for questions",
    counted:
      "Incidents with a public thread under their notice, or whose review has the community among those who attended and says what was talked over.",
    needs: some(1),
    next: "Let a publication open a thread (`thread: true`), or hold a session and record it: `/review held`.",
    look: ({ cases }) =>
      each(cases, (one) => {
        if (published(one).some(({ published: out }) => out?.hasThread === true))
          return { good: "a public thread" };
        const held = all(one, "meeting-held").find(
          ({ attendees, points }) =>
            /\b(?:community|users?|public|holders)\b/i.test(attendees) && isWorded(points, 8),
        );
        return held === undefined ? null : { good: "a session with the community" };
      }),
  },
];

export function published({ incident }: Case): PublicDraft[] {
  return incident.comms.drafts.filter(({ published: out }) => out !== null);
}

function promises(one: Case, until: string): Piece[] {
  const out = all(one, "public-published");
  return out.flatMap(({ draft, where, at, nextUpdateAt, isLast }) => {
    if (nextUpdateAt === null || isLast || nextUpdateAt > until) return [];
    const next = out.find((other) => other.where === where && other.at > at);
    const kept = next !== undefined && next.at <= nextUpdateAt;
    return each([one], () =>
      kept ? { good: `${draft} kept its promise` } : { bad: `${draft} did not keep its promise` },
    );
  });
}

function unforced(one: Case): Saying {
  if (firstAt(one, "disclosed") !== null) return { good: "disclosed" };
  const level = levelIn(one);
  const postmortem = postmortemOf(one);
  if (level === null || level.postmortem.required || postmortem === null) return null;
  const { read } = postmortem;
  const others = read === null ? [] : read.approvedBy.filter((who) => !read.authors.includes(who));
  return read !== null && read.authors.length > 0 && others.length > 0
    ? { good: "a postmortem that nobody owed" }
    : null;
}
