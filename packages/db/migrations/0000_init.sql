CREATE SCHEMA "kv";
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
CREATE INDEX "entries_expires_at" ON "kv"."entries" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "idempotency_expires_at" ON "kv"."idempotency" USING btree ("expires_at");