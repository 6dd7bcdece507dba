import { actOnGithub } from "./act.ts";
import { byId, fill, h, keep, type Keyed } from "./dom.ts";
import { filesParts } from "./files-view.ts";
import { threadItem, type Thread } from "./issue-list.ts";
import { openGithub } from "./navigate.ts";
import { attempt } from "./notice.ts";
import { pullParts } from "./pull-view.ts";
import { change, now, type GithubPlace } from "./state.ts";
import { discussionParts, threadParts } from "./thread-view.ts";

const tabs = { issues: "Issues", pulls: "Pull requests", files: "Files", branches: "Branches" } as const;
type Tab = keyof typeof tabs;

const firstPlace: { [Name in Tab]: Extract<GithubPlace, { tab: Name }> } = {
  issues: { tab: "issues", number: null, shows: "open" },
  pulls: { tab: "pulls", number: null },
  files: { tab: "files", path: null },
  branches: { tab: "branches" },
};

export function startGithub(): void {
  const bar = byId("github-tabs");
  bar.addEventListener("keydown", (event) => {
    const names = Object.keys(tabs) as Tab[];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = names[(names.indexOf(now().place.tab) + step + names.length) % names.length]!;
    go(firstPlace[next]);
    queueMicrotask(() => queueMicrotask(() => byId(`tab-${next}`).focus()));
  });
  byId("repo", HTMLSelectElement).addEventListener("change", (event) => {
    const place = event.target as HTMLSelectElement;
    void attempt(place, byId("github-head"), () => openGithub(place.value, firstPlace.issues));
  });
}

function go(place: GithubPlace): void {
  change({ place });
  byId("github-body").scrollTop = 0;
}

export function drawGithub(): void {
  const { place, repo, repoName, info } = now();
  fill(byId("repo"), JSON.stringify([info.repos, repoName]), () =>
    info.repos.map((name) => h("option", { value: name, selected: name === repoName }, name)),
  );
  const open = (threads: readonly Thread[]): number => threads.filter(({ state }) => state === "open").length;
  const counts: Record<Tab, number> = {
    issues: open(repo.issues),
    pulls: open(repo.pulls),
    files: Object.keys(repo.files).length,
    branches: repo.branches.length,
  };
  keep(
    byId("github-tabs"),
    (Object.keys(tabs) as Tab[]).map((tab) => tabItem(tab, counts[tab], place.tab === tab)),
  );
  byId("github-body").setAttribute("aria-labelledby", `tab-${place.tab}`);
  keep(byId("github-body"), partsOf(place));
}

function tabItem(tab: Tab, count: number, isOn: boolean): Keyed {
  return {
    key: tab,
    look: JSON.stringify([count, isOn]),
    make: () =>
      h(
        "button",
        {
          type: "button",
          id: `tab-${tab}`,
          role: "tab",
          "aria-selected": String(isOn),
          "aria-controls": "github-body",
          tabindex: isOn ? 0 : -1,
          "data-name": `tab ${tab}`,
          onclick: () => go(firstPlace[tab]),
        },
        tabs[tab],
        h("span", { class: "badge" }, String(count)),
      ),
  };
}

function partsOf(place: GithubPlace): Keyed[] {
  const { repo } = now();
  switch (place.tab) {
    case "issues": {
      const issue = repo.issues.find(({ number }) => number === place.number);
      if (issue === undefined) return issueList(place.shows);
      return [...threadParts(issue, () => go({ ...place, number: null })), ...discussionParts(issue)];
    }
    case "pulls": {
      const pull = repo.pulls.find(({ number }) => number === place.number);
      if (pull === undefined) return pullList();
      return [
        ...threadParts(pull, () => go({ tab: "pulls", number: null })),
        ...pullParts(pull, repo.files),
        ...discussionParts(pull),
      ];
    }
    case "files":
      return filesParts(repo.files, place.path, (path) => go({ tab: "files", path }));
    case "branches":
      return branchList();
  }
}

