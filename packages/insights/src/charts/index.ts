export { groupChart } from "./bars.ts";
export { spreadChart, spreadWords } from "./spread.ts";
export { textBars } from "./text-bars.ts";
