/** An instant as a file knows it. `day` is all that is known of a time that is a date only. */
export type Moment = { at: Date; isDay: boolean };

/** The years for which dates are written with four digits and incidents are told. */
const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/** ISO 8601 with a date; without a zone it is UTC. Null when it is no time. */
export function readMoment(text: string): Moment | null {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(\.\d{1,9})?[ ]?(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text.trim(),
    );
  if (match === null) return null;
  const [, day = "", time, seconds = ":00", fraction = "", zone = "Z"] = match;
  const midnight = new Date(`${day}T00:00:00Z`);
  // JavaScript turns 30 February into a day of March.
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return null;
  const offset =
    zone.toUpperCase() === "UTC" ? "Z" : zone.replace(/^([+-]\d{2}):?(\d{2})$/, "$1:$2").toUpperCase();
  const at =
    time === undefined ? midnight : new Date(`${day}T${time}${seconds}${fraction.slice(0, 4)}${offset}`);
  const ms = at.getTime();
  return Number.isNaN(ms) || ms < earliest || ms > latest ? null : { at, isDay: time === undefined };
}
