/* What is practised. */
export const drills = {
  drills: {
    schedule: {
      // The seed's overview page: a tabletop exercise each quarter, even a short one.
      tabletop: { title: "Tabletop exercise", every: "quarter", kind: "drill" },
      // The certificate beside the seed has the reachability of signers tested each quarter (ir-3.1.2).
      reachability: { title: "Roll-call of signers and contacts", every: "quarter", kind: "rollcall" },
    },
  },
} as const;
