/** The post-mortem for P1 to P3, with the parts that the template beside seed 000 has. */
export const postMortem = `# Post-Mortem: {title}

_The Scribe prepares this draft from the record before the meeting; everyone who responded reads and completes it. It is about how it could happen, not about who._

**Incident Date:** {date}

**Severity:** {level}

**Authors:** {holder scribe}

**Status:** Draft

**Incident Log:** {document incident-log}

## Summary

{impact}

Stopped by: {mitigation}

Ended with: {resolution}

_Two to four paragraphs for somebody who was not there._

## Impact

**Duration:** {duration}

**Users affected:** _How many, and what did they notice?_

**Services affected:** {serviceNames}

**Financial:** {financial}

**Reputation:** _Who saw it? Was it in the media?_

## Timeline

- {time started}, Incident began
- {time detected}, Detected
- {time acknowledged}, Response started
- {time rootCauseFound}, Root cause identified
- {time mitigated}, Mitigation applied
- {time resolved}, Resolved

All times are UTC. What was recorded:

{timeline}

## Root Cause

**Primary:** {rootCause}

**Contributing factors:** _What else had to be so? There is seldom one cause._

### 5 Whys

| | Why? | Because |
|---|---|---|
| 1 | Why did it happen? | {rootCause} |
| 2 | Why was that so? | … |
| 3 | Why was that so? | … |
| 4 | Why was that so? | … |
| 5 | Why was that so? | … |

## What Went Well

_What helped, and should be kept?_

## What Went Wrong

_What was missing, slow or misleading?_

## Where We Got Lucky

_What went well that nobody had planned?_

## Action Items

{actionTable}

## Lessons for Runbooks

- [ ] A new runbook is needed: _for what?_
- [ ] A runbook changes: _which, and how?_
- [ ] None

{feedback}

## Detection

**How:** {detectedBy}

**Time to detection:** {span started detected}

**From detection to somebody in charge:** {span detected acknowledged}

**Could it have been faster:** _How, and who owns that?_

## Links

{links}

## Meeting Notes

{meeting}

_Who came, and what was said that is not written above?_
`;
