/*
 * The documents that seed 004 asks for after an incident: documented findings (its phase 5), detailed logs and a post-incident report (its
 * documentation requirements), and the report that is published. The words are ours.
 */

export const findings = `# Post-Incident Report: {title}

_The findings of the post-mortem meeting. Times are UTC. It is about how it could happen, not about who._

**Incident:** {ref}

**Date:** {date}

**Severity:** {level}

**Duration:** {duration}

**Status:** {status}

## Summary

{impact}

Contained by: {mitigation}

Ended with: {resolution}

## Timeline

- {when started}: it began
- {when detected}: detected
- {when declared}: declared
- {when acknowledged}: response team in charge
- {when rootCauseFound}: root cause identified
- {when mitigated}: contained
- {when resolved}: recovered

The whole of it is in {document incident-log}.

## Root Cause

{rootCause}

_What else had to be so?_

## Impact

**Scope of compromise:** {serviceNames}

**Financial impact:** {financial}

### Data exposure and scope

{data}

## Findings

_What was learnt at the meeting? What helped, what was missing, where was luck involved?_

{feedback}

## Prevention

{actions}

- [ ] Additional controls: _which?_
- [ ] Monitoring rules: _which?_
- [ ] Tests: _which?_
- [ ] Procedures and runbooks: _which?_

## Meeting

{meeting}

## Regulatory

{filings}
`;

export const incidentLog = `# Incident Log: {title}

_Everything that was recorded, in the order in which it happened. Times are UTC, 24 hours._

**Incident:** {ref}

**Severity:** {level}

**Status:** {state}

## Response team

{roles}

## Log

{log}

## Decisions

{decisions}

## Actions taken

{taken}

## Tasks

{tasks}

## Communication

{communications}

## Evidence and chain of custody

{evidence}

{files}

## Links

{links}
`;

export const publicReport = `# Incident report: {title}

_A draft for users. Read it against what may be said, take out what is sensitive, and have it approved before it is published._

**Date:** {date}

**Duration:** {duration}

## What happened

{impact}

## What we did

{mitigation}

{resolution}

## What it means for you

_Are funds or data affected? Must users do anything?_

## How we prevent it

_What changes, in words that need no knowledge of our systems._

## When

- {when detected}: we noticed
- {when mitigated}: the damage was stopped
- {when resolved}: all was back to normal
`;
