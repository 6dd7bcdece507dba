import type { RunbookDraft } from "../runbook.ts";
import { kept } from "./kept.ts";

export const ddosAttack: RunbookDraft = {
  ...kept,
  name: "DDoS attack",
  typicalSeverity: "High to moderate",
  expert: "Infrastructure",
  keywords: ["ddos", "flood", "traffic", "botnet", "overload", "rate limit"],
  symptoms: [
    "Requests rise far beyond what users make.",
    "Timeouts everywhere while the servers work at their limit.",
  ],
  alerts: ["Requests per second", "Error rate at the edge", "Provider's attack notice"],
  differs: [
    "A launch or a news story: real users, many pages each.",
    "A bad deployment: errors rise, requests do not.",
  ],
  triageMin: 15,
  steps: {
    "confirm-ddos": {
      text: "Confirm that it is an attack: where from, which paths, how many.",
      note: "Write down what shows that it is one.",
    },
    "provider-protection": {
      text: "Turn on the provider's protection.",
      expected: "Requests to the origin fall within five minutes.",
    },
    "assess-impact": { text: "Find out what users can still do." },
  },
  options: [
    {
      name: "At the edge",
      when: "Traffic comes through the CDN.",
      impact: "Some users get a challenge.",
      rollbackSafe: "yes",
      steps: ["Attack mode on.", "Rate limits by path."],
      verify: "Origin load falls, real users get through.",
    },
    {
      name: "In the application",
      when: "One path is hit.",
      impact: "That feature is slow or off.",
      rollbackSafe: "yes",
      steps: ["Cache or switch off the path.", "Limit by account."],
      verify: "The rest answers as usual.",
    },
    {
      name: "By DNS",
      when: "The origin's address is known to the attacker.",
      impact: "Takes as long as the caches hold.",
      rollbackSafe: "with care",
      steps: ["Move the origin to a new address behind the CDN."],
      verify: "The old address gets nothing but the attack.",
    },
  ],
  questions: ["Is it a cover for something else?", "Was there a demand for money?"],
  escalateIf: [
    "Protection does not help within 30 minutes.",
    "There is a demand for money.",
    "Something else happens at the same time.",
  ],
  resolution: {
    "back-to-normal": { text: "Traffic is as usual for an hour." },
    "watch-on": { text: "Closer monitoring stays on for 24 to 48 hours." },
    "limits-reviewed": { text: "Which limits stay is decided." },
  },
  causes: ["Origin reachable beside the CDN", "Expensive path without a limit"],
  related: ["third-party-outage"],
  // The runbook beside the seed: an internal update every 30 minutes; words for the public are usually not needed.
  ask: { everyMin: 30, text: "DDoS: tell the team how it stands, /incident update." },
};

export const thirdPartyOutage: RunbookDraft = {
  ...kept,
  name: "Third-party outage",
  typicalSeverity: "High to moderate",
  expert: "Infrastructure",
  keywords: ["provider", "vendor", "third-party", "upstream", "rpc", "aws", "outage", "alchemy", "infura"],
  symptoms: ["Calls to one provider fail, ours is fine.", "The provider's status page says so."],
  alerts: ["Errors of one dependency", "Provider's status feed"],
  differs: ["Ours: other customers of the provider are fine.", "Network: several providers fail at once."],
  triageMin: 15,
  steps: {
    "confirm-theirs": {
      text: "Confirm that it is theirs: status page, other customers, another network.",
      note: "Write down what shows it, with the link.",
    },
    "own-impact": { text: "Find out what it means for our users." },
    fallback: { text: "Turn on the fallback.", expected: "Calls go to the other provider and succeed." },
  },
  options: [
    {
      name: "Fallback",
      when: "There is a second provider that is fine.",
      impact: "Perhaps slower or costlier.",
      rollbackSafe: "yes",
      verify: "Error rate is as usual.",
    },
    {
      name: "Switch the feature off",
      when: "There is no second provider.",
      impact: "That feature is away, and says so.",
      rollbackSafe: "yes",
      verify: "Users see a plain notice instead of an error.",
    },
  ],
  questions: ["Since when?", "What do they promise, and when do they tell more?", "Did we lose data?"],
  escalateIf: ["No word from the provider within an hour.", "Funds or data depend on it."],
  resolution: {
    "verified-recovery": { text: "The provider is back, checked by ourselves." },
    "switched-back": { text: "The fallback is switched back, or stays on purpose." },
    "backlog-done": { text: "What was queued has been worked off." },
  },
  causes: ["One provider for everything", "A fallback that nobody had tried"],
  related: ["ddos-attack"],
  // The runbook beside the seed: look again every 15 to 30 minutes.
  ask: {
    everyMin: 20,
    text: "Look again at the provider: status page, and our own check. Then /incident update.",
  },
};
