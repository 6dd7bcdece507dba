export { checkHeld, isNotHeld, whileHeld, type Holder } from "./while-held.ts";
