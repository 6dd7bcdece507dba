import { allNine, bring } from "../bring.ts";

/* Phases with their steps, and runbooks. */

// Our choice: what can be scheduled (P4) or needs no action (P5) is a ticket and goes through no phases.
const levels = ["P1", "P2", "P3"] as const;

/** The response process, step 1 to 6. When a phase begins by itself is our choice throughout. */
const phases = {
  detection: {
    name: "Detection",
    goal: "Get the right people involved, fast.",
    levels,
    begins: "declared",
    steps: {
      // S0-29 to S0-36 are kinds of sources; the declaration keeps which one it was.
      "source-known": { text: "The source of the report is on record.", tickedBy: "declared" },
      "right-people": {
        text: "The right people are told. If you do not know whom to call: the on-call team.",
        tickedBy: "on-call-told",
      },
    },
  },
  coordination: {
    name: "Coordination",
    goal: "One person leads, everybody knows their part.",
    levels,
    begins: "severity-set",
    steps: {
      // S0-37 to S0-41: what the Detector does.
      "call-started": { text: "A call is running (Zoom, Meet, a voice channel).", group: "Detector" },
      "channel-created": {
        text: "There is a private incident channel.",
        group: "Detector",
        tickedBy: "channel-open",
      },
      "responders-alerted": {
        text: "Responders are alerted.",
        group: "Detector",
        tickedBy: "on-call-told",
      },
      "information-given": {
        text: "All that is known so far is written here.",
        group: "Detector",
        tickedBy: "noted",
      },
      "handed-off": {
        text: "An Incident Leader has said that they lead.",
        group: "Detector",
        tickedBy: "role:leader",
      },
      // S0-42, S0-43.
      "group-minimal": {
        text: "The group is kept small for now.",
        group: "P1 only",
        levels: ["P1"],
        role: "leader",
      },
      "decision-makers-alerted": {
        text: "Decision Makers are alerted.",
        tickedBy: "called:decision-makers",
        group: "P1 only",
        levels: ["P1"],
        role: "leader",
      },
      // S0-44 to S0-47: what the Leader does.
      "experts-in": {
        text: "The experts who are needed are here.",
        group: "Incident Leader",
        tickedBy: "role:sme",
        role: "leader",
      },
      "scribe-assigned": {
        text: "There is a Scribe.",
        group: "Incident Leader",
        tickedBy: "role:scribe",
        role: "leader",
      },
      // S0-46: the log runs by itself, so the Scribe makes it theirs.
      "log-owned": {
        text: "The Scribe has the incident log in hand. It runs by itself: /incident show.",
        group: "Incident Leader",
        role: "scribe",
      },
      "communications-assigned": {
        text: "There is a Communication Manager.",
        group: "Incident Leader",
        tickedBy: "role:communications",
        role: "leader",
        levels: ["P1", "P2"],
      },
    },
  },
  investigation: {
    name: "Investigation",
    goal: "Understand what is happening and assess the impact.",
    levels,
    begins: "led",
    looksForCause: true,
    steps: {
      // S0-48
      "logs-collected": {
        text: "Logs, error messages and steps to reproduce are collected.",
        tickedBy: "evidence-kept",
      },
      // S0-49
      "services-identified": {
        text: "Affected services and how far it reaches are known.",
        note: "Which services, and how far it reaches.",
        tickedBy: "answer:scope",
      },
      // S0-50
      "severity-confirmed": {
        text: "The severity is confirmed, or adjusted with /incident severity.",
        role: "leader",
      },
      // S0-51
      "options-determined": {
        text: "Ways to mitigate are listed.",
        note: "Each way with how fast and how risky it is.",
        tickedBy: "option-noted",
      },
      // S0-52, S0-53
      "tasks-assigned": {
        text: "Tasks go to single people, one at a time each.",
        tickedBy: "task-given",
        role: "leader",
      },
    },
  },
  resolution: {
    name: "Resolution",
    goal: "Stop the bleeding first, permanent fix later.",
    levels,
    // Telling people and planning the permanent fix follow the mitigation, and belong to this step.
    begins: "mitigated",
    steps: {
      // S0-56
      "mitigation-applied": { text: "A temporary mitigation is applied.", tickedBy: "mitigated" },
      // S0-57: /incident mitigate asks how it was verified.
      "mitigation-verified": {
        text: "It is verified to work.",
        note: "How you saw that it works.",
        tickedBy: "mitigated",
      },
      // S0-58
      "stakeholders-notified": {
        text: "Stakeholders are notified.",
        note: "Who was told, by which message.",
        role: "communications",
      },
      // S0-59
      "fix-planned": {
        text: "The permanent fix is planned, with owner and timeline.",
        makesAction: true,
        role: "leader",
      },
    },
  },
  monitoring: {
    name: "Monitoring",
    goal: "Confirm that the fix really works.",
    levels,
    // The fix that is watched is out.
    begins: "resolved",
    steps: {
      // S0-61
      "verified-after-deployment": {
        text: "It was verified right after the deployment.",
        note: "What was checked, and what it showed.",
      },
      // S0-62 to S0-64
      "watched-a-week": { text: "It was watched for at least a week.", tickedBy: "watch-over" },
      "alerts-considered": { text: "New alerts or test cases were considered.", note: "Which, or why none." },
      "monitoring-documented": {
        text: "What is monitored now is written down.",
        note: "Where it is written.",
      },
    },
  },
  review: {
    name: "Post-incident review",
    goal: "Learn, and keep it from happening again.",
    levels,
    // The watch lasts a week, and the review falls into it.
    begins: "meeting-set",
    steps: {
      // S0-65 to S0-72
      "review-scheduled": {
        text: "The post-mortem meeting is set, within a week of the resolution.",
        tickedBy: "meeting-set",
        role: "leader",
      },
      "draft-prepared": { text: "The post-mortem draft is ready.", role: "scribe" },
      "timeline-reviewed": {
        text: "The team went through the timeline, found root causes and wrote down what it learned.",
        tickedBy: "meeting-held",
      },
      "actions-defined": {
        text: "There are action items, each with owner and deadline.",
        tickedBy: "action-named",
        role: "leader",
      },
      "post-mortem-shared": {
        text: "The post-mortem is shared with the team, and with the community where that fits.",
        tickedBy: "postmortem-published",
      },
    },
  },
} as const;

export const checklist = {
  phases,
  // S0-54, S0-55
  stopFirst:
    "What stops the damage now? If a temporary fix (rollback, pause, disable a feature) is faster than the full fix and reduces damage, do that first.",
  // B9. Which levels: our choice, those that go through the phases.
  confirmation: { levels },
  // S0-60, S0-86
  runbooks: bring(allNine),
} as const;
