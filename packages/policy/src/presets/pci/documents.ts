/* Documents that the policy asks for. */
export const documents = {} as const;
