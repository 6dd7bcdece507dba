import { h } from "./dom.ts";

/** Says what went wrong right beside what the person used, and takes it away at the next try. */
export function noticeAt(place: HTMLElement, words: string | null): void {
  place.querySelector(":scope > .notice")?.remove();
  if (words === null) return;
  const close = h("button", { type: "button", class: "quiet", "aria-label": "Close this notice" }, "✕");
  const notice = h("div", { class: "notice", role: "alert" }, h("span", {}, `⚠ ${words}`), close);
  close.addEventListener("click", () => notice.remove());
  place.append(notice);
}

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Runs what a button or form starts: the control is busy meanwhile, and a refusal shows at `place`.
 * True when it went well.
 */
export async function attempt(
  control: HTMLElement | null,
  place: HTMLElement,
  work: () => Promise<unknown>,
): Promise<boolean> {
  if (control?.getAttribute("aria-busy") === "true") return false;
  noticeAt(place, null);
  control?.setAttribute("aria-busy", "true");
  try {
    await work();
    return true;
  } catch (error) {
    noticeAt(place, wordsOf(error));
    return false;
  } finally {
    control?.removeAttribute("aria-busy");
  }
}
