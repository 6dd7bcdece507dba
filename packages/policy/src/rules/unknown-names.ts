import { listed, say, type Finding } from "../finding.ts";
import { sayPath, type Path } from "../problem.ts";

/** One finding for each name in the list that is none of the known ones. */
export function unknownNames(path: Path, names: string[], known: string[], what: string): Finding[] {
  return names.flatMap((name, index) => unknownName([...path, index], name, known, what));
}

export function unknownName(path: Path, name: string | null, known: string[], what: string): Finding[] {
  if (name === null || known.includes(name)) return [];
  return [say(path, `${sayPath(path)} is "${name}", which is no ${what}. Write one of ${listed(known)}.`)];
}
