export { certificate, certificateSource, type CertificateFacts, type ControlAnswer } from "./certificate.ts";
export { certificatePage } from "./certificate-page.ts";
export { drillReport, resultWords } from "./report.ts";
export { gapsOf, scoreDrill, type DrillScore, type InjectResult, type ScoreRow } from "./score.ts";
