import {
  isActive,
  nextSteps,
  openTasks,
  progressOf,
  type Incident,
  type Progress,
  type Remotes,
} from "@muster/incident";
import { findLevel, levelLabel, type Policy } from "@muster/policy";
import { anchorText, anchorWords, rolesOf, statusText } from "@muster/templates";
import { html, link, paragraphs, type Html, type Part } from "../html.ts";
import { drillBadge, names, restrictedBadge, severityBadge, statusBadge } from "../pieces.ts";
import { itemsTable } from "./actions.ts";
import { timeline } from "./timeline.ts";

export type IncidentView = {
  team: string;
  incident: Incident;
  policy: Policy;
  remotes: Remotes;
  now: Date;
};

/** One incident: how it stands, who does what, and everything that happened. */
export function incidentPage(view: IncidentView): Html {
  const { incident, policy } = view;
  return html`<header class="title">
      <p class="ref">${incident.ref}</p>
      <h1>${incident.title}</h1>
      <p class="badges">
        ${statusBadge(incident)} ${severityBadge(incident)} ${drillBadge(incident)}
        ${restrictedBadge(incident)}
      </p>
      ${incident.description !== null && html`<div class="lead">${paragraphs(incident.description)}</div>`}
      ${links(view)}
    </header>
    <div class="columns">
      <div class="side">
        ${steps(view)} ${facts(view)} ${people(view)} ${phases(progressOf({ incident, policy }))}
      </div>
      <div class="story">${actions(view)} ${timeline(incident)}</div>
    </div>`;
}

function links({ incident, remotes }: IncidentView): Html {
  const all: [string, string | null | undefined][] = [
    ["Channel", remotes.channel?.url],
    ["Issue", remotes.issue?.url],
    ["Postmortem", incident.postmortem?.publishedUrl ?? remotes.postmortem?.url],
  ];
  const known = all.flatMap(([words, url]) => (url == null ? [] : [html`<li>${link(words, url)}</li>`]));
  known.push(html`<li class="small-only"><a href="#timeline">Timeline</a></li>`);
  return html`<ul class="links" aria-label="Links">
    ${known}
  </ul>`;
}

function steps({ incident, policy }: IncidentView): Html {
  const all = isActive(incident) ? nextSteps(incident, policy) : [];
  if (all.length === 0) return html``;
  return section(
    "next",
    "What to do next",
    html`<ol class="steps">
      ${all.map((text) => html`<li>${text}</li>`)}
    </ol>`,
  );
}

function facts({ incident, policy }: IncidentView): Html {
  const level = incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
  const times = (["started", "detected", "declared", "acknowledged", "mitigated", "resolved"] as const).map(
    (name): [string, Part] => [anchorWords[name], anchorText(incident.anchors[name]).replace(/ UTC$/, "")],
  );
  const rows: [string, Part][] = [
    ["Status", statusText(incident)],
    ["Severity", level === null ? "Not set yet" : levelLabel(level)],
    ...(level === null
      ? []
      : ([["Because", incident.severityReason ?? level.definition]] as [string, Part][])),
    ["Policy", policy.name],
    ...times,
    ...(incident.mitigation === null
      ? []
      : ([["Mitigated by", `${incident.mitigation.what}. Verified: ${incident.mitigation.verified}`]] as [
          string,
          Part,
        ][])),
    ...(incident.resolution === null ? [] : ([["Resolution", incident.resolution]] as [string, Part][])),
  ];
  return section(
    "facts",
    "How it stands",
    html`<dl>
      ${rows.map(
        ([name, words]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${words}</dd>
          </div>`,
      )}
    </dl>`,
  );
}

function people({ incident, policy }: IncidentView): Html {
  const roles = rolesOf(incident, policy).map(
    ({ name, holders, offeredTo }) =>
      html`<div>
        <dt>${name}</dt>
        <dd>
          ${names(holders)}${offeredTo.length > 0 && html` <span class="soft">(asked: ${names(offeredTo)})</span>`}
        </dd>
      </div>`,
  );
  const tasks = openTasks(incident).map(
    ({ id, text, to }) =>
      html`<li><span class="ref">${id}</span> ${text} <span class="soft">${to.name}</span></li>`,
  );
  return html`${roles.length > 0 && section("roles", "Roles", html`<dl>${roles}</dl>`)}
  ${
    tasks.length > 0 &&
    section(
      "tasks",
      "Tasks at hand",
      html`<ul class="plain">
        ${tasks}
      </ul>`,
    )
  }`;
}

function phases(progress: Progress | null): Html {
  if (progress === null) return html``;
  const rows = progress.phases.map(({ phase, steps: all, done }, at) => {
    const isHere = at === progress.current;
    const items = all.map(({ step, standing }) => {
      const sign = { open: "○", ticked: "✓", skipped: "–" }[standing.is];
      const words = { open: "open", ticked: "done", skipped: "skipped" }[standing.is];
      return html`<li class="step-${standing.is}">
        <span aria-hidden="true">${sign}</span><span class="unseen">${words}: </span> ${step.text}
      </li>`;
    });
    return html`<li${isHere && html` aria-current="step"`}><details${isHere && html` open`}><summary>${phase.name} <span class="soft">${done} of ${all.length}${isHere && ", now"}</span></summary><ul class="plain">${items}</ul></details></li>`;
  });
  return section(
    "phases",
    "Phases",
    html`<ol class="phases">
      ${rows}
    </ol>`,
  );
}

function actions({ team, incident, policy, now }: IncidentView): Html {
  if (incident.actions.length === 0) return html``;
  const items = incident.actions.map((item) => ({ incident, item }));
  return section(
    "items",
    "Action items",
    itemsTable({ team, policy, items, now, caption: "From this incident" }),
  );
}

const section = (id: string, title: string, body: Part): Html =>
  html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${body}
  </section>`;
