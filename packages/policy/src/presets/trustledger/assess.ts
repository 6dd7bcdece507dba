/* Criteria, questions and escalation. */

/** The bullets under each level. */
export const criteria = {
  P0: {
    outage: "System-wide outage",
    funds: "Security breach with user funds at risk",
    exploited: "Smart contract vulnerability exploited",
  },
  P1: {
    degradation: "Major service degradation",
    vulnerability: "Security vulnerability discovered",
    privacy: "Data breach affecting user privacy",
  },
  P2: {
    partial: "Partial service degradation",
    security: "Non-critical security issues",
    performance: "Performance issues",
  },
  P3: {
    minor: "Minor issues",
    alerts: "Monitoring alerts",
    bugs: "User-reported bugs",
  },
} as const;

export const assess = {
  // "Security incidents, system outages, and other critical events". The first four are the seed's drill scenarios.
  kinds: {
    exploit: {
      name: "Smart contract exploit",
      asks: ["financial-impact"],
      calls: ["smart-contract-developers", "security-experts"],
    },
    ddos: { name: "DDoS attack", calls: ["infrastructure-engineers"] },
    breach: {
      name: "Data breach",
      asks: ["data-exposure"],
      calls: ["security-experts", "community-managers"],
    },
    infrastructure: { name: "Infrastructure failure", calls: ["infrastructure-engineers"] },
    other: { name: "Other critical event" },
  },
  questions: {
    // Phase 3: impact assessment and planning.
    scope: { text: "What is the scope of the compromise?", role: "technical" },
    "financial-impact": {
      text: "What is the financial impact: at risk, lost, recovered?",
      asks: "funds",
      role: "technical",
    },
    "data-exposure": {
      text: "Was user data exposed?",
      asks: "yes-no-unknown",
      role: "legal",
      escalates: {
        on: ["yes"],
        // "Data breach affecting user privacy" is a criterion of P1.
        reason: "A data breach that affects user privacy is P1",
        raisesTo: "P1",
        raises: "at-once",
        opensClocks: ["gdpr-33"],
      },
    },
    "communication-approach": {
      text: "How do we communicate: to whom, through which channels, how often?",
      role: "communications",
    },
  },
  // Our choice: "security vulnerability discovered" is not for everybody to read before it is fixed.
  discretion: { foundBy: ["bug-bounty", "audit"] },
} as const;
