import { hoursAfter, minutesAfter, no, yes } from "@muster/kernel";
import type { Policy } from "@muster/policy";
import type { Decision, Part, Timer, View } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { limits } from "../limits.ts";
import { tomorrow } from "./quiet-hours.ts";
import type {
  Asked,
  PromptCommand,
  PromptEvent,
  PromptRefusal,
  PromptReminder,
  PromptState,
  Span,
} from "./vocabulary.ts";

const everywhere = ["open", "mitigated", "resolved", "closed"] as const;

/** Asking people no more than they can bear: snoozing, dismissing, stand-ups, and incidents that were forgotten. */
export const prompts: Part<PromptCommand, PromptEvent, PromptRefusal, PromptReminder> = {
  allowed: {
    "snooze-ask": everywhere,
    "dismiss-ask": everywhere,
    "restore-ask": everywhere,
    "stand-up": ["open", "mitigated"],
  },
  openToTheNamed: [],
  texts: {
    "snooze-ask": () => [],
    "dismiss-ask": ({ reason }) =>
      reason === null ? [] : [{ field: "reason", text: reason, max: limits.reason }],
    "restore-ask": () => [],
    "stand-up": ({ done, next, blocked }) => [
      { field: "done", text: done, max: limits.reason },
      { field: "next", text: next, max: limits.reason },
      ...(blocked === null ? [] : [{ field: "blocked", text: blocked, max: limits.reason }]),
    ],
  },
  decide: {
    "snooze-ask": (incident, { ask, span }, { setting, now }) =>
      withAsk(incident, ask, (timer, asked) => {
        const until = endOf(span, now, setting.policy).toISOString();
        return yes([{ type: "ask-snoozed", timer, ask: asked.ask, text: asked.text, until }]);
      }),
    "dismiss-ask": (incident, { ask, reason }) =>
      withAsk(incident, ask, (timer, asked) =>
        incident.prompts.dismissed[timer] !== undefined
          ? yes([])
          : yes([
              {
                type: "ask-dismissed",
                timer,
                ask: asked.ask,
                text: asked.text,
                reason: reason?.trim() ?? null,
              },
            ]),
      ),
    "restore-ask": (incident, { ask }) =>
      withAsk(incident, ask, (timer, asked) =>
        incident.prompts.dismissed[timer] === undefined && incident.prompts.snoozed[timer] === undefined
          ? no({ because: "ask-not-dismissed", ask: asked.ask })
          : yes([{ type: "ask-restored", timer, ask: asked.ask, text: asked.text }]),
      ),
    "stand-up": (_incident, { done, next, blocked }) =>
      yes([{ type: "stood-up", done: done.trim(), next: next.trim(), blocked: blocked?.trim() ?? null }]),
  },
  apply: {
    // The reminder counts as not given, so that also what is asked only once comes back.
    "ask-snoozed": (incident, { timer, until }) => {
      const { [timer]: _forgotten, ...reminded } = incident.reminded;
      return withState(
        { ...incident, reminded },
        { snoozed: { ...incident.prompts.snoozed, [timer]: until } },
      );
    },
    "ask-dismissed": (incident, { timer, by, at, reason }) =>
      withState(incident, { dismissed: { ...incident.prompts.dismissed, [timer]: { by, at, reason } } }),
    "ask-restored": (incident, { timer }) => {
      const { [timer]: _awake, ...snoozed } = incident.prompts.snoozed;
      const { [timer]: _back, ...dismissed } = incident.prompts.dismissed;
      const { [timer]: _forgotten, ...reminded } = incident.reminded;
      return withState({ ...incident, reminded }, { snoozed, dismissed });
    },
    "stood-up": (incident, { at }) => withState(incident, { stoodUpAt: at }),
  },
  tell: {
    // They quote the ask, so they are no less for those inside than the reminder itself.
    "ask-snoozed": ({ ask, text, until }) => ({
      kind: "reminder",
      text: `${ask} put off until ${until.slice(0, 16).replace("T", " ")} UTC: ${text}`,
    }),
    "ask-dismissed": ({ ask, text, reason }) => ({
      kind: "reminder",
      text: `${ask} is not asked again: ${text}${reason === null ? "" : `, because ${reason}`}`,
    }),
    "ask-restored": ({ ask, text }) => ({ kind: "reminder", text: `${ask} is asked again: ${text}` }),
    "stood-up": ({ done, next, blocked }) => ({
      kind: "update",
      text: `Stand-up. Done: ${done} Next: ${next}${blocked === null ? "" : ` Blocked: ${blocked}`}`,
    }),
  },
  hearing: {
    "ask-snoozed": "unless-said-there",
    "ask-dismissed": "unless-said-there",
    "ask-restored": "unless-said-there",
    "stood-up": "unless-said-there",
  },
  explain: {
    "unknown-ask": ({ asked, asks }) =>
      asks.length === 0
        ? `There is no ask \`${asked}\`; nothing was asked here yet.`
        : `There is no ask \`${asked}\`. Choose one of ${asks.map((ask) => `\`${ask}\``).join(", ")}; /muster asks lists them.`,
    "ask-not-dismissed": ({ ask }) =>
      `${ask} was neither put off nor dismissed, so it comes by itself. Nothing changed.`,
  },
  remind: {
    standup: ({ day }) => `stand-up of day ${day}`,
    forgotten: ({ hours }) => `nothing was recorded for ${hours} h`,
  },
  answeredBy: {
    standup: ["stood-up"],
    forgotten: ["noted", "updated", "mitigated", "resolved", "dismissed"],
  },
  timers: (view) => [...standupTimer(view), ...forgottenTimer(view)],
  fire: {
    standup: ({ incident }, _detail, { timer, now }) => {
      const since = incident.anchors.declared?.at ?? now.toISOString();
      const day = Math.floor((now.getTime() - new Date(since).getTime()) / 86_400_000) + 1;
      return [{ type: "reminded", timer, of: { about: "standup", day } }];
    },
    forgotten: ({ incident }, _detail, { timer, now }) => {
      const lastAt = lastWordAt(incident) ?? now.toISOString();
      const hours = Math.floor((now.getTime() - new Date(lastAt).getTime()) / 3_600_000);
      return [{ type: "reminded", timer, of: { about: "forgotten", hours, lastAt } }];
    },
  },
  nextSteps: () => [],
};

function withAsk(
  incident: Incident,
  asked: string,
  decide: (timer: string, known: Asked) => Decision,
): Decision {
  const wanted = asked.trim().toUpperCase();
  const asks = Object.entries(incident.prompts.asked);
  const found = asks.find(([timer, { ask }]) => ask === wanted || timer.toUpperCase() === wanted);
  if (found === undefined) return no({ because: "unknown-ask", asked, asks: asks.map(([, { ask }]) => ask) });
  return decide(...found);
}

function withState(incident: Incident, change: Partial<PromptState>): Incident {
  return { ...incident, prompts: { ...incident.prompts, ...change } };
}

function endOf(span: Span, now: Date, { prompts: { quietHours } }: Policy): Date {
  switch (span) {
    case "30m":
      return minutesAfter(now, 30);
    case "2h":
      return minutesAfter(now, 120);
    case "tomorrow":
      return tomorrow(now, quietHours);
  }
}

const isActive = ({ status }: Incident): boolean => status === "open" || status === "mitigated";

function standupTimer({ incident, policy }: View): Timer[] {
  const { standup } = policy.prompts;
  const declaredAt = incident.anchors.declared?.at;
  if (standup === null || declaredAt === undefined || !isActive(incident)) return [];
  const first = hoursAfter(new Date(declaredAt), standup.firstAfterHours);
  const next = latest(incident.prompts.stoodUpAt, incident.reminded["standup"]);
  const following = next === null ? first : hoursAfter(new Date(next), standup.everyHours);
  return [{ name: "standup", dueAt: following > first ? following : first, manner: "patient" }];
}

function forgottenTimer({ incident, level }: View): Timer[] {
  const hours = level?.forgottenAfterHours ?? null;
  const last = latest(lastWordAt(incident), incident.reminded["forgotten"]);
  if (hours === null || last === null || !isActive(incident)) return [];
  return [{ name: "forgotten", dueAt: hoursAfter(new Date(last), hours), manner: "patient" }];
}

function lastWordAt({ prompts: { lastWordAt: at }, anchors }: Incident): string | null {
  return at ?? anchors.declared?.at ?? null;
}

function latest(...times: (string | null | undefined)[]): string | null {
  return times.reduce<string | null>(
    (last, time) => (time != null && (last === null || time > last) ? time : last),
    null,
  );
}
