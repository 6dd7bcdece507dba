/* The seed's overview. It says nothing of how people are reached: a simple rotation is our choice. */
export const staffing = {
  purpose: "How to respond to security incidents, outages and other critical events that affect TrustLedger.",
  staffing: "simple-rotation",
} as const;
