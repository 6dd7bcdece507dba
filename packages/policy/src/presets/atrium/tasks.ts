/* Work that one person is given. The seed is silent; that the commander hands it out follows from the role. */
export const tasks = {
  tasks: { givenBy: ["commander"], minutes: 15, answerWithinMin: 5, spanMax: 7 },
} as const;
