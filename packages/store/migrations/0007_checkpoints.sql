CREATE TABLE "checkpoints" (
	"workspace_id" text NOT NULL,
	"number" integer NOT NULL,
	"day" text NOT NULL,
	"body" text NOT NULL,
	"blind" text NOT NULL,
	"changed" jsonb NOT NULL,
	CONSTRAINT "checkpoints_workspace_id_number_pk" PRIMARY KEY("workspace_id","number"),
	CONSTRAINT "checkpoints_day" UNIQUE("workspace_id","day")
);
--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "vouched_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "checkpoints" ADD CONSTRAINT "checkpoints_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;