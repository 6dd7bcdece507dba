import { reportAnswer } from "@muster/incident";
import type { Case } from "../facts/case.ts";
import { leadRole, levelIn } from "../facts/levels.ts";
import { addMinutes, all, firstAt, minutesBetween } from "../facts/times.ts";
import { isWorded } from "../facts/words.ts";
import { each, fact, share, some, type Row, type Saying } from "../row.ts";
import { isChosen } from "./handling.ts";

const item = "reporting";

export const reportingRows: readonly Row[] = [
  {
    id: "reporting.register",
    item,
    level: 1,
    lines: ["S2-12", "S2-14"],
    asks: "Incidents are tracked and reported in one place",
    counted: "Incidents on record here that were followed from their declaration to their end.",
    needs: some(3),
    next: "Declare every incident here, small ones too: `/incident declare`.",
    look: ({ cases }) => each(cases, () => ({ good: "on record from beginning to end" })),
  },
  {
    id: "reporting.template",
    item,
    level: 1,
    lines: ["S2-13", "S2-14"],
    asks: "Templates for tracking are in use",
    counted: "Incidents with an issue that was made from the template.",
    needs: some(1),
    next: "Connect a repository, and let levels open an issue (`opens.issue`).",
    look: ({ cases }) =>
      each(cases, ({ incident, links }) =>
        incident.opened.issue && links.issue !== null ? { good: "issue from the template" } : null,
      ),
  },
  {
    id: "reporting.from-inside",
    item,
    level: 1,
    lines: ["S2-14"],
    asks: "Somebody of the team, or monitoring, reported an incident",
    counted: "Incidents that were declared by a command, from a message, or by an alert.",
    needs: some(1),
    next: "Declare what you see: `/incident declare`.",
    look: ({ cases }) =>
      each(cases, (one) =>
        isFromInside(one) ? { good: `came by ${sourceWords[one.incident.source.kind]}` } : null,
      ),
  },
  {
    id: "reporting.from-outside",
    item,
    level: 1,
    lines: ["S2-14"],
    asks: "Somebody from outside the team reported an incident",
    counted:
      "Incidents that began as a report or an issue, and that somebody other than the reporter made an incident of.",
    needs: some(1),
    next: "Tell your community of `/muster report` and of the issue form, for example on the security page.",
    look: ({ cases, whoIs }) =>
      each(cases, (one) => {
        const { source, reporter } = one.incident;
        if (source.kind !== "report" && source.kind !== "issue") return null;
        const taken = all(one, "severity-set").some(({ by, via }) => {
          const who = whoIs(by);
          return via !== "timer" && who !== null && who !== whoIs(reporter);
        });
        return taken ? { good: `came as ${sourceWords[source.kind]}` } : null;
      }),
  },
  {
    id: "reporting.fields",
    item,
    level: 2,
    lines: ["S2-15"],
    asks: "Every incident tells what it has to",
    counted:
      "All incidents: a level that a person chose, who led, how it was found, and a resolution in words. None may lack one.",
    needs: share(1),
    next: "Before you close: say how it was found (`/assess source`), who led, and in a sentence how it ended.",
    look: ({ cases }) =>
      each(cases, (one) => {
        const lacks = missingFields(one);
        return lacks.length === 0 ? { good: "complete" } : { bad: `lacks ${lacks.join(", ")}` };
      }),
  },
  {
    id: "reporting.in-time",
    item,
    level: 2,
    lines: ["S2-15"],
    asks: "The first word to everybody comes in time",
    counted:
      "Incidents whose level sets a time for the first update, or a rhythm of updates: it came within that, by the time at which it was recorded. 90 % or more.",
    needs: share(0.9),
    next: "Set `targets.firstUpdateWithinMin` for each level, and say a word early: `/incident update`.",
    look: ({ cases }) => each(cases, toldInTime),
  },
  {
    id: "reporting.stakeholders",
    item,
    level: 2,
    lines: ["S2-15"],
    asks: "Everybody whom the level names is reached",
    counted:
      "Incidents whose level pages somebody: on-call was paged, and each group that it names was called and answered. 90 % or more.",
    needs: share(0.9),
    next: "Name under `pages` whom each level must reach, and answer calls with “I'm on it”.",
    look: ({ cases }) => each(cases, stakeholders),
  },
  {
    id: "reporting.authorities",
    item,
    level: 2,
    lines: ["S2-15"],
    asks: "Where data may be out, somebody says whether an authority must be told",
    counted:
      "Incidents in which an answer opens clocks of the law, or data is known to be out: yes or no, with the reason. All of them.",
    needs: share(1, 1),
    onlyWhenAsked: true,
    next: "Answer the question with its reason: `/clock decide`.",
    look: ({ cases }) =>
      each(cases, (one) => {
        if (!isDataExposed(one)) return null;
        const answer = reportAnswer(one.incident, one.policy);
        const said = answer !== null && answer.is !== "unsure";
        return said ? { good: `answered: ${answer.is}` } : { bad: "nobody said yes or no" };
      }),
  },
  {
    id: "reporting.reconciled",
    item,
    level: 2,
    lines: ["S2-15"],
    asks: "The register and the issues on GitHub agree",
    counted: "All incidents whose level opens an issue have one that is known here.",
    needs: share(1),
    next: "See what could not be filed and why: `/muster doctor`.",
    look: ({ cases }) =>
      each(cases, ({ incident, links }) => {
        if (!incident.opened.issue || incident.restricted !== null) return null;
        return links.issue === null ? { bad: "no issue is known" } : { good: "has its issue" };
      }),
  },
  {
    id: "reporting.alerts",
    item,
    level: 3,
    unit: "min",
    lines: ["S2-16"],
    asks: "Alerts become incidents by themselves, within five minutes",
    counted:
      "Incidents that an alert declared: at least half of them (which is the median) within five minutes after the alert says that it began.",
    needs: share(0.5),
    next: "Send alerts to the alerts door, with rules under `alerts` in the policy.",
    look: ({ cases }) =>
      each(cases, (one) => {
        const began = one.incident.signals.map(({ startedAt }) => startedAt).toSorted()[0];
        if (one.incident.source.kind !== "alert" || began === undefined) return null;
        const minutes = Math.round(minutesBetween(began, one.declaredAt));
        return minutes < 0 || minutes > 5
          ? { bad: `${minutes} min after the alert began`, value: minutes }
          : { good: `${minutes} min after the alert began`, value: minutes };
      }),
  },
  {
    id: "reporting.live",
    item,
    level: 3,
    lines: ["S2-16"],
    asks: "Everybody can see how things stand while it goes on",
    counted:
      "Incidents with a status card and, where the policy has a page for the public, a notice on it before the resolution.",
    needs: some(1),
    next: "Name a status page under `publications` (`kind: github-file`), and publish there while it goes on.",
    look: ({ cases }) =>
      each(cases, (one) => {
        const pages = Object.entries(one.policy.publications).filter(
          ([, { kind }]) => kind === "github-file",
        );
        if (pages.length === 0 || !one.incident.opened.channel) return null;
        const ended = firstAt(one, "resolved") ?? "9";
        const live = all(one, "public-published").find(
          ({ kind, at }) => kind === "github-file" && at < ended,
        );
        return live === undefined ? null : { good: `on ${live.where} while it went on` };
      }),
  },
  {
    id: "reporting.overdue",
    item,
    level: 3,
    lines: ["S2-16"],
    asks: "Updates are hardly ever overdue",
    counted:
      "Updates that were given, against reminders that one was overdue. Less than a tenth of both together are reminders; each incident's are counted where it has updates or reminders.",
    needs: share(0.9),
    next: "When the reminder comes, one sentence is enough: `/incident update`.",
    look: ({ cases }) =>
      cases.flatMap((one) => {
        const given = all(one, "updated");
        const missed = all(one, "reminded").filter(({ of }) => of.about === "update");
        return [
          ...given.flatMap(() => each([one], () => ({ good: "an update" }))),
          ...missed.flatMap(() => each([one], () => ({ bad: "an update was overdue" }))),
        ];
      }),
  },
  {
    id: "reporting.index",
    item,
    level: 3,
    lines: ["S2-16"],
    asks: "Whoever wants to can read what happened",
    counted:
      "Incidents that may be known to all, whose postmortem is published and listed in the index beside it (`postmortem.index`).",
    needs: some(1),
    next: "Merge the postmortem's pull request; the index follows by itself.",
    look: ({ cases, policy }) =>
      policy?.postmortem.index !== true
        ? []
        : each(cases, (one) => {
            const [published] = all(one, "postmortem-published");
            if (published === undefined || one.incident.restricted !== null) return null;
            return one.incident.comms.report?.share === "internal"
              ? null
              : { good: "its postmortem is in the index" };
          }),
  },
  {
    id: "reporting.whole",
    item,
    level: 3,
    lines: ["S2-16"],
    asks: "The record is as it was written",
    counted: "The chain of hashes of every record that the report reads was checked for it.",
    needs: share(1, 1),
    next: "See what is wrong, entry by entry: `muster verify`.",
    look: ({ chains, checkpoints }) => {
      const broken = chains.filter(({ fault: what }) => what !== null);
      if (chains.length === 0) return [];
      if (broken.length > 0)
        return broken.map(({ ref, fault: what }) => fact(false, "", `${ref}: ${what ?? ""}`));
      return [fact(true, `${chains.length} records are whole, ${checkpoints} checkpoints are signed`, "")];
    },
  },
];

