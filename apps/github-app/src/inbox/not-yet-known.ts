/** News of something that we made and do not know of yet, because the answer was lost: the next try to make it finds it. */
export class NotYetKnown extends Error {
  override name = "NotYetKnown";
}
