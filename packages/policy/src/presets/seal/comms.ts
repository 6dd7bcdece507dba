/* Words for the public. */
export const comms = {} as const;
