CREATE SCHEMA "events";
--> statement-breakpoint
CREATE SCHEMA "jobs";
--> statement-breakpoint
CREATE SCHEMA "kv";
--> statement-breakpoint
CREATE TABLE "events"."dead_letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"consumer" text NOT NULL,
	"event_id" text NOT NULL,
	"event_name" text NOT NULL,
	"subject" text,
	"event" jsonb NOT NULL,
	"run_id" uuid,
	"error" jsonb NOT NULL,
	"attempts" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"resolution" text,
	"resolved_by" text,
	"resolved_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "events"."inbox" (
	"consumer" text NOT NULL,
	"event_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_consumer_event_id_pk" PRIMARY KEY("consumer","event_id")
);
--> statement-breakpoint
CREATE TABLE "events"."outbox" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events"."outbox_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" uuid NOT NULL,
	"subject" text NOT NULL,
	"envelope" jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"available_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "jobs"."apps" (
	"id" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"sdk" text,
	"checksum" text,
	"error" text,
	"synced_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "jobs"."functions" (
	"id" text PRIMARY KEY NOT NULL,
	"app_id" text NOT NULL,
	"name" text NOT NULL,
	"config" jsonb NOT NULL,
	"problem" text,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "jobs"."events" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs"."parked" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "jobs"."parked_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"group" text NOT NULL,
	"call" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs"."runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"function_id" text NOT NULL,
	"app_id" text NOT NULL,
	"event_id" text NOT NULL,
	"event_name" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"round" integer DEFAULT 0 NOT NULL,
	"parallel" boolean DEFAULT false NOT NULL,
	"steps_done" integer DEFAULT 0 NOT NULL,
	"output" jsonb,
	"error" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "jobs"."schedules" (
	"function_id" text NOT NULL,
	"cron" text NOT NULL,
	"looked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "schedules_function_id_cron_pk" PRIMARY KEY("function_id","cron")
);
--> statement-breakpoint
CREATE TABLE "jobs"."steps" (
	"run_id" uuid NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"op" text NOT NULL,
	"status" text NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"position" integer,
	"data" jsonb,
	"error" jsonb,
	"wake_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "steps_run_id_id_pk" PRIMARY KEY("run_id","id")
);
--> statement-breakpoint
CREATE TABLE "jobs"."waits" (
	"run_id" uuid NOT NULL,
	"step_id" text NOT NULL,
	"event_name" text NOT NULL,
	"condition" text,
	CONSTRAINT "waits_run_id_step_id_pk" PRIMARY KEY("run_id","step_id")
);
--> statement-breakpoint
CREATE TABLE "kv"."entries" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"expires_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "kv"."idempotency" (
	"key" text PRIMARY KEY NOT NULL,
	"body_hash" text NOT NULL,
	"request_id" text NOT NULL,
	"status" text,
	"body" jsonb,
	"claimed_by" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kv"."rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"arrival_at" double precision NOT NULL
);
--> statement-breakpoint
ALTER TABLE "jobs"."steps" ADD CONSTRAINT "steps_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "jobs"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs"."waits" ADD CONSTRAINT "waits_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "jobs"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dead_letters_open" ON "events"."dead_letters" USING btree ("id") WHERE "events"."dead_letters"."resolution" is null;--> statement-breakpoint
CREATE INDEX "dead_letters_run_id" ON "events"."dead_letters" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "inbox_created_at" ON "events"."inbox" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "outbox_subject_seq" ON "events"."outbox" USING btree ("subject","seq");--> statement-breakpoint
CREATE INDEX "events_received_at" ON "jobs"."events" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "parked_group_seq" ON "jobs"."parked" USING btree ("group","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_function_event" ON "jobs"."runs" USING btree ("function_id","event_id");--> statement-breakpoint
CREATE INDEX "runs_active" ON "jobs"."runs" USING btree ("function_id") WHERE "jobs"."runs"."status" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "runs_status_id" ON "jobs"."runs" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "runs_event_id" ON "jobs"."runs" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "runs_ended_at" ON "jobs"."runs" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "waits_event_name" ON "jobs"."waits" USING btree ("event_name");--> statement-breakpoint
CREATE INDEX "entries_expires_at" ON "kv"."entries" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "idempotency_expires_at" ON "kv"."idempotency" USING btree ("expires_at");