export { likenessFrom, likenessMost, likenessWeights, lookalikesOf } from "./lookalikes.ts";
export { wordsOf } from "./words-of.ts";
