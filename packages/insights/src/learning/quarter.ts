import { periodOf } from "@muster/policy";

export type Quarter = {
  /** `2026-Q4`. */
  name: string;
  /** Its first day and its last, `2026-10-01` and `2026-12-31`, in UTC. */
  first: string;
  last: string;
  from: Date;
  /** The first instant that is not in it. */
  until: Date;
};

/** A quarter by its name, `2026-Q4`; null when it is none. */
export function readQuarter(asked: string): Quarter | null {
  const [, year, nth] = /^(20\d{2})-?q([1-4])$/i.exec(asked.trim()) ?? [];
  return year === undefined ? null : quarterFrom(Number(year), Number(nth) - 1);
}

/** The quarter that an instant lies in. */
export function quarterAt(at: Date): Quarter {
  return quarterFrom(at.getUTCFullYear(), Math.floor(at.getUTCMonth() / 3));
}

/** The one before: the last that is over when this is the one of now. */
export const quarterBefore = ({ from }: Quarter): Quarter => quarterAt(new Date(from.getTime() - 1));

/** From one quarter to another, the older first; at most so many, and then the latest. Empty where the first is the later one. */
export function quartersUntil(first: Quarter, last: Quarter, most: number): Quarter[] {
  const all: Quarter[] = [];
  for (let one = last; one.from >= first.from && all.length < most; one = quarterBefore(one))
    all.unshift(one);
  return all;
}

function quarterFrom(year: number, nth: number): Quarter {
  const from = new Date(Date.UTC(year, nth * 3, 1));
  const until = new Date(Date.UTC(year, nth * 3 + 3, 1));
  const day = (at: Date): string => at.toISOString().slice(0, 10);
  return {
    name: periodOf("quarter", from),
    first: day(from),
    last: day(new Date(until.getTime() - 1)),
    from,
    until,
  };
}
