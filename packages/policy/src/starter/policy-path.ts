/** Where a repository says how its team works. */
export const policyPath = ".muster/policy.yaml";
