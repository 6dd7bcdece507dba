import { no, yes, type Result } from "@muster/kernel";
import { findLevel, highestLevel, levelsOf } from "@muster/policy";
import type { Declaration } from "./command.ts";
import type { EventBody } from "./event.ts";
import { isDiscreet } from "./found-by.ts";
import type { Anchor } from "./incident.ts";
import { limits } from "./limits.ts";
import type { Actor } from "./person.ts";
import type { Refusal } from "./refusal.ts";
import { withhold } from "./secrets.ts";
import type { Setting } from "./setting.ts";
import { severityEvents } from "./severity.ts";
import { restrictedFromStart, restrictionOf } from "./visibility/restriction.ts";

export type Identity = { id: string; workspaceId: string; ref: string; date: string; slug: string };

/**
 * The declaration as it may be kept: one line of title, no secrets. A declaration is never refused for holding one (an
 * incident must not be lost to a paste); the secret is replaced by a word that says so.
 */
export function cleanDeclaration(declaration: Declaration): Declaration {
  const title = withhold(declaration.title).text.replaceAll(/\s+/gu, " ").trim();
  const description = declaration.description === null ? null : withhold(declaration.description).text.trim();
  return {
    ...declaration,
    title: cut(title, limits.title),
    ...(declaration.restricted == null
      ? {}
      : { restricted: cut(withhold(declaration.restricted).text.trim(), limits.reason) }),
    description: description === null || description === "" ? null : cut(description, limits.description),
    signals: declaration.signals.map((signal) => ({ ...signal, title: withhold(signal.title).text })),
  };
}

/** Turns a first word into the first events of an incident. Give it what `cleanDeclaration` returned. */
export function declare(
  declaration: Declaration,
  identity: Identity,
  actor: Actor,
  setting: Setting,
  now: Date,
): Result<EventBody[], Refusal> {
  const isReport = declaration.source.kind === "report";
  if (!actor.isResponder && !isReport) return no({ because: "not-a-responder" });
  if (declaration.title === "") return no({ because: "empty", field: "title" });

  const wasUnsure = !isReport && declaration.level?.trim().toLowerCase() === "unsure";
  const level = wasUnsure
    ? highestLevel(setting.policy)
    : // Whoever reports does not page anybody: a responder chooses the level.
      declaration.level === null || isReport
      ? null
      : findLevel(setting.policy, declaration.level);
  if (level === null && declaration.level !== null && !isReport) {
    return no({
      because: "unknown-level",
      asked: declaration.level,
      levels: levelsOf(setting.policy).map(({ id }) => id),
    });
  }

  const discreet = isDiscreet(declaration.source, setting.policy);
  const declared: EventBody = {
    type: "declared",
    title: declaration.title,
    description: declaration.description,
    source: declaration.source,
    isDrill: declaration.isDrill,
    signals: declaration.signals,
    detected: detectedAnchor(declaration, now),
    asksForSeverity: level === null,
    ...(level === null && (isReport || discreet) ? { withholdsIssue: true } : {}),
    identity: { ...identity, policyVersion: setting.policyVersion },
  };
  const { policy } = setting;
  const restriction = declaration.isDrill ? null : restrictionOf(declaration, level?.id ?? null, policy);
  const first: EventBody[] = [
    declared,
    ...(declaration.drill === undefined ? [] : [{ type: "drill-planned" as const, plan: declaration.drill }]),
    ...(restriction === null ? [] : [restrictedFromStart({ ...restriction, policy }, now)]),
  ];
  if (level === null) return yes(first);
  return yes([
    ...first,
    ...severityEvents({
      level,
      from: null,
      reason: null,
      wasUnsure,
      roles: {},
      isDiscreet: discreet,
      setting,
    }),
  ]);
}

function detectedAnchor(declaration: Declaration, now: Date): Anchor {
  const at = declaration.detectedAt === null ? null : new Date(declaration.detectedAt);
  // A clock that runs ahead of ours would make a detection in the future.
  if (at === null || Number.isNaN(at.getTime()) || at > now) {
    return { at: now.toISOString(), precision: "second", basis: "recorded" };
  }
  const basis = declaration.source.kind === "alert" ? "alert" : "message";
  return { at: at.toISOString(), precision: "second", basis };
}

function cut(text: string, max: number): string {
  const letters = [...text];
  return letters.length <= max ? text : `${letters.slice(0, max - 1).join("")}…`;
}
