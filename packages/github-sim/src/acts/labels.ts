import type { Actor } from "../actor.ts";
import { nextId, type Context } from "../context.ts";
import { notFound, validationFailed } from "../refusal.ts";
import { labelShape } from "../shapes/issue.ts";
import type { Issue, Label, Repo } from "../world.ts";
import { announce } from "./announce.ts";
import { recordEvent } from "./events.ts";

/** The colour of a label that came into being by being used. */
const unnamedColor = "ededed";
const nameMax = 50;
const descriptionMax = 100;

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

export function findLabel(repo: Repo, name: string): Label {
  const label = repo.labels.find((candidate) => same(candidate.name, name));
  if (label === undefined) throw notFound();
  return label;
}

export type LabelFields = { name: string; color?: string; description?: string | null };

export function createLabel(ctx: Context, actor: Actor, repo: Repo, fields: LabelFields): Label {
  checkLabel(repo, fields, null);
  const label = {
    id: nextId(ctx),
    name: fields.name,
    color: (fields.color ?? unnamedColor).toLowerCase(),
    description: fields.description ?? null,
    isDefault: false,
  };
  repo.labels.push(label);
  ctx.emit({
    event: "label",
    action: "created",
    actor,
    repo,
    payload: { label: labelShape(ctx, repo, label) },
  });
  return label;
}

function checkLabel(repo: Repo, fields: Partial<LabelFields>, self: Label | null): void {
  const { name, color, description } = fields;
  if (name !== undefined && (name.trim() === "" || name.length > nameMax)) {
    throw validationFailed({ resource: "Label", code: "invalid", field: "name" });
  }
  if (name !== undefined && repo.labels.some((label) => label !== self && same(label.name, name))) {
    throw validationFailed({ resource: "Label", code: "already_exists", field: "name" });
  }
  if (color !== undefined && !/^[0-9a-f]{6}$/i.test(color)) {
    throw validationFailed({ resource: "Label", code: "invalid", field: "color" });
  }
  if ((description ?? "").length > descriptionMax) {
    throw validationFailed({ resource: "Label", code: "invalid", field: "description" });
  }
}

export function updateLabel(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  label: Label,
  change: Partial<LabelFields>,
): Label {
  checkLabel(repo, change, label);
  const changes = {
    ...(change.name !== undefined && change.name !== label.name ? { name: { from: label.name } } : {}),
    ...(change.color !== undefined && change.color !== label.color ? { color: { from: label.color } } : {}),
  };
  label.name = change.name ?? label.name;
  label.color = (change.color ?? label.color).toLowerCase();
  label.description = change.description === undefined ? label.description : change.description;
  const payload = { label: labelShape(ctx, repo, label), changes };
  ctx.emit({ event: "label", action: "edited", actor, repo, payload });
  return label;
}

export function deleteLabel(ctx: Context, actor: Actor, repo: Repo, label: Label): void {
  repo.labels = repo.labels.filter((candidate) => candidate !== label);
  for (const issue of repo.issues) issue.labels = issue.labels.filter((id) => id !== label.id);
  ctx.emit({
    event: "label",
    action: "deleted",
    actor,
    repo,
    payload: { label: labelShape(ctx, repo, label) },
  });
}

/** The labels of these names; one that does not exist yet comes into being, as on GitHub. */
export function ensureLabels(ctx: Context, actor: Actor, repo: Repo, names: readonly string[]): Label[] {
  const unique = [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
  return unique.map(
    (name) => repo.labels.find((label) => same(label.name, name)) ?? createLabel(ctx, actor, repo, { name }),
  );
}

/** Makes the issue carry exactly these labels, one event for each that comes or goes. */
export function setLabels(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  issue: Issue,
  names: readonly string[],
): void {
  const wanted = ensureLabels(ctx, actor, repo, names);
  const gone = repo.labels.filter((label) => issue.labels.includes(label.id) && !wanted.includes(label));
  for (const label of gone) removeLabel(ctx, actor, repo, issue, label);
  for (const label of wanted) addLabel(ctx, actor, repo, issue, label);
}

export function addLabel(ctx: Context, actor: Actor, repo: Repo, issue: Issue, label: Label): void {
  if (issue.labels.includes(label.id)) return;
  issue.labels.push(label.id);
  recordEvent(ctx, issue, actor, "labeled", { label: { name: label.name, color: label.color } });
  announce(ctx, actor, repo, issue, "labeled", { label: labelShape(ctx, repo, label) });
}

export function removeLabel(ctx: Context, actor: Actor, repo: Repo, issue: Issue, label: Label): void {
  if (!issue.labels.includes(label.id)) {
    throw notFound();
  }
  issue.labels = issue.labels.filter((id) => id !== label.id);
  recordEvent(ctx, issue, actor, "unlabeled", { label: { name: label.name, color: label.color } });
  announce(ctx, actor, repo, issue, "unlabeled", { label: labelShape(ctx, repo, label) });
}
