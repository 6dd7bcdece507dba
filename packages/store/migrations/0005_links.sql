CREATE TABLE "link_offers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "link_offers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" text NOT NULL,
	"from" text NOT NULL,
	"code_hash" text,
	"discord_id" text,
	"discord_name" text NOT NULL,
	"github_id" bigint,
	"github_login" text NOT NULL,
	"reply" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended" text
);
--> statement-breakpoint
CREATE TABLE "link_tries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "link_tries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" text NOT NULL,
	"github_id" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "links" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "links_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" text NOT NULL,
	"discord_id" text NOT NULL,
	"discord_name" text NOT NULL,
	"github_id" bigint NOT NULL,
	"github_login" text NOT NULL,
	"how" text NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text
);
--> statement-breakpoint
ALTER TABLE "link_offers" ADD CONSTRAINT "link_offers_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "link_offers_code" ON "link_offers" USING btree ("workspace_id","code_hash");--> statement-breakpoint
CREATE INDEX "link_offers_name" ON "link_offers" USING btree ("workspace_id","discord_name");--> statement-breakpoint
CREATE INDEX "link_tries_of" ON "link_tries" USING btree ("workspace_id","github_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "links_discord" ON "links" USING btree ("workspace_id","discord_id") WHERE "links"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "links_github" ON "links" USING btree ("workspace_id","github_id") WHERE "links"."ended_at" is null;