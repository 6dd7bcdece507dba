/** The outcome of something that is allowed to say no. */
export type Result<Value, Refused> = { ok: true; value: Value } | { ok: false; refused: Refused };

export const yes = <Value>(value: Value): Result<Value, never> => ({ ok: true, value });
export const no = <Refused>(refused: Refused): Result<never, Refused> => ({ ok: false, refused });
