/** Where an incident stands. It follows from what happened; nobody sets it directly. */
export const statuses = ["open", "mitigated", "resolved", "closed", "dismissed", "merged"] as const;
export type Status = (typeof statuses)[number];

/** What has been opened for an incident, ever. */
export type Opened = { channel: boolean; opsAlerts: boolean; issue: boolean };

export type PostmortemState = { dueAt: string; publishedAt: string | null; publishedUrl: string | null };
