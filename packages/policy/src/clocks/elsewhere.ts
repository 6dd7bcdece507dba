import type { ClockData } from "./clock.ts";

const verifiedOn = "2026-11-20";
const masSource = "MAS Notice PSN05, rajahtannasia.com";
const harborSource = "SEAL Whitehat Safe Harbor v3";

/** The United Kingdom, Singapore, and what a protocol promised to whitehats. */
export const elsewhere: Record<string, ClockData> = {
  "uk-ico": {
    name: "UK GDPR: ICO",
    trigger: "Personal data breach, unless unlikely to put people's rights at risk.",
    deadline: [{ anchor: "became-aware", after: { hours: 72 } }],
    recipient: "The ICO, by its form; the people concerned if the risk is high",
    content: [
      "Nature of the breach",
      "Categories and approximate number of people and records",
      "Data protection officer or contact",
      "Likely consequences",
      "Measures taken or proposed",
      "Reasons, if it comes after 72 hours",
    ],
    profiles: ["uk"],
    source: "ico.org.uk, report a breach",
    verifiedOn,
    certainty: "high",
  },
  "uk-pecr": {
    name: "UK PECR: ICO",
    trigger: "Personal data breach at a provider of public electronic communications.",
    deadline: [{ anchor: "became-aware", after: { hours: 72 } }],
    recipient: "The ICO",
    content: ["Nature of the breach", "People concerned", "Measures"],
    profiles: ["uk-communications"],
    source: "ICO change note of 2025-08-20, which made it 72 hours instead of 24",
    verifiedOn,
  },
  "mas-psn05": {
    name: "MAS: notification",
    trigger: "Malfunction or IT security incident with a severe and widespread, or a material, impact.",
    deadline: [{ anchor: "discovered", after: { hours: 1 } }],
    recipient: "The Monetary Authority of Singapore",
    content: ["What happened and when it was discovered", "Services and customers concerned", "Measures"],
    profiles: ["singapore-dpt"],
    source: masSource,
    verifiedOn,
    note: "Critical systems: back within 4 hours, and at most 4 hours of unscheduled downtime in 12 months.",
  },
  "mas-psn05-report": {
    name: "MAS: root cause and impact report",
    trigger: "The same incident.",
    deadline: [{ anchor: "discovered", after: { days: 14 } }],
    recipient: "The Monetary Authority of Singapore",
    content: ["Summary", "Root cause", "Impact", "Measures to correct and prevent"],
    profiles: ["singapore-dpt"],
    source: masSource,
    verifiedOn,
  },
  "harbor-deposit": {
    name: "Safe Harbor: funds deposited",
    trigger: "A whitehat rescued funds under the adopted agreement.",
    deadline: [{ anchor: "rescue-done", after: { hours: 6 } }],
    recipient: "The Asset Recovery Address; the whitehat tells the protocol if it takes longer",
    content: ["Transactions of the rescue", "Amounts and assets", "Where they lie now"],
    profiles: ["safe-harbor"],
    source: harborSource,
    verifiedOn,
    certainty: "high",
  },
  "harbor-dispute": {
    name: "Safe Harbor: dispute of the reward",
    trigger: "The protocol does not agree with the reward.",
    deadline: [{ anchor: "rescue-done", after: { days: 15 } }],
    recipient: "The whitehat",
    content: ["Reward that was kept", "Why it is disputed"],
    profiles: ["safe-harbor"],
    source: harborSource,
    verifiedOn,
    certainty: "high",
    note: "Arbitration after 30 days.",
  },
};