const sourceWords: Record<Case["incident"]["source"]["kind"], string> = {
  command: "a command",
  message: "a message",
  alert: "an alert",
  issue: "an issue",
  report: "a report",
  import: "an import",
};

const isFromInside = ({ incident: { source } }: Case): boolean =>
  source.kind === "command" || source.kind === "message" || source.kind === "alert";

function missingFields(one: Case): string[] {
  const { incident } = one;
  const isFound =
    incident.source.kind === "alert" || (incident.assess.foundBy ?? incident.source.foundBy) != null;
  return [
    ...(isChosen(one) ? [] : ["a level that a person chose"]),
    ...(wasLed(one) ? [] : ["who led"]),
    ...(isFound ? [] : ["how it was found"]),
    ...(isWorded(incident.resolution, 3) ? [] : ["a resolution in words"]),
  ];
}

/** Where the level asks for no role, a word on how it goes is as good. */
function wasLed(one: Case): boolean {
  if (levelIn(one)?.roles.length === 0) return firstAt(one, "updated", "role-accepted") !== null;
  const role = leadRole(one);
  return all(one, "role-accepted").some((event) => role === null || event.role === role);
}

function toldInTime(one: Case): Saying {
  const level = levelIn(one);
  const within = level?.targets.firstUpdateWithinMin ?? level?.updateEveryMin ?? null;
  if (within === null) return null;
  const told = firstAt(one, "updated", "resolved");
  const from = firstAt(one, "severity-set") ?? one.declaredAt;
  if (told === null) return { bad: "nobody said a word" };
  const minutes = Math.round(minutesBetween(one.declaredAt, told));
  return told <= addMinutes(from, within)
    ? { good: `first word after ${minutes} min` }
    : { bad: `first word after ${minutes} min, ${within} are given` };
}

function stakeholders(one: Case): Saying {
  const pages = levelIn(one)?.pages ?? [];
  if (pages.length === 0) return null;
  const missed = pages.filter((whom) => {
    if (whom === "on-call") return !one.incident.paged;
    return !one.incident.calls.calls.some((call) => call.whom === whom && call.answeredAt !== null);
  });
  return missed.length === 0 ? { good: "all were reached" } : { bad: `not reached: ${missed.join(", ")}` };
}

/** An answer that opens clocks of the law, a judgement that starts one, or a kind that says so. */
function isDataExposed({ incident, policy }: Case): boolean {
  if (Object.keys(incident.filings.anchors).length > 0) return true;
  const opened = Object.entries(policy.questions).some(([id, { escalates }]) => {
    const answer = incident.assess.answers[id]?.at(-1)?.answer;
    return escalates !== null && escalates.opensClocks.length > 0 && escalates.on.some((on) => on === answer);
  });
  const kind = incident.assess.kind;
  return opened || (kind !== null && /\bdata\b|breach|exposure/i.test(`${kind.id} ${kind.name}`));
}
