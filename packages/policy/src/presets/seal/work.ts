/* Our choice: the seed is silent on what changed before an incident; two hours are looked back. */
export const work = { suspects: { windowMin: 120, levels: null } } as const;
