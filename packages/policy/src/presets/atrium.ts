import { criteria } from "./atrium/assess.ts";
import { atriumParts } from "./atrium/parts.ts";
import { sheets } from "./atrium/roles.ts";

/*
 * Seed 001: severity levels P0 to P3, Discord and GitHub, a multisig and a kill switch.
 * Fields marked "our choice" are silent in the seed.
 */
export const atrium = {
  id: "atrium",
  name: "Atrium incident response",
  source: "Atrium incident response procedure, phase 12",
  levels: {
    P0: {
      rank: 1,
      definition: "Fund loss or unauthorized admin action",
      criteria: criteria.P0,
      examples: ["Exploit", "Key compromise", "Unauthorized pause"],
      response: { text: "Immediate", withinMin: 0 },
      opens: { channel: true, opsAlerts: true, issue: true },
      pages: ["on-call"],
      external: [{ where: "Twitter", what: "Status update on Twitter", when: "always" }],
      // Our choice: the seed asks for a status update and names no rhythm.
      publicUpdateEveryMin: 60,
      // The on-call page beside the seed asks for a status every 30 minutes.
      updateEveryMin: 30,
      roles: ["commander", "communications", "scribe"],
      // The on-call page beside the seed, for its highest of four levels.
      targets: { ackWithinMin: 5, firstUpdateWithinMin: 15, resolveWithinMin: 60 },
      // The on-call page: when all three are silent while funds are at risk, pause everything.
      whenUnreachable:
        "Pause everything now: whoever holds a key follows the mitigation steps on the status card, the kill switch first, then the multisig.",
      mitigation: [
        {
          text: "Act now: revoke the compromised account through PosternKillSwitch.",
          command: 'cast send $POSTERN_KILL_SWITCH "revokeAll(address)" $COMPROMISED_ACCOUNT',
          caution: "This is the immediate path. Record the transaction hash with /incident note.",
        },
        {
          text: "Then start the emergency pause through the Praetor multisig.",
          command: 'cast send $PRAETOR_TIMELOCK "pause()" --private-key $MULTISIG_KEY_1',
          caution: "Not immediate: it needs 2 of 3 confirmations and waits behind a 48 h timelock.",
        },
      ],
      postmortem: { required: true, dueHours: 48 },
      // The seed: items with owner and due date stand in the postmortem, which is due then. How long they take: our choice.
      actionsNamedWithinDays: 2,
      actionsDoneWithinDays: 14,
      // Our choice: long enough to be no nuisance beside the updates.
      forgottenAfterHours: 24,
    },
    P1: {
      rank: 2,
      definition: "Service down or data integrity issue",
      criteria: criteria.P1,
      examples: ["UI unreachable", "Incorrect balances shown"],
      response: { text: "< 1 hour", withinMin: 60 },
      opens: { channel: true, opsAlerts: true, issue: true },
      pages: ["on-call"],
      external: [{ where: "Twitter", what: "Status update on Twitter", when: { downtimeOverMin: 30 } }],
      publicUpdateEveryMin: 120,
      updateEveryMin: 30,
      roles: ["commander", "communications", "scribe"],
      // The on-call page, for its second level. The hour of the seed runs beside it.
      targets: { ackWithinMin: 15, firstUpdateWithinMin: 30, resolveWithinMin: 240 },
      mitigation: [
        {
          text: "Work on a hotfix branch: fix, test, push.",
          command: "git checkout -b $HOTFIX_BRANCH && git push -u origin $HOTFIX_BRANCH",
        },
        { text: "Vercel deploys a preview by itself; a person promotes it to production in the Vercel UI." },
      ],
      offersHotfix: true,
      postmortem: { required: true, dueHours: 48 },
      actionsNamedWithinDays: 2,
      actionsDoneWithinDays: 30,
      forgottenAfterHours: 24,
    },
    P2: {
      rank: 3,
      definition: "Performance degradation",
      criteria: criteria.P2,
      examples: ["p95 > 5s", "Partial feature broken"],
      response: { text: "< 24 hours", withinMin: 1_440 },
      // The on-call page, for its third level. For the fourth it counts in business days, which is no clock here.
      targets: { ackWithinMin: 60, firstUpdateWithinMin: 240, resolveWithinMin: 1_440 },
      opens: { channel: false, opsAlerts: true, issue: true },
      postmortem: { required: false, dueHours: null },
      // Our choice: the next sprint ends within four weeks.
      actionsDoneWithinDays: 28,
      // Our choice: a sprint is two weeks for most.
      forgottenAfterHours: 336,
      ticketNote: "Schedule for next sprint.",
      // Our choice: a sprint is a milestone with a due date. Without one the note is all there is.
      milestone: "next",
      // The seed asks for this although the level opens no channel; loading warns of it.
      ticketLinksChannel: true,
    },
    P3: {
      rank: 4,
      definition: "Cosmetic or non-blocking",
      criteria: criteria.P3,
      examples: ["Typo", "Minor UI glitch"],
      response: { text: "Next sprint", withinMin: null },
      opens: { channel: false, opsAlerts: false, issue: true },
      postmortem: { required: false, dueHours: null },
      actionsDoneWithinDays: 28,
      forgottenAfterHours: 720,
      ticketNote: "Schedule for next sprint.",
      // Our choice: a sprint is a milestone with a due date. Without one the note is all there is.
      milestone: "next",
      // The seed asks for this although the level opens no channel; loading warns of it.
      ticketLinksChannel: true,
    },
  },
  // Our choice: the seed is silent on how long a level may stay open. "Unsure" takes the higher.
  classification: { unsureAfterMin: 5 },
  roles: {
    commander: {
      name: "Incident commander",
      duty: "Leads the response: decides, hands out tasks, keeps the process going. Does not fix.",
      offeredTo: "on-call",
      // The on-call page beside the seed: 15 minutes, then the next person.
      acceptWithinMin: 15,
      fixes: false,
      sheet: sheets.commander,
    },
    communications: {
      name: "Communications lead",
      duty: "Writes the updates, internal and public. Nothing goes out without approval.",
      remindedOf: ["update", "public-update"],
      sheet: sheets.communications,
    },
    scribe: {
      name: "Scribe",
      duty: "Keeps the timeline: what happened, when, who decided what and why. Does not fix.",
      remindedOf: ["postmortem"],
      fixes: false,
      sheet: sheets.scribe,
    },
  },
  onCall: { document: "runbooks/on-call-rotation.md" },
  people: {},
  postmortem: {
    path: "incidents/{date}-{slug}.md",
    // The seed names no anchor for its 48 hours; resolution is our choice.
    dueFrom: "resolved",
    remindBeforeHours: [24, 4],
    remindOverdueEveryHours: 24,
    // The template's heading: "What we'll do differently."
    sections: ["Lessons Learned"],
  },
  tracker: { path: "docs/plan-tracker.md" },
  hotfix: { branch: "hotfix/incident-{date}" },
  alerts: {
    rules: [
      { match: { severity: ["p0"] }, level: "P0" },
      { match: { severity: ["p1", "critical", "page", "emergency"] }, level: "P1" },
      { match: { severity: ["p3"] }, level: "P3" },
      { match: { severity: ["info", "none"] }, level: null },
      // Uptime Kuma knows no severities: it says that something cannot be reached.
      { match: { source: "uptime-kuma" }, level: "P1" },
      // p95 above 5 s and other warnings: performance degradation.
      { match: {}, level: "P2" },
    ],
  },
  discord: {
    opsAlerts: "ops-alerts",
    category: "Incidents",
    responderRole: "responder",
    onCallRole: "on-call",
  },
  github: { label: "incident" },
  ...atriumParts,
} as const;
