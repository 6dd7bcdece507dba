import type { RunbookDraft } from "../runbook.ts";
import { kept } from "./kept.ts";

export const dependencyAttack: RunbookDraft = {
  ...kept,
  name: "Dependency attack",
  typicalSeverity: "Highest",
  expert: "Frontend",
  keywords: ["dependency", "npm", "package", "supply", "typosquat", "postinstall"],
  symptoms: [
    "A package that we use is reported as harmful.",
    "The build does network calls that it never did.",
  ],
  alerts: ["Advisory for a package", "Lockfile changed without a review"],
  differs: ["Build pipeline: the packages are clean, the machine that builds is not."],
  triageMin: 15,
  steps: {
    "take-down": { text: "Take down what was built with it.", why: "It runs at every visitor." },
    "identify-package": {
      text: "Find the package, the version and every place that uses it.",
      command: "npm ls --all $PACKAGE_NAME",
      note: "Write down package, version, since which build.",
    },
    pin: { text: "Pin the last clean version, or take the package out." },
    "clean-rebuild": {
      text: "Build anew from the lockfile, on a fresh machine, without install scripts.",
      command: "npm ci --ignore-scripts",
      expected: "The lockfile stays as it is.",
    },
  },
  options: [
    {
      name: "Last build before the package",
      when: "There is one, and its date is certain.",
      impact: "Newest features are missing.",
      rollbackSafe: "yes",
      verify: "The bundle holds nothing of the package.",
    },
  ],
  questions: [
    "Which builds hold it, and where did they go?",
    "What could it read on the machines that installed it?",
  ],
  escalateIf: ["It ran on machines with keys.", "Users were served the build."],
  resolution: {
    "no-trace": { text: "No build that is online holds the package." },
    "secrets-replaced": { text: "Secrets that it could read are replaced." },
  },
  causes: [
    "Version ranges that take whatever is new",
    "A maintainer's account taken over",
    "A name that looks like another",
  ],
  related: ["build-pipeline-compromise", "frontend-compromise"],
};

export const buildPipelineCompromise: RunbookDraft = {
  ...kept,
  name: "Build pipeline compromise",
  typicalSeverity: "Highest",
  expert: "DevOps",
  keywords: ["pipeline", "ci", "workflow", "runner", "actions", "artifact", "deploy"],
  symptoms: ["A run that nobody started.", "An artifact that cannot be built again from its commit."],
  alerts: ["Workflow file changed", "Secret read from a new branch", "New self-hosted runner"],
  differs: ["Dependency attack: a clean machine builds the same harmful code."],
  triageMin: 15,
  steps: {
    "disable-pipelines": { text: "Disable all pipelines.", why: "The next run may publish again." },
    "rotate-secrets": {
      text: "Replace every secret that a pipeline could read, not only the one that was seen.",
      note: "Write down the list of secrets, by name only, and who replaced each.",
    },
    "take-down": { text: "Take down what was deployed since." },
    "audit-builds": {
      text: "Go through the recent builds: who started them, what they changed, what they published.",
    },
  },
  options: [
    {
      name: "Build by hand",
      when: "A fix must go out before the pipeline can be trusted.",
      impact: "Slow, and needs two people.",
      rollbackSafe: "with care",
      verify: "Two people get the same hash.",
    },
  ],
  questions: [
    "Which run was the first?",
    "Which secrets were within its reach?",
    "What did it publish, to whom?",
  ],
  escalateIf: ["Signing keys or deployment keys were within reach.", "Something harmful was published."],
  resolution: {
    "all-replaced": { text: "Every secret is replaced and the old ones fail." },
    "builds-repeat": { text: "What is online can be built again from its commit." },
    "rights-narrowed": { text: "Pipelines have no more rights than they need." },
  },
  causes: ["Secrets for pull requests from forks", "Actions not pinned by hash", "Shared runner"],
  related: ["dependency-attack", "key-compromise"],
};
