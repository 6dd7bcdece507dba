/* Work that one person is given. Our choice: the commander coordinates, the Technical Lead runs the investigation. */
export const tasks = {
  tasks: { givenBy: ["commander", "technical"], minutes: 15, answerWithinMin: 5, spanMax: 7 },
} as const;
