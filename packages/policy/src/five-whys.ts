/**
 * The template of seed 001. A template is data: Markdown with slots in braces, so that another policy brings its own text. It also serves
 * a policy that lists no documents. What nobody knows prints as "unknown".
 */
export const fiveWhysText = `# Incident: {title}

**Date:** {date}

**Severity:** {severity}

**Duration:** {duration}

**Impact:** {impact}

## Timeline

- {time detected}, Alert fired
- {role}, {leader} assigned
- {time rootCauseFound}, Root cause identified
- {time mitigated}, Mitigation applied
- {time resolved}, Service restored

All times are UTC. What was recorded:

{timeline}

## Root Cause (5 Whys)

1. Why did it happen? Because {rootCause}
2. Why was that so? Because …
3. Why was that so? Because …
4. Why was that so? Because …
5. Why was that so? Because …

## Action Items

{actions}

## Lessons Learned

_What we'll do differently._

## Follow-Up

From start to detection: {span started detected}. From detection to declaration: {span detected declared}. From declaration to somebody in charge: {span declared acknowledged}.

{feedback}
`;
