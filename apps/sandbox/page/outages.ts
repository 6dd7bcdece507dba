import { api } from "./api.ts";
import { byId, fill, h } from "./dom.ts";
import { reread } from "./live.ts";
import { attempt } from "./notice.ts";
import { now, recordDeed } from "./state.ts";

const platforms = { discord: "Discord", github: "GitHub" } as const;
type Platform = keyof typeof platforms;

/** A switch for each platform. Bringing one back leaves the other as it is. */
export function drawOutages(): void {
  const { outage } = now().info;
  const box = byId("platforms");
  fill(box, JSON.stringify(outage), () =>
    (Object.keys(platforms) as Platform[]).map((platform) => {
      const isUp = !outage[platform];
      const input = h("input", { type: "checkbox", role: "switch", id: `up-${platform}`, checked: isUp });
      input.addEventListener("change", () => {
        void attempt(input, box, () => turn(platform, !input.checked));
      });
      return h(
        "label",
        { class: isUp ? "switch" : "switch down", for: input.id },
        input,
        h("span", {}, platforms[platform], " ", h("strong", {}, isUp ? "up" : "DOWN")),
      );
    }),
  );
}

async function turn(platform: Platform, goesDown: boolean): Promise<void> {
  const { outage } = now().info;
  recordDeed(`${platforms[platform]} ${goesDown ? "goes down" : "comes back"}`);
  if (goesDown) await api.takeDown(platform);
  else {
    await api.bringBack();
    const other = platform === "discord" ? "github" : "discord";
    if (outage[other]) await api.takeDown(other);
  }
  await reread();
}
