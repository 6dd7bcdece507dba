CREATE TABLE "errands" (
	"workspace_id" text NOT NULL,
	"key" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "errands_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"lane" text NOT NULL,
	"line" text,
	"errand" jsonb NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"leased_by" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"done_at" timestamp (3) with time zone,
	"remote" jsonb,
	"last_error" text,
	"given_up" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "errands_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "unreadable" text;--> statement-breakpoint
ALTER TABLE "errands" ADD CONSTRAINT "errands_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "errands_waiting" ON "errands" USING btree ("lane","due_at") WHERE "errands"."done_at" is null and "errands"."given_up" is null;--> statement-breakpoint
CREATE INDEX "errands_done" ON "errands" USING btree ("done_at");