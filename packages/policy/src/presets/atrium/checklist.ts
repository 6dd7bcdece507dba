import { allNine, bring } from "../bring.ts";

/* Phases with their steps, and runbooks. */

/** The procedure, 1 to 5. When a phase begins by itself is our choice throughout. */
const phases = {
  triage: {
    name: "Triage",
    begins: "declared",
    steps: {
      // S1-8 to S1-10
      "severity-identified": {
        text: "The severity is identified by the definitions.",
        tickedBy: "severity-set",
      },
      "commander-assigned": {
        text: "There is an incident commander.",
        tickedBy: "role:commander",
        levels: ["P0", "P1"],
      },
      "channel-created": {
        text: "There is an incident channel.",
        tickedBy: "channel-open",
        levels: ["P0", "P1"],
      },
    },
  },
  communicate: {
    name: "Communicate",
    begins: "severity-set",
    steps: {
      // S1-11 to S1-18: the table of severities, inside and outside.
      "ops-told": {
        text: "#ops-alerts and the incident channel know.",
        tickedBy: "on-call-told",
        levels: ["P0", "P1"],
      },
      "public-status": {
        text: "A status update stands on Twitter.",
        tickedBy: "public-told",
        levels: ["P0"],
        role: "communications",
      },
      "public-status-late": {
        text: "Down for more than 30 minutes: a status update stands on Twitter.",
        tickedBy: "public-told",
        levels: ["P1"],
        role: "communications",
      },
      "ticket-told": {
        text: "The GitHub issue says what is so.",
        tickedBy: "issue-filed",
        levels: ["P2", "P3"],
      },
    },
  },
  mitigate: {
    name: "Mitigate",
    begins: "led",
    steps: {
      // S1-21: the immediate path first.
      "access-revoked": {
        text: "The compromised account is revoked through PosternKillSwitch.",
        group: "Fund safety",
        note: "The transaction hash (`tx 0x…`), or why nothing had to be revoked.",
        levels: ["P0"],
      },
      // S1-19, S1-20: not immediate.
      "pause-started": {
        text: "The emergency pause is started through the Praetor multisig: 2 of 3 confirm, then a 48 h timelock runs.",
        group: "Fund safety",
        note: "The transaction hash (`tx 0x…`) and who has confirmed, or why no pause is needed.",
        levels: ["P0"],
      },
      // S1-23 to S1-26
      "hotfix-branch": {
        text: "There is a hotfix branch: /incident hotfix.",
        group: "Service restoration",
        tickedBy: "hotfix-wanted",
        levels: ["P1"],
      },
      "fix-pushed": {
        text: "The fix is written, tested and pushed.",
        group: "Service restoration",
        note: "The link to the pull request or commit.",
        levels: ["P1"],
      },
      "preview-checked": {
        text: "The preview that Vercel deployed by itself was looked at.",
        group: "Service restoration",
        levels: ["P1"],
      },
      "promoted-by-person": {
        text: "A person promoted it to production in the Vercel UI.",
        group: "Service restoration",
        note: "Which deployment went to production.",
        levels: ["P1"],
      },
      // S1-27 to S1-29
      "ticket-filed": {
        text: "There is a GitHub issue with the label `incident`.",
        group: "Ticket",
        tickedBy: "issue-filed",
        levels: ["P2", "P3"],
      },
      "ticket-linked": {
        text: "It links the incident channel, or the alert message where there is none.",
        group: "Ticket",
        tickedBy: "issue-filed",
        levels: ["P2", "P3"],
      },
      "ticket-scheduled": {
        text: "It is scheduled for the next sprint.",
        group: "Ticket",
        note: "Which sprint or milestone.",
        levels: ["P2", "P3"],
      },
    },
  },
  postmortem: {
    name: "Postmortem",
    levels: ["P0", "P1"],
    begins: "resolved",
    steps: {
      // S1-30 to S1-36
      "root-cause-named": { text: "The root cause is found, with five whys.", tickedBy: "root-cause-found" },
      "lessons-written": { text: "The lessons are written in the postmortem.", role: "scribe" },
    },
  },
  "follow-up": {
    name: "Follow-up",
    levels: ["P0", "P1"],
    begins: "postmortem-published",
    steps: {
      // S1-37 to S1-41
      "actions-tracked": { text: "Action items are tracked in the plan tracker.", tickedBy: "action-named" },
      "postmortem-public": { text: "The postmortem is published.", tickedBy: "postmortem-published" },
      "alerts-updated": {
        text: "Detection was slow? Then the alert rules are updated.",
        note: "What changed, or that it was fast enough.",
      },
      "runbooks-updated": {
        text: "The response was unclear? Then the runbooks are updated.",
        note: "What changed, or that it was clear enough.",
      },
      // S1R-9: the on-call page beside the seed asks for it before closing. Our choice: an action item for it is enough, and
      // it is asked for rather than enforced, so that merging the postmortem closes the incident as the seed has it.
      "regression-covered": {
        text: "A regression test or an alert keeps it from coming back unseen: done, or an action item.",
        tickedBy: "action-named",
      },
    },
  },
} as const;

export const checklist = {
  phases,
  // Our choice: the runbooks of the seed's own repository are not public. S1R-10 asks for their column "Rollback safe?".
  runbooks: bring(allNine),
} as const;
