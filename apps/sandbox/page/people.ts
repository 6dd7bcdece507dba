import { byId, fill, h } from "./dom.ts";
import { becomes } from "./navigate.ts";
import { attempt } from "./notice.ts";
import { now } from "./state.ts";

/** Who one is. Radio buttons: the arrow keys move, and a screen reader says what each person does. */
export function drawPeople(): void {
  const { info, me } = now();
  const guilds = new Set(info.team.map(({ guild }) => guild));
  fill(byId("people"), JSON.stringify(info.team), () =>
    info.team.map(({ name, does, guild }) => {
      const input = h("input", {
        type: "radio",
        name: "me",
        id: `me-${name}`,
        value: name,
        checked: name === me,
      });
      input.addEventListener("change", () => {
        void attempt(null, byId("people-box"), () => becomes(name));
      });
      const where = guilds.size > 1 && guild !== info.team[0]?.guild ? ` (${guild})` : "";
      return h(
        "label",
        { for: `me-${name}`, title: `${does}${where}` },
        input,
        h("span", { class: "avatar", "aria-hidden": true, "data-who": name }, name.slice(0, 1).toUpperCase()),
        h("span", {}, h("strong", {}, name), h("span", { class: "does" }, does)),
      );
    }),
  );
  const chosen = byId(`me-${me}`, HTMLInputElement);
  if (!chosen.checked) chosen.checked = true;
}
