import { byId } from "./dom.ts";

/** On a narrow screen the channel list and the controls are folded away, so that the messages have the room. */
export function startNarrow(): void {
  const narrow = matchMedia("(max-width: 800px)");
  const adapt = (): void => {
    byId<HTMLDetailsElement>("channel-drawer").open = !narrow.matches;
    byId<HTMLDetailsElement>("controls").open = !narrow.matches;
  };
  adapt();
  narrow.addEventListener("change", adapt);
  byId("channels").addEventListener("click", () => {
    if (narrow.matches) byId<HTMLDetailsElement>("channel-drawer").open = false;
  });
}
