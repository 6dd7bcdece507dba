/** A person tried something their Discord client would not let them do. Nothing was sent to the bot. */
export class CannotDo extends Error {
  override name = "CannotDo";
  readonly because: Because;
  constructor(because: Because, message: string) {
    super(message);
    this.because = because;
  }
}

export type Because =
  | "unknown-channel"
  | "unknown-command"
  | "not-permitted"
  | "unknown-option"
  | "missing-option"
  | "bad-value"
  | "unknown-person"
  | "no-such-control"
  | "control-disabled"
  | "no-modal"
  | "unknown-message"
  | "empty-message";

export const cannot = (because: Because, message: string): never => {
  throw new CannotDo(because, message);
};
