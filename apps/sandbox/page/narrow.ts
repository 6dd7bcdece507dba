import { byId } from "./dom.ts";

/** On a narrow screen the channel list and the controls are folded away, so that the messages have the room. */
export function startNarrow(): void {
  const narrow = matchMedia("(max-width: 800px)");
  const adapt = (): void => {
    byId("channel-drawer", HTMLDetailsElement).open = !narrow.matches;
    byId("controls", HTMLDetailsElement).open = !narrow.matches;
  };
  adapt();
  narrow.addEventListener("change", adapt);
  byId("channels").addEventListener("click", () => {
    if (narrow.matches) byId("channel-drawer", HTMLDetailsElement).open = false;
  });
}
