/** GitHub refuses a longer issue or pull request body. Counted in characters; see the errors of https://docs.github.com/en/rest/issues/issues#create-an-issue */
export const bodyMax = 65_536;

/** The longest title that GitHub takes for issues and pull requests. */
export const titleMax = 256;

/** Octokit waits for ever by itself. GitHub ends a request that takes longer than 10 s. https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#timeouts */
export const requestMaxMs = 15_000;
