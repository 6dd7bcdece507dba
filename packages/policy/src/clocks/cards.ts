import type { ClockData } from "./clock.ts";

const verifiedOn = "2026-11-20";
const visaSource = "Visa, What To Do If Compromised, appendix A";

/** Payment cards. */
export const cards: Record<string, ClockData> = {
  "pci-acq": {
    name: "Acquirer: any incident with card data",
    trigger: "Suspected or confirmed loss of card data.",
    deadline: [{ anchor: "card-data-suspected", after: null }],
    recipient: "The acquirer, as its contract says",
    content: ["What happened and when", "Systems and cards concerned", "Contact"],
    profiles: ["pci-merchant"],
    source: "PCI DSS v4.0.1, 12.10.1, and the contract",
    verifiedOn,
    note: "Write the contract's own time as a clock of your policy.",
  },
  "pci-visa": {
    name: "Visa: incident report",
    trigger: "Suspected or confirmed loss of Visa card data.",
    deadline: [{ anchor: "card-data-suspected", after: { businessDays: 3 } }],
    recipient: "Visa and the acquirer, who are told at once",
    content: [
      "What happened and when it was found",
      "How it was found",
      "Systems and kinds of card data concerned",
      "Measures",
      "Law enforcement contact",
    ],
    profiles: ["pci-merchant"],
    source: visaSource,
    verifiedOn,
    certainty: "high",
    note: "Preserve: do not power off, do not log in as root, write every action down. Some acquirers say four days.",
  },
  "pci-visa-accounts": {
    name: "Visa: accounts at risk",
    trigger: "Suspected or confirmed loss of Visa card data.",
    deadline: [{ anchor: "card-data-suspected", after: { businessDays: 10 } }],
    recipient: "Visa, through the acquirer and never through chat",
    content: ["That the account numbers at risk were handed over, and by which safe way"],
    profiles: ["pci-merchant"],
    source: visaSource,
    verifiedOn,
    certainty: "high",
  },
  "pci-mc": {
    name: "Mastercard: account data compromise",
    trigger: "Suspected or confirmed loss of Mastercard card data.",
    deadline: [{ anchor: "card-data-suspected", after: { hours: 24 } }],
    recipient: "Mastercard, through the acquirer",
    content: ["What happened and when"],
    profiles: ["pci-merchant"],
    source: "Commonly quoted, not confirmed",
    certainty: "low",
  },
};
