import type { RunbookDraft } from "../runbook.ts";
import { kept } from "./kept.ts";

export const dnsHijack: RunbookDraft = {
  ...kept,
  name: "DNS hijack",
  typicalSeverity: "Highest",
  expert: "Infrastructure",
  keywords: ["dns", "domain", "registrar", "nameserver", "hijack", "certificate"],
  symptoms: [
    "The domain leads to a server that is not ours.",
    "A certificate for it that nobody here asked for.",
  ],
  alerts: ["DNS record or nameserver changed", "New certificate in the transparency log"],
  differs: ["Hosting compromise: the domain still leads to our own host."],
  triageMin: 10,
  steps: {
    "regain-account": {
      text: "Regain the registrar's account; call its emergency line.",
      why: "Whoever holds it can undo all that follows.",
      note: "Write down whom you reached and the case number.",
    },
    "second-factor": { text: "New password and a new second factor; end all other sessions." },
    "known-good": {
      text: "Point all records to known good addresses.",
      command: "dig +short NS $DOMAIN && dig +short A $DOMAIN",
      expected: "Our nameservers and our addresses.",
    },
    lock: { text: "Set the registry lock." },
  },
  options: [
    {
      name: "Warn on every other channel",
      when: "At once, while the account is being regained.",
      impact: "Everybody knows; better than losses.",
      rollbackSafe: "yes",
      verify: "The warning is pinned.",
    },
  ],
  questions: ["What was changed, when, by which account?", "Was mail for the domain read as well?"],
  escalateIf: ["The registrar does not answer within 15 minutes.", "Users signed transactions meanwhile."],
  resolution: {
    "records-checked": { text: "Every record was compared with the list that we keep." },
    "certificates-revoked": { text: "Foreign certificates are revoked." },
    "caches-over": { text: "Old answers have run out of the caches." },
  },
  causes: [
    "Registrar account without a second factor",
    "Social engineering of the registrar",
    "Expired domain",
  ],
  related: ["frontend-compromise", "cdn-hosting-compromise"],
};

export const cdnHostingCompromise: RunbookDraft = {
  ...kept,
  name: "CDN or hosting compromise",
  typicalSeverity: "Highest",
  expert: "Infrastructure",
  keywords: ["cdn", "hosting", "cloudflare", "vercel", "bucket", "cache"],
  symptoms: ["Files on the host differ from what was deployed.", "A deployment that nobody made."],
  alerts: ["Login from a new place", "Deployment outside the pipeline", "Hash of the bundle differs"],
  differs: [
    "DNS hijack: the domain leads elsewhere.",
    "Build pipeline: the harmful code came with our own deployment.",
  ],
  triageMin: 10,
  steps: {
    purge: { text: "Purge the caches." },
    "take-down": { text: "Take the site down.", why: "What is purged may come back from the origin." },
    rotate: { text: "Replace all tokens and passwords of the account; end all sessions." },
    "review-logs": {
      text: "Read the access and audit logs; keep a copy.",
      note: "Write down what was done, when, from where.",
    },
    redeploy: { text: "Deploy anew from git, from a commit that people read." },
  },
  options: [
    {
      name: "Another host",
      when: "The account cannot be trusted or regained.",
      impact: "An hour or more without the site.",
      rollbackSafe: "yes",
      verify: "The new host serves the build of the known commit.",
    },
  ],
  questions: ["Which token or account was used?", "Which other sites does it reach?"],
  escalateIf: ["The provider itself is breached.", "Users signed transactions meanwhile."],
  resolution: {
    "clean-deploy": { text: "What is online is the known commit." },
    "tokens-replaced": { text: "No old token works any more." },
  },
  causes: ["Leaked API token", "Account without a second factor", "Too many people with admin rights"],
  related: ["frontend-compromise", "dns-hijack"],
};
