/* What the seed's overview says the policy is for. It points to the staffing page for on-call options, which gives a choice by size: our choice is the middle one. */
export const staffing = {
  purpose:
    "How we respond to security and operational incidents, from their detection to the review afterwards: roles, severity and steps.",
  staffing: "simple-rotation",
} as const;
