/** Longest texts that people may give, in characters. A Discord modal field takes 4,000: https://discord.com/developers/docs/components/reference#text-input */
export const limits = {
  title: 150,
  description: 4_000,
  note: 4_000,
  reason: 1_000,
  summary: 4_000,
  action: 300,
} as const;
