import { api } from "./api.ts";
import { drawLog, startLog } from "./call-log.ts";
import { startClock, tick } from "./clock.ts";
import { startComposer } from "./composer.ts";
import { drawDiscord, startDiscord } from "./discord-side.ts";
import { byId } from "./dom.ts";
import { drawGithub, startGithub } from "./github-side.ts";
import { drawGuide } from "./guide.ts";
import { follow } from "./live.ts";
import { firstChannel, showSide, type Side } from "./navigate.ts";
import { wordsOf } from "./notice.ts";
import { startNarrow } from "./narrow.ts";
import { drawOutages } from "./outages.ts";
import { drawPeople } from "./people.ts";
import { startScenario } from "./scenario.ts";
import { onChange, start } from "./state.ts";

/** How soon the page tries again while the sandbox is not there yet. */
const retryMs = 1_000;

function sayConnection(words: string | null): void {
  const bar = byId("connection");
  bar.hidden = words === null;
  bar.textContent = words === null ? "" : `⚠ ${words}`;
}

async function begin(): Promise<void> {
  const info = await api.info();
  const me = info.team[0]?.name ?? "";
  const repoName = info.repos[0] ?? "";
  const [seen, names, repo, calls] = await Promise.all([
    api.see(me),
    api.names(me),
    api.repo(repoName),
    api.calls(null),
  ]);
  const first = firstChannel(seen.channels);
  start({
    info,
    me,
    openChannel: first === null ? {} : { [me]: first.id },
    lookedAt: {},
    startedAt: info.now,
    seen,
    names,
    commands: first === null ? [] : await api.commands(me, first.id),
    repoName,
    repo,
    place: { tab: "issues", number: null, shows: "open" },
    calls,
    deeds: [],
    answers: [],
    aheadMs: new Date(info.now).getTime() - Date.now(),
  });
  byId("web-view").setAttribute("href", info.webUrl);
  byId("status-page").setAttribute("href", info.statusUrl);
  document.body.dataset["ready"] = "true";
  follow(sayConnection);
}

function startSides(): void {
  const bar = byId("sides");
  const sides: Side[] = ["discord", "github", "log"];
  for (const tab of bar.querySelectorAll<HTMLElement>("[role=tab]")) {
    tab.addEventListener("click", () => showSide(tab.dataset["side"] as Side));
  }
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = sides.indexOf(document.body.dataset["side"] as Side);
    const next = sides[(at + step + sides.length) % sides.length]!;
    showSide(next);
    bar.querySelector<HTMLElement>(`[data-side=${next}]`)?.focus();
  });
}

for (const part of [
  startSides,
  startNarrow,
  startNarrow,
  startDiscord,
  startComposer,
  startGithub,
  startClock,
  startScenario,
  startLog,
])
  part();
for (const draw of [tick, drawPeople, drawOutages, drawDiscord, drawGithub, drawGuide, drawLog])
  onChange(draw);

for (;;) {
  try {
    await begin();
    sayConnection(null);
    break;
  } catch (error) {
    sayConnection(wordsOf(error));
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}
