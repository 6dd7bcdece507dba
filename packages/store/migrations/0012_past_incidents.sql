CREATE TABLE "past_incidents" (
	"incident_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"seq" integer NOT NULL,
	"date" text NOT NULL,
	"is_drill" boolean NOT NULL,
	"is_restricted" boolean NOT NULL,
	"is_counted" boolean NOT NULL,
	"is_imported" boolean NOT NULL,
	"outcome" text NOT NULL,
	"policy_id" text,
	"level_id" text,
	"rank" integer,
	"kind" text,
	"services" text[] NOT NULL,
	"spans" bigint[] NOT NULL,
	"approx" integer NOT NULL,
	"cadence_asked" integer NOT NULL,
	"cadence_kept" integer NOT NULL,
	"false_positive" integer,
	"recurrence" integer,
	"postmortem" integer,
	"postmortem_due_at" timestamp (3) with time zone,
	"actions_in_time" integer NOT NULL,
	"actions_late" integer NOT NULL,
	"actions_unknown" integer NOT NULL,
	"open_dues" text[] NOT NULL,
	"past" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "past_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "past_incidents" ADD CONSTRAINT "past_incidents_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "past_incidents_date" ON "past_incidents" USING btree ("workspace_id","date");--> statement-breakpoint
CREATE INDEX "incidents_past_behind" ON "incidents" USING btree ("workspace_id") WHERE "incidents"."past_seq" < "incidents"."seq";