/** What a team fills in for a runbook of its own, as it stands in the policy file. */
export const runbookTemplate = `runbooks:
  my-runbook:
    name: What it is called
    typicalSeverity: How bad it usually is
    expert: Whom to call first
    owner: Who keeps it up to date
    updatedOn: "2026-11-27"
    reviewEveryDays: 180
    keywords: [words, in, a, title]
    symptoms: [What people see]
    alerts: [What monitoring says]
    differs: [How to tell it from what looks alike]
    triageMin: 15
    steps:
      first-step:
        text: What to do
        why: Why it comes first
        command: kubectl get pods -n $NAMESPACE
        expected: What you see when it worked
        note: What to write down when it is ticked
    options:
      - name: Roll back
        when: It began with a deployment
        impact: Newest features are missing
        rollbackSafe: "yes"
        verify: Error rate is as usual
    questions: [What the investigation asks]
    escalateIf: [When to call more people]
    resolution:
      checked:
        text: What must hold before it is over
    causes: [What it usually was]
    related: [ddos-attack]
    ask: { everyMin: 30, text: What to ask the team so often }
`;
