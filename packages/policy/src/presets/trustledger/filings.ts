/* Reports that the law asks for. */
export const filings = {} as const;
