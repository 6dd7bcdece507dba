import type { Answer, Call, Window } from "../rest/route.ts";
import type { Violation } from "../violations.ts";

export type GraphqlDoor = {
  enterWindow(window: Window, call: Call): Promise<void>;
  save(): void;
  report(violation: Violation): void;
};

export async function runGraphql(_call: Call, _door: GraphqlDoor): Promise<Answer> {
  return { status: 501, body: {} };
}

export function graphqlField(_body: unknown): string | null {
  return null;
}
