import { h } from "./dom.ts";
import { sandboxNow } from "./state.ts";
import { timeWords } from "./time-words.ts";

/** A moment that stays right while the sandbox's clock runs; the whole date is in its title. */
export function timeView(at: Date, style: string): HTMLElement {
  if (Number.isNaN(at.getTime())) return h("span", {}, "an unknown time");
  return h(
    "time",
    {
      datetime: at.toISOString(),
      title: at.toISOString().replace("T", " ").slice(0, 19) + " UTC",
      "data-style": style,
    },
    timeWords(at, style, sandboxNow()),
  );
}

/** Brings every "5 minutes ago" on the page up to date. */
export function refreshTimes(): void {
  const at = sandboxNow();
  for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-style="R"]')) {
    const words = timeWords(new Date(element.dateTime), "R", at);
    if (element.textContent !== words) element.textContent = words;
  }
}
