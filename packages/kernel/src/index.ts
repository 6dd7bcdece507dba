export { assertNever } from "./assert-never.ts";
export type { Clock } from "./clock.ts";
export { hoursAfter, minutesAfter, parseDuration, sayDuration, utcDate, utcTime } from "./duration.ts";
export { named } from "./named.ts";
export { no, yes, type Result } from "./result.ts";
export { SetupError, type ReadSettings } from "./setup-error.ts";
