/** What was answered is answered again for so long. */
const freshMs = 1_000;
/** What cannot be asked anew is shown as it was for so long: an old word is worth more in an outage than none. */
const staleMs = 3_600_000;

type Asking<Question, Answer> = {
  ask: (question: Question) => Promise<Answer>;
  keyOf: (question: Question) => string;
  now: () => number;
  onTrouble: (error: string) => void;
};

/**
 * Asks at most once a second for each key, however many want to know: everybody looks at the page when something is wrong. Keys must be
 * few, since answers are kept.
 */
export function kept<Question, Answer>({
  ask,
  keyOf,
  now,
  onTrouble,
}: Asking<Question, Answer>): (question: Question) => Promise<Answer> {
  const answers = new Map<string, { answer: Answer; at: number }>();
  const asking = new Map<string, Promise<Answer>>();

  async function fresh(question: Question, key: string): Promise<Answer> {
    const at = now();
    try {
      const answer = await ask(question);
      answers.set(key, { answer, at });
      return answer;
    } catch (error) {
      const known = answers.get(key);
      // A clock that was put back makes nothing fresh.
      if (known === undefined || Math.abs(now() - known.at) > staleMs) throw error;
      onTrouble(error instanceof Error ? error.name : "unknown");
      return known.answer;
    }
  }

  return (question) => {
    const key = keyOf(question);
    const known = answers.get(key);
    if (known !== undefined && Math.abs(now() - known.at) < freshMs) return Promise.resolve(known.answer);
    const running = asking.get(key) ?? fresh(question, key).finally(() => asking.delete(key));
    asking.set(key, running);
    return running;
  };
}
