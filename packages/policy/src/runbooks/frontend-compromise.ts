import type { RunbookDraft } from "../runbook.ts";
import { kept } from "./kept.ts";

export const frontendCompromise: RunbookDraft = {
  ...kept,
  name: "Frontend compromise",
  typicalSeverity: "Highest: users may be signing harmful transactions",
  expert: "Frontend",
  keywords: ["frontend", "website", "ui", "phishing", "malicious", "script", "approval", "drainer", "popup"],
  symptoms: [
    "The site asks for approvals that it never asked for.",
    "The bundle that users load is not the one that we built.",
    "Users report losses right after visiting the site.",
  ],
  alerts: ["Hash of the bundle differs", "New third-party script", "DNS or certificate changed"],
  differs: [
    "Contract exploit: users lose funds without having signed anything.",
    "A copy of our site under another name: ours is untouched; have the copy taken down.",
  ],
  triageMin: 10,
  steps: {
    "take-down": {
      text: "Take the site down or send it to a plain notice.",
      why: "Each visitor may lose what they hold. Down is better than wrong.",
      expected: "The notice is what a fresh browser shows, from two networks.",
    },
    "warn-users": {
      text: "Warn users: do not use the site, revoke approvals. Use a channel that is not the site.",
    },
    "assess-scope": {
      text: "Find out since when, what the code does, and which addresses it sends to.",
      note: "Write down: since when, what it does, attacker's addresses.",
    },
    "find-vector": {
      text: "Find the way in, and go on with its runbook: DNS, hosting, a dependency or the build.",
    },
  },
  options: [
    {
      name: "Notice page",
      when: "Hosting is ours and can be trusted.",
      impact: "Nobody can use the site.",
      rollbackSafe: "yes",
      verify: "A fresh browser shows the notice.",
    },
    {
      name: "Last good build",
      when: "The way in is known and closed.",
      impact: "Newest features are missing.",
      rollbackSafe: "with care",
      verify: "The hash is that of the build of that commit.",
    },
  ],
  questions: [
    "Who visited in that time?",
    "Which approvals were given to whom?",
    "Is the same way open in other sites of ours?",
  ],
  escalateIf: ["Users have lost funds.", "The domain or the hosting account is not in our hands."],
  resolution: {
    "cause-known": { text: "The way in is known and closed." },
    "fresh-build": { text: "What is online was built anew from a commit that people read." },
    "credentials-rotated": { text: "All credentials of hosting, domain and build are replaced." },
    "users-supported": { text: "Users who signed know how to revoke, and there is a list of them." },
  },
  causes: [
    "Registrar or hosting account taken over",
    "Dependency with harmful code",
    "Stolen CI secret",
    "Third-party script",
  ],
  related: ["dns-hijack", "cdn-hosting-compromise", "dependency-attack", "build-pipeline-compromise"],
};
