/** Why the database that Muster brings along could not start, and what the operator can do about it. */
export class PostgresStartError extends Error {
  override name = "PostgresStartError";
  /** Its message is written for the operator; a stack would only be in the way. */
  readonly isForPeople = true;
}

const ownDatabase = "or set DATABASE_URL to a PostgreSQL 15 or newer of your own";

/** Puts the way out behind what is so; the second way out is always a database of one's own. */
export function cannotStart(whatIsSo: string, whatToDo: string): PostgresStartError {
  return new PostgresStartError(`${whatIsSo} ${whatToDo}, ${ownDatabase}.`);
}

/** How the server says in its log that this folder is still held, for example by backends that outlive a kill. */
const stillHeld = /lock file "postmaster\.pid" already exists|pre-existing shared memory block/;
const portTaken = /could not bind .* address|Address already in use/;

export type FailedStart = { why: "still-held" | "port-taken" } | { why: "told"; error: PostgresStartError };

/** Reads the reason for a failed start from what the server wrote. */
export function readFailure(written: string, folder: string): FailedStart {
  if (stillHeld.test(written)) return { why: "still-held" };
  if (portTaken.test(written)) return { why: "port-taken" };
  return { why: "told", error: explainFailure(written, folder) };
}

const lastLinesMax = 6;

/** Finds words for what initdb or the server wrote before it gave up. */
export function explainFailure(written: string, folder: string): PostgresStartError {
  if (/No space left on device|could not extend file/.test(written)) {
    return cannotStart(`The disk that holds ${folder} is full.`, "Free some space and start again");
  }
  if (/error while loading shared libraries|GLIBC_|Library not loaded/.test(written)) {
    return cannotStart(
      "The PostgreSQL that comes with Muster cannot load its libraries on this system.",
      "Run `npm start` once more after deleting node_modules, use a system with glibc 2.27 or newer",
    );
  }
  if (/Permission denied|Operation not permitted|Read-only file system/.test(written)) {
    return cannotStart(
      `PostgreSQL may not write in ${folder}.`,
      "Give the user who runs Muster this folder, choose another one",
    );
  }
  if (/could not (create|map|get) .*shared memory|Cannot allocate memory/.test(written)) {
    return cannotStart(
      "There is too little memory for PostgreSQL (it needs about 100 MB).",
      "Free some memory",
    );
  }
  const lines = written.trim().split("\n").slice(-lastLinesMax).join("\n  ");
  return cannotStart(`PostgreSQL did not start in ${folder}. It said:\n  ${lines}\n`, "Mend what it says");
}
