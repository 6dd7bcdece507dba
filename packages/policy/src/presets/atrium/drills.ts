/* What is practised. The seed says nothing of drills, so nothing is planned; anybody may start one. */
export const drills = { drills: {} } as const;
