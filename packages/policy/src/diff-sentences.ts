import { explainSections } from "./explain-policy.ts";
import type { Policy } from "./schema.ts";

/** What is said differently of one level, or of every incident (`of` is null). Plain sentences. */
export type SaidDifferently = { of: string | null; gone: string[]; added: string[] };

/** What changed from one policy to the other, in the sentences that explain them; empty when both say the same. */
export function diffSentences(before: Policy, after: Policy): SaidDifferently[] {
  const [was, is] = [explainSections(before), explainSections(after)];
  const names = [...new Set([...is.keys(), ...was.keys()])];
  return names.flatMap((of) => {
    const [old, now] = [was.get(of) ?? [], is.get(of) ?? []];
    const gone = old.filter((line) => !now.includes(line));
    const added = now.filter((line) => !old.includes(line));
    return gone.length === 0 && added.length === 0 ? [] : [{ of, gone, added }];
  });
}
