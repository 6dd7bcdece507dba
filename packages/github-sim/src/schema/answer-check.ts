import type { Answer } from "../rest/route.ts";
import type { Violation } from "../violations.ts";
import { checkAnswer } from "./check.ts";

/** Checks answers a moment after they were given; `finish` does all that is left at once. */
export function createAnswerCheck(report: (violation: Violation) => void) {
  let waiting: { route: string; path: string; answer: Answer }[] = [];
  let isDue = false;

  function finish(): void {
    isDue = false;
    const now = waiting;
    waiting = [];
    for (const { route, path, answer } of now) {
      const problems = checkAnswer(route, answer);
      if (problems.length > 0) report({ kind: "answer", route, path, problems });
    }
  }

  return {
    finish,
    add: (route: string, path: string, answer: Answer): void => {
      waiting.push({ route, path, answer });
      if (isDue) return;
      isDue = true;
      // Long after the answer has left, and never a reason to stay alive.
      setTimeout(finish, checkAfterMs).unref();
    },
  };
}

const checkAfterMs = 50;
