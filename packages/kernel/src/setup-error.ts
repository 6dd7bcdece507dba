/** Everything wrong with the settings, told at once, so that it can be mended in one go. Its message is for people. */
export class SetupError extends Error {
  override name = "SetupError";
  readonly isForPeople = true;
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(["Cannot start:", ...problems.map((problem) => `  - ${problem}`)].join("\n"));
    this.problems = problems;
  }
}

/** Settings as they were read, and what is wrong with them. Use the settings only when there are no problems. */
export type ReadSettings<Settings> = { settings: Settings; problems: string[] };
