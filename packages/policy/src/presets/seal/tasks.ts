/* Work that one person is given. "The Incident Leader assigns specific tasks to individuals. One task per person at a time." */
export const tasks = {
  tasks: {
    givenBy: ["leader"],
    // Our choice of all three numbers: short enough to notice when somebody is stuck.
    minutes: 15,
    answerWithinMin: 5,
    spanMax: 7,
  },
} as const;
