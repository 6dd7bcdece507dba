CREATE TABLE "blobs" (
	"sha256" text PRIMARY KEY NOT NULL,
	"bytes" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"content_type" text
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"workspace_id" text NOT NULL,
	"series" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "counters_workspace_id_series_pk" PRIMARY KEY("workspace_id","series")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"workspace_id" text NOT NULL,
	"path" text NOT NULL,
	"content" text NOT NULL,
	"commit" text,
	"loaded_at" timestamp (3) with time zone NOT NULL,
	"problems" jsonb NOT NULL,
	CONSTRAINT "documents_workspace_id_path_pk" PRIMARY KEY("workspace_id","path")
);
--> statement-breakpoint
CREATE TABLE "effects" (
	"key" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"incident_id" text NOT NULL,
	"lane" text NOT NULL,
	"kind" text NOT NULL,
	"surface" text,
	"place" text,
	"seq" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"sent_version" integer,
	"due_at" timestamp (3) with time zone NOT NULL,
	"wanted_at" timestamp (3) with time zone NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"leased_by" text,
	"needs" text[] NOT NULL,
	"awaits" text[] NOT NULL,
	"awaits_until" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"faults" integer DEFAULT 0 NOT NULL,
	"remote" jsonb,
	"reply" jsonb,
	"last_error" text,
	"given_up" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"incident_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"type" text NOT NULL,
	"body" text NOT NULL,
	"prev" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "events_incident_id_seq_pk" PRIMARY KEY("incident_id","seq")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"source" text NOT NULL,
	"delivery_id" text NOT NULL,
	"arrival" bigint GENERATED ALWAYS AS IDENTITY (sequence name "inbox_arrival_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" text,
	"received_at" timestamp (3) with time zone NOT NULL,
	"headers" jsonb NOT NULL,
	"raw" "bytea" NOT NULL,
	"key" text,
	"processed_at" timestamp (3) with time zone,
	"outcome" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"leased_by" text,
	"last_error" text,
	"parked_why" text,
	CONSTRAINT "inbox_source_delivery_id_pk" PRIMARY KEY("source","delivery_id")
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"ref" text NOT NULL,
	"number" integer NOT NULL,
	"date" text NOT NULL,
	"slug" text NOT NULL,
	"dedupe_key" text,
	"status" text NOT NULL,
	"severity_level" text,
	"severity_rank" integer,
	"title" text NOT NULL,
	"is_drill" boolean NOT NULL,
	"words" "tsvector" NOT NULL,
	"state" jsonb NOT NULL,
	"seq" integer NOT NULL,
	"head" "bytea" NOT NULL,
	"declared_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "incidents_ref" UNIQUE("workspace_id","ref"),
	CONSTRAINT "incidents_date_slug" UNIQUE("workspace_id","date","slug")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" text NOT NULL,
	"discord_id" text,
	"github_login" text,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"workspace_id" text NOT NULL,
	"version" text NOT NULL,
	"policy" jsonb NOT NULL,
	"source" text NOT NULL,
	"commit" text,
	"in_force" boolean NOT NULL,
	"loaded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "policies_workspace_id_version_pk" PRIMARY KEY("workspace_id","version")
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"workspace_id" text NOT NULL,
	"request_id" text NOT NULL,
	"answer" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "requests_workspace_id_request_id_pk" PRIMARY KEY("workspace_id","request_id")
);
--> statement-breakpoint
CREATE TABLE "timers" (
	"incident_id" text NOT NULL,
	"name" text NOT NULL,
	"workspace_id" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "timers_incident_id_name_pk" PRIMARY KEY("incident_id","name")
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"guild_id" text,
	"repo_owner" text,
	"repo_name" text,
	"preset" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "counters" ADD CONSTRAINT "counters_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "effects" ADD CONSTRAINT "effects_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "timers" ADD CONSTRAINT "timers_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "effects_waiting" ON "effects" USING btree ("lane","due_at") WHERE "effects"."version" is distinct from "effects"."sent_version" and "effects"."given_up" is null;--> statement-breakpoint
CREATE INDEX "effects_incident" ON "effects" USING btree ("incident_id","surface");--> statement-breakpoint
CREATE INDEX "effects_given_up" ON "effects" USING btree ("workspace_id") WHERE "effects"."given_up" is not null;--> statement-breakpoint
CREATE INDEX "effects_remote" ON "effects" USING btree ("workspace_id","surface",("remote" ->> 'id'));--> statement-breakpoint
CREATE INDEX "inbox_waiting" ON "inbox" USING btree ("source","arrival") WHERE "inbox"."processed_at" is null and "inbox"."parked_why" is null;--> statement-breakpoint
CREATE INDEX "inbox_parked" ON "inbox" USING btree ("received_at") WHERE "inbox"."parked_why" is not null;--> statement-breakpoint
CREATE INDEX "inbox_processed" ON "inbox" USING btree ("processed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "incidents_dedupe_open" ON "incidents" USING btree ("workspace_id","dedupe_key") WHERE "incidents"."status" in ('open', 'mitigated');--> statement-breakpoint
CREATE INDEX "incidents_dedupe" ON "incidents" USING btree ("workspace_id","dedupe_key","number" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "incidents_number" ON "incidents" USING btree ("workspace_id","number" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "incidents_status" ON "incidents" USING btree ("workspace_id","status","number" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "incidents_words" ON "incidents" USING gin ("words");--> statement-breakpoint
CREATE UNIQUE INDEX "people_discord" ON "people" USING btree ("workspace_id","discord_id");--> statement-breakpoint
CREATE UNIQUE INDEX "people_github" ON "people" USING btree ("workspace_id",lower("github_login"));--> statement-breakpoint
CREATE UNIQUE INDEX "policies_in_force" ON "policies" USING btree ("workspace_id") WHERE "policies"."in_force";--> statement-breakpoint
CREATE INDEX "requests_at" ON "requests" USING btree ("at");--> statement-breakpoint
CREATE INDEX "timers_due" ON "timers" USING btree ("due_at");