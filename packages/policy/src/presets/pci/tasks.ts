/* Work that one person is given. Our choice: the commander "leads response efforts", the Security lead the investigation. */
export const tasks = {
  tasks: { givenBy: ["commander", "security"], minutes: 20, answerWithinMin: 5, spanMax: 7 },
} as const;
