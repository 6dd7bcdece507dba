/**
 * The log that the Scribe keeps, with the parts that the log template beside seed 000 has: status, roles, channels, timeline, investigation,
 * actions, resolution, what was sent, links. The tables of what happened on chain are those of the war room guidelines in the same collection.
 */
export const incidentLog = `# Incident Log: {title}

_The Scribe owns this log. Times are UTC, 24 hours. What Muster recorded is filled in; what nobody told it says "unknown"._

**Incident:** {ref}

**Status:** {state}

**Severity:** {level}

**Start Time:** {when started}

**Detected:** {when detected}

**Resolution Time:** {when resolved}

**Affected Services:** {serviceNames}

## Roles

- Detector: {reporter}
{roles}

## Communication Channels

{channels}

## Timeline

{log}

## Investigation

### What We Know

- {impact}
{signals}

### Affected Services

{services}

### Root Cause (initial)

{rootCause}

### Decisions

{decisions}

## Actions

### Immediate

{tasks}

### Steps taken

{checklist}

### Afterwards

{actions}

## Resolution Summary

**Mitigation Applied:** {mitigation}

**Verification:** {verification}

**Outcome:** {resolution}

**Permanent fix:** {fix}

## Communications Sent

{communications}

## On-chain facts

### Transactions involved

{transactions}

### Affected addresses

_Status is one of: At Risk, Impacted, Paused, Saved, Needs Review, Uncertain._

{addresses}

### Movement of funds

{funds}

### What is known of the attacker

{attacker}

## Post-Incident

- Post-mortem: {document post-mortem}
- Meeting: {meeting}
- Action items: in the list above, each with an owner and a date.

## Links & Evidence

{links}

{files}

{evidenceList}

## Severity Reference

{severities}
`;
