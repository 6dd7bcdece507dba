import type { Place, Surface } from "../effect.ts";
import type { Errand } from "../errand.ts";

/**
 * How an exit keeps a restricted incident from those who may not know of it.
 *
 * - `filtered`  looks incidents up for whoever asks, through `mayKnow`, and answers as if the others did not exist.
 * - `inside`    goes where only those are who may know: its room, the one who declared it, a repository that is private as it is sent.
 * - `withheld`  lets nothing of a restricted incident out, and takes back what it had let out before.
 * - `approved`  lets out words that people wrote for the public and approved by name, and nothing beside them.
 * - `silent`    tells of no incident at all.
 * - `operator`  is read by whoever runs Muster and holds its database.
 */
export type Guard = "filtered" | "inside" | "withheld" | "approved" | "silent" | "operator";

/**
 * Every place where incidents leave. Tests compare these lists with the registries of commands, surfaces, errands and routes, and the
 * types with the vocabularies, so that a new exit without a guard does not pass.
 */
export const exits = {
  /** Commands in Discord, with what they suggest while people type, and their refusals. */
  command: {
    "incident.declare": "silent",
    "incident.list": "filtered",
    "muster.help": "silent",
    "muster.report": "silent",
    "muster.doctor": "filtered",
    "access.declare": "silent",
    "access.request": "silent",
    "call.who": "silent",
    "incident.sheet": "silent",
    "muster.training": "silent",
    "muster.links": "silent",
    "runbook.list": "silent",
    "runbook.template": "silent",
    "maturity.show": "filtered",
    "maturity.attest": "silent",
    "drill.start": "silent",
    "drill.rollcall": "silent",
    // Drills are never restricted.
    "drill.list": "silent",
    "link.github": "silent",
    "link.show": "silent",
    "link.remove": "silent",
    // Counts only what whoever reads it may know of.
    "metrics.show": "filtered",
    "metrics.load": "filtered",
  } as Record<string, Guard>,
  menu: {
    "Declare incident": "silent",
    "Add to timeline": "filtered",
    "Create action item": "filtered",
    "Report to responders": "silent",
  } as Record<string, Guard>,
  /** Buttons and menus under messages, by what they ask for. Each names its incident, which is looked up anew for whoever presses. */
  press: {
    ask: "filtered",
    form: "filtered",
    level: "filtered",
    accept: "filtered",
    decline: "filtered",
    take: "filtered",
    hotfix: "filtered",
    more: "filtered",
    do: "filtered",
    add: "filtered",
    link: "silent",
    maturity: "filtered",
  } as Record<string, Guard>,
  /** Commands in comments that are heard on any issue. The others are about the issue's own incident: see `guardOfComment`. */
  comment: {
    "/incident help": "filtered",
    "/muster help": "filtered",
    "/incident declare": "filtered",
    "/link": "silent",
    "/unlink": "silent",
  } as Record<string, Guard>,
  surface: {
    channel: "inside",
    "status-card": "inside",
    "ops-alert": "withheld",
    issue: "inside",
    "hotfix-branch": "inside",
    postmortem: "inside",
    tracker: "inside",
    "action-issues": "inside",
    // Everybody in the server sees its calendar.
    meeting: "withheld",
    announcements: "approved",
    "public-thread": "approved",
    "status-page": "approved",
    // A drill is made up. Its page is in the repository for whoever reads it there.
    "drill-report": "inside",
    // Confirmed by one person, approved by another, on its day.
    disclosure: "approved",
  } satisfies Record<Surface, Guard>,
  place: { room: "inside", "ops-alerts": "withheld", reply: "inside" } satisfies Record<Place, Guard>,
  errand: {
    "tell-policy": "silent",
    // What a policy would have done to earlier incidents stands in a check that everybody reads.
    "check-policy": "filtered",
    "check-postmortem": "filtered",
    "keep-index": "filtered",
    "open-review": "silent",
    "open-drill": "silent",
    // Names a drill whose report is in the repository as well; a drill is never restricted.
    "close-drill": "inside",
    "remind-drill": "silent",
    // Hashes with salt: see packages/store/src/record/merkle.ts.
    checkpoint: "silent",
    "answer-on-issue": "filtered",
    "tell-privately": "silent",
    // Goes into the record and the room of the incident that it is about.
    "find-suspects": "inside",
    // Says only what everybody may know of, in the room of the incident that it is about.
    "find-lookalikes": "withheld",
    "learning-report": "withheld",
    "tell-ops": "silent",
    // Both look up what is no secret, and count nothing else.
    "actions-digest": "filtered",
    "metrics-digest": "withheld",
    "check-release": "filtered",
    "check-releases": "filtered",
  } satisfies Record<Errand["do"], Guard>,
  cli: {
    start: "silent",
    up: "silent",
    sandbox: "silent",
    doctor: "operator",
    list: "operator",
    show: "operator",
    export: "operator",
    verify: "operator",
    restore: "operator",
    import: "operator",
    metrics: "operator",
    // For the public, like the pull request that carries the same.
    learning: "withheld",
    // For the public by default; whoever holds the database may ask for all of it.
    maturity: "filtered",
    drill: "operator",
    policy: "silent",
    postmortem: "silent",
    replay: "silent",
  } as Record<string, Guard>,
  /** What the doors answer: that something was stored, never what became of it. */
  route: {
    "POST /github/webhooks": "silent",
    "POST /alerts/:source": "silent",
    "GET /healthz": "silent",
    // Figures for monitoring, of what everybody may know of.
    "GET /metrics": "withheld",
    // Pages for people: see apps/github-app/src/web.
    "GET /": "silent",
    "GET /app": "silent",
    "GET /app/:team": "silent",
    "GET /app/*": "silent",
    "GET /app/:team/incidents": "filtered",
    "GET /app/:team/incidents/:ref": "filtered",
    "GET /app/:team/actions": "filtered",
    "GET /app/:team/on-call": "silent",
    "GET /app/:team/metrics": "filtered",
    "GET /app/:team/metrics/spread.svg": "filtered",
    "GET /app/:team/drills": "filtered",
    "GET /app/:team/drills/:ref": "filtered",
    "GET /app/:team/maturity": "filtered",
    "GET /sign-in": "silent",
    "GET /sign-in/:way": "silent",
    "GET /signed-in/:way": "silent",
    "POST /sign-out": "silent",
    "GET /status": "approved",
    "GET /status/feed.atom": "approved",
    "GET /status/:team": "approved",
    "GET /status/:team/feed.atom": "approved",
    "GET /assets/muster.svg": "silent",
    "GET /assets/:style": "silent",
  } as Record<string, Guard>,
} as const;

/** A command about one incident finds it through the door's one look-up, which is filtered. */
export function guardOfCommand(key: string, isAboutIncident: boolean): Guard | null {
  return exits.command[key] ?? (isAboutIncident ? "filtered" : null);
}

/** A comment's incident is that of its issue, if whoever reads the answer may know of it: looked up in one place for all commands. */
export function guardOfComment(key: string, isAboutIncident: boolean): Guard | null {
  return exits.comment[key] ?? (isAboutIncident ? "filtered" : null);
}
