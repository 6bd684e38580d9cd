CREATE TABLE "auth"."reset_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "oidc_payloads_account" ON "auth"."oidc_payloads" USING btree ((payload ->> 'accountId'));