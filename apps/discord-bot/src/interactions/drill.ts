import { views, type Answer, type Intent } from "@muster/discord";
import { planRollcall, planScenario, rollcallTargets, speeds, type DrillPlan } from "@muster/incident";
import { minutesAfter } from "@muster/kernel";
import { findScenario, scenariosOf } from "@muster/policy";
import { plainly, privately, refuse } from "./answers.ts";
import { actor, type Scene } from "./scene.ts";

type Asked = Extract<Intent, { ask: "drill" }>;

/** As long as Discord takes edits of an answer, less a minute for the way. */
const replyForMin = 14;

/** Everything about drills that is about no drill yet. */
export async function drilling(scene: Scene, intent: Asked): Promise<Answer> {
  const { door, workspace, policy } = scene;
  switch (intent.what) {
    case "list": {
      const drills = await door.engine.read.drills(workspace.id);
      return privately(views.drillList(policy, drills, door.clock.now()));
    }
    case "start": {
      const scenario = findScenario(policy, intent.scenario);
      if (scenario === null)
        return plainly(
          `There is no scenario \`${views.inline(intent.scenario, 60)}\`. Choose one of ${scenariosOf(policy)
            .map(({ id }) => `\`${id}\``)
            .join(", ")}.`,
        );
      if (!speeds.some((speed) => speed === intent.speed))
        return plainly(`A drill runs ${speeds.join(", ")} times as fast. Choose one of these.`);
      const { speed, isFull, invites } = intent;
      return open(scene, {
        title: scenario.title,
        plan: planScenario(scenario, policy, { speed, isFull }),
        invites,
      });
    }
    case "rollcall": {
      const onCall = await door.engine.read.onCall(workspace.id);
      const plan = planRollcall(policy, intent.whom, onCall);
      if (plan === null)
        return plainly(
          `The policy names nobody under \`${views.inline(intent.whom, 60)}\`. Choose one of ${rollcallTargets(
            policy,
          )
            .map(({ id }) => `\`${id}\``)
            .join(", ")}.`,
        );
      if (plan.asked.length + plan.groups.length === 0)
        return plainly(
          `The policy names nobody for ${views.inline(plan.name, 80)} yet, so nobody would be asked. Write them into .muster/policy.yaml.`,
        );
      return open(scene, { title: `Roll-call: ${plan.name}`, plan, invites: false });
    }
  }
}

async function open(
  scene: Scene,
  { title, plan, invites }: { title: string; plan: DrillPlan; invites: boolean },
): Promise<Answer> {
  const { door, workspace, policy, from } = scene;
  const said = await door.engine.declare({
    workspaceId: workspace.id,
    declaration: {
      title,
      description: null,
      level: null,
      source: { kind: "command", ref: from.interactionId, url: null, name: null },
      detectedAt: null,
      signals: [],
      isDrill: true,
      drill: plan,
    },
    actor: actor(scene, false),
    requestId: from.interactionId,
    sameAs: null,
    // An invitation that everybody reads stays as it is: its buttons lead on.
    reply: invites
      ? null
      : {
          applicationId: from.applicationId,
          token: from.token,
          expiresAt: minutesAfter(door.clock.now(), replyForMin).toISOString(),
        },
  });
  if (!said.ok) return refuse(said.refused);
  const { incident } = said.value;
  if (invites) return { with: "message", message: views.drillInvitation(incident), isPublic: true };
  return privately(views.reply.declared({ incident, policy, remotes: {}, isNew: true, isFinal: false }));
}
