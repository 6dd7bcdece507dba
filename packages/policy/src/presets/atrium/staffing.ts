/* The seed's title says what it is for. Its on-call page is a weekly rotation of three founders. */
export const staffing = {
  purpose: "The general incident response of Atrium's production. SECURITY.md leads to it.",
  staffing: "simple-rotation",
} as const;
