import { api } from "./api.ts";
import { announce, byId, h } from "./dom.ts";
import { reread } from "./live.ts";
import { attempt } from "./notice.ts";
import { change, hasState, now, recordDeed, sandboxNow } from "./state.ts";
import { refreshTimes } from "./time-view.ts";

const steps = [
  ["5m", "+5 min"],
  ["30m", "+30 min"],
  ["1h", "+1 h"],
  ["1d", "+1 day"],
  ["48h", "+48 h"],
] as const;
const tickMs = 1_000;

export function startClock(): void {
  const box = byId("clock");
  for (const [span, words] of steps) {
    const button = h("button", { type: "button", "aria-label": `Move the clock ${words}` }, words);
    button.addEventListener("click", () => {
      void attempt(button, box, async () => {
        recordDeed(`The clock moves ${words}`);
        const at = new Date((await api.advance(span)).now);
        change({ aheadMs: at.getTime() - Date.now() });
        await reread();
        announce(`It is now ${at.toISOString().slice(0, 16).replace("T", " ")} UTC in the sandbox.`);
      });
    });
    box.querySelector(".row")?.append(button);
  }
  setInterval(tick, tickMs);
}

export function tick(): void {
  if (!hasState()) return;
  const words = sandboxNow().toISOString();
  byId("now").textContent = `${words.slice(0, 10)} ${words.slice(11, 19)} UTC`;
  byId("ahead").textContent = aheadWords(now().aheadMs);
  refreshTimes();
}

const minuteMs = 60_000;

function aheadWords(ms: number): string {
  if (ms < minuteMs) return "";
  const minutes = Math.round(ms / minuteMs);
  const [days, hours, left] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60), minutes % 60];
  return `${[days > 0 ? `${days} d` : "", hours > 0 ? `${hours} h` : "", left > 0 ? `${left} min` : ""].filter(Boolean).join(" ")} ahead`;
}
