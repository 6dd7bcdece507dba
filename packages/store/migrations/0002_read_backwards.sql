DROP INDEX "incidents_dedupe";--> statement-breakpoint
DROP INDEX "incidents_number";--> statement-breakpoint
DROP INDEX "incidents_status";--> statement-breakpoint
CREATE INDEX "incidents_dedupe" ON "incidents" USING btree ("workspace_id","dedupe_key","number");--> statement-breakpoint
CREATE INDEX "incidents_number" ON "incidents" USING btree ("workspace_id","number");--> statement-breakpoint
CREATE INDEX "incidents_status" ON "incidents" USING btree ("workspace_id","status","number");