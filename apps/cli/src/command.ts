/** One `muster` command. */
export type CliCommand = {
  summary: string;
  usage: string;
  /** Resolves to the exit code. Whatever it throws as a `UsageError` is told with the usage line. */
  run(args: string[], io: Io): Promise<number>;
};

export type Io = {
  env: Record<string, string | undefined>;
  /** The folder that the person stands in; relative paths of theirs start there. */
  cwd: string;
  out(text: string): void;
  err(text: string): void;
};

/** The person's words do not fit. The message says what to write instead. */
export class UsageError extends Error {}