function issueList(shows: "open" | "closed"): Keyed[] {
  const { issues } = now().repo;
  const shown = issues.filter(({ state }) => state === shows).toReversed();
  const filter = (state: "open" | "closed", words: string): HTMLElement =>
    h(
      "button",
      {
        type: "button",
        class: "quiet",
        "aria-pressed": String(shows === state),
        "data-name": state,
        onclick: () => go({ tab: "issues", number: null, shows: state }),
      },
      `${issues.filter((issue) => issue.state === state).length} ${words}`,
    );
  return [
    {
      key: "filter",
      look: JSON.stringify([shows, issues.map(({ state }) => state)]),
      make: () =>
        h(
          "div",
          { class: "row", role: "group", "aria-label": "Which issues" },
          filter("open", "open"),
          filter("closed", "closed"),
        ),
    },
    ...(shown.length > 0
      ? shown.map((issue) => threadItem(issue, (number) => go({ tab: "issues", number, shows })))
      : [nothing(shows === "open" ? "No open issue. Declaring an incident files one." : "No closed issue.")]),
    { key: `new issue ${now().repoName}`, look: now().me, make: newIssueForm },
  ];
}

function nothing(words: string): Keyed {
  return { key: "nothing", look: words, make: () => h("p", { class: "empty" }, words) };
}

function pullList(): Keyed[] {
  const { pulls } = now().repo;
  if (pulls.length === 0)
    return [nothing("No pull request. Resolving an incident opens one with its postmortem.")];
  return pulls.toReversed().map((pull) => threadItem(pull, (number) => go({ tab: "pulls", number })));
}

function branchList(): Keyed[] {
  const { branches, commits } = now().repo;
  return [
    {
      key: "branches",
      look: JSON.stringify(branches),
      make: () =>
        h(
          "section",
          {},
          h("h3", {}, "Branches"),
          h(
            "ul",
            { class: "plain" },
            branches.map((name) => h("li", {}, h("code", {}, name))),
          ),
        ),
    },
    {
      key: "commits",
      look: JSON.stringify(commits.map(({ sha }) => sha)),
      make: () =>
        h(
          "section",
          {},
          h("h3", {}, "Commits on the default branch"),
          h(
            "ul",
            { class: "plain" },
            commits
              .slice(0, 50)
              .map(({ sha, message, author }) =>
                h(
                  "li",
                  {},
                  h("code", {}, sha.slice(0, 7)),
                  ` ${message.split("\n")[0]} `,
                  h("span", { class: "hint" }, author),
                ),
              ),
          ),
        ),
    },
  ];
}

function newIssueForm(): HTMLElement {
  const title = h("input", { id: "new-title", required: true, autocomplete: "off" });
  const body = h("textarea", { id: "new-body", rows: 3 });
  const labels = h("input", { id: "new-labels", autocomplete: "off", "aria-describedby": "new-labels-hint" });
  const send = h("button", { type: "submit", class: "primary" }, "Open issue");
  const form = h(
    "form",
    { class: "stack" },
    h("div", { class: "field" }, h("label", { for: "new-title" }, "Title"), title),
    h("div", { class: "field" }, h("label", { for: "new-body" }, "Text"), body),
    h(
      "div",
      { class: "field" },
      h("label", { for: "new-labels" }, "Labels, with commas"),
      labels,
      h(
        "span",
        { class: "hint", id: "new-labels-hint" },
        "With incident and severity:P1 it declares an incident from here.",
      ),
    ),
    h("div", { class: "row" }, send),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const names = labels.value
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean);
    void attempt(send, form, () =>
      actOnGithub(`opens “${title.value}”`, {
        open: { title: title.value, body: body.value, labels: names },
      }),
    ).then((went) => {
      if (!went) return;
      form.reset();
    });
  });
  return h("details", { class: "new", "data-name": "new issue" }, h("summary", {}, "New issue"), form);
}
