/* The seed's purpose. It says nothing of staffing: a simple rotation is our choice. */
export const staffing = {
  purpose:
    "How to detect security incidents that affect the platform, respond to them and recover from them.",
  staffing: "simple-rotation",
} as const;
