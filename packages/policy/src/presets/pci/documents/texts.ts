/*
 * The five deliverables that seed 003 lists at its end. Their headings follow what the page asks of each step; the words are ours, as the
 * page has none.
 */

export const summaryReport = `# Incident Summary Report: {title}

_One of five documents about this incident. Times are UTC. What nobody told Muster says "unknown". Only for people who may see incident data._

**Incident:** {ref}

**Severity:** {level}

**Date:** {date}

**Duration:** {duration}

**Status:** {status}

## What happened

{impact}

Contained by: {mitigation}

Verified by: {verification}

Ended with: {resolution}

## Who responded

{roles}

## Affected systems

{services}

## Data

{data}

_Whose data, and how much? "unknown" stays until somebody confirms it._

## Cost and exposure

{financial}

## Identification and containment

- Time to detection: {span started detected}
- From detection to somebody in charge: {span detected acknowledged}
- From detection to containment: {span detected mitigated}
- From detection to resolution: {span detected resolved}

## Communication

{communications}

## Reports to authorities and partners

{filings}

## The other documents

- {document timeline}
- {document root-cause}
- {document remediation}
- {document recommendations}

{links}
`;

export const timeline = `# Timeline of Events: {title}

_Times are UTC, 24 hours, with the date where it changes._

**Incident:** {ref}

## Main times

- {when started}: it began
- {when detected}: detected
- {when declared}: declared
- {when acknowledged}: somebody in charge
- {when rootCauseFound}: root cause identified
- {when mitigated}: contained
- {when resolved}: recovered

## What was recorded

{log}

## Decisions

{decisions}
`;

export const rootCause = `# Root Cause Analysis: {title}

**Incident:** {ref}

**Root cause:** {rootCause}

## Entry point and attack vector

_How did it begin, and which way did it take?_

## Scope

{services}

{data}

## Contributing factors

_What else had to be so? Ask how rather than who._

## Gaps in detection or response

- How it was noticed: {detectedBy}
- Time to detection: {span started detected}
- From detection to somebody in charge: {span detected acknowledged}

{feedback}

_What should have shown it earlier? Where did the response wait, and for what?_

## Evidence

{evidence}

{files}
`;

export const remediation = `# Remediation Actions Taken: {title}

_What was done to contain, eradicate and recover, by whom and when, as far as it was recorded. Times are UTC._

**Incident:** {ref}

**Contained:** {when mitigated}

**Recovered:** {when resolved}

## Actions taken

{taken}

## Tasks

{tasks}

## Validation

**How containment was verified:** {verification}

**Watched for recurrence:** _Until when, and what was seen?_

**Permanent fix:** {fix}
`;

export const recommendations = `# Recommendations for Prevention: {title}

**Incident:** {ref}

## Corrective actions

{actions}

## Documentation and controls to update

- [ ] Alert rules: _which?_
- [ ] Runbooks: _which?_
- [ ] Access controls: _which?_
- [ ] Data handling: _which?_

## Lessons

_What will be different the next time?_
`;
