import type { Answer, Call } from "../rest/route.ts";

export function checkRequest(_route: string, _call: Call): string[] {
  return [];
}

export function checkAnswer(_route: string, _answer: Answer): string[] {
  return [];
}
