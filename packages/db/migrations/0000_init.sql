CREATE SCHEMA "auth";
--> statement-breakpoint
CREATE SCHEMA "bookmarks";
--> statement-breakpoint
CREATE SCHEMA "events";
--> statement-breakpoint
CREATE SCHEMA "jobs";
--> statement-breakpoint
CREATE SCHEMA "kv";
--> statement-breakpoint
CREATE SCHEMA "live";
--> statement-breakpoint
CREATE SCHEMA "media";
--> statement-breakpoint
CREATE SCHEMA "notifications";
--> statement-breakpoint
CREATE SCHEMA "rooms";
--> statement-breakpoint
CREATE SCHEMA "search";
--> statement-breakpoint
CREATE SCHEMA "students";
--> statement-breakpoint
CREATE SCHEMA "users";
--> statement-breakpoint
CREATE SCHEMA "vocabulary";
--> statement-breakpoint
CREATE TABLE "auth"."clients" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"client_id" text NOT NULL,
	"secret_hash" text,
	"name" text NOT NULL,
	"public" boolean DEFAULT false NOT NULL,
	"redirect_uris" text[] NOT NULL,
	"post_logout_redirect_uris" text[] NOT NULL,
	"backchannel_logout_uri" text,
	"created_by" uuid NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "auth"."credentials" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"password_hash" text NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."first_uses" (
	"user_id" uuid NOT NULL,
	"client_id" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "first_uses_user_id_client_id_pk" PRIMARY KEY("user_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "auth"."issuer_sessions" (
	"uid" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."mail_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"user_id" uuid NOT NULL,
	"email" text NOT NULL,
	"browser_hash" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"consumed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "auth"."oidc_payloads" (
	"model" text NOT NULL,
	"id_hash" text NOT NULL,
	"payload" jsonb NOT NULL,
	"grant_id" text,
	"uid" text,
	"session_id" uuid,
	"consumed_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "oidc_payloads_model_id_hash_pk" PRIMARY KEY("model","id_hash")
);
--> statement-breakpoint
CREATE TABLE "auth"."personal_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "auth"."security_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"ip" text NOT NULL,
	"device" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."session_clients" (
	"sid" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"client_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"cookie_hash" text,
	"device" text NOT NULL,
	"browser" text NOT NULL,
	"ip" text NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text
);
--> statement-breakpoint
CREATE TABLE "auth"."signing_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"encrypted_jwk" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "bookmarks"."bookmark_tags" (
	"tag_id" uuid NOT NULL,
	"bookmark_id" uuid NOT NULL,
	"source" text NOT NULL,
	"removed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "bookmark_tags_tag_id_bookmark_id_pk" PRIMARY KEY("tag_id","bookmark_id")
);
--> statement-breakpoint
CREATE TABLE "bookmarks"."bookmarks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"user_id" uuid NOT NULL,
	"url" text NOT NULL,
	"saved_key" text NOT NULL,
	"canonical_url" text NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"image" text,
	"favicon" text,
	"image_media_id" uuid,
	"favicon_media_id" uuid,
	"site_name" text,
	"author" text,
	"published_at" timestamp (3) with time zone,
	"language" text,
	"type" text DEFAULT 'page' NOT NULL,
	"reading_minutes" integer,
	"note" text,
	"favourite" boolean DEFAULT false NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"screenshot_media_id" uuid,
	"screenshot_width" integer,
	"screenshot_height" integer,
	"link_status" integer,
	"link_final_url" text,
	"link_problem" text,
	"edited" text[] DEFAULT '{}' NOT NULL,
	"jobs" jsonb NOT NULL,
	"page_key" text,
	"archive_key" text,
	"text_key" text
);
--> statement-breakpoint
CREATE TABLE "bookmarks"."screenshots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"url" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"error" text,
	"media_id" uuid
);
--> statement-breakpoint
CREATE TABLE "bookmarks"."tags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"key" text NOT NULL
);
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
	"limit" integer NOT NULL,
	"run_id" uuid NOT NULL,
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
CREATE TABLE "live"."changes" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"app" text NOT NULL,
	"topic" text NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "media"."media" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"app" text NOT NULL,
	"use" text NOT NULL,
	"filename" text NOT NULL,
	"mime_type" text NOT NULL,
	"size" bigint NOT NULL,
	"width" integer,
	"height" integer,
	"access" text DEFAULT 'private' NOT NULL,
	"key" text NOT NULL,
	"variants" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"slot" text,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "notifications"."attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"message_row" uuid NOT NULL,
	"channel" text NOT NULL,
	"provider" text NOT NULL,
	"status" text NOT NULL,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "notifications"."dev_mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"channel" text NOT NULL,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"message_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."inbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"app" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"url" text,
	"read_at" timestamp (3) with time zone,
	"dedupe_key" text
);
--> statement-breakpoint
CREATE TABLE "notifications"."messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"channel" text NOT NULL,
	"template" text NOT NULL,
	"recipient" text NOT NULL,
	"user_id" uuid,
	"data" jsonb NOT NULL,
	"dedupe_key" text,
	"message_id" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "rooms"."activity" (
	"id" uuid PRIMARY KEY NOT NULL,
	"room_id" uuid NOT NULL,
	"actor_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rooms"."invites" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"room_id" uuid NOT NULL,
	"inviter_id" uuid NOT NULL,
	"user_id" uuid,
	"email" text,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"uses_left" integer,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "rooms"."participants" (
	"room_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"favourite" boolean DEFAULT false NOT NULL,
	"joined_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone,
	"left_at" timestamp (3) with time zone,
	"banned" boolean DEFAULT false NOT NULL,
	CONSTRAINT "participants_room_id_user_id_pk" PRIMARY KEY("room_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "rooms"."rooms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"owner_id" uuid NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"language" text DEFAULT 'javascript' NOT NULL,
	"visibility" text DEFAULT 'private' NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "search"."documents" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "search"."documents_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"app" text NOT NULL,
	"type" text NOT NULL,
	"id" text NOT NULL,
	"owner" text NOT NULL,
	"readers" text[] NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"url" text NOT NULL,
	"facets" jsonb NOT NULL,
	"terms" "tsvector" NOT NULL,
	"indexed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search"."readerships" (
	"user_id" uuid NOT NULL,
	"reader" text NOT NULL,
	CONSTRAINT "readerships_user_id_reader_pk" PRIMARY KEY("user_id","reader")
);
--> statement-breakpoint
CREATE TABLE "search"."vocabulary" (
	"term" text collate "C" PRIMARY KEY NOT NULL,
	"documents" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search"."weights" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"readers" text[] NOT NULL,
	"length" integer NOT NULL,
	"stems" integer[] NOT NULL,
	"frequencies" smallint[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "students"."accesses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"district_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"student_id" uuid,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "students"."accesses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "students"."districts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"owner_id" uuid
);
--> statement-breakpoint
ALTER TABLE "students"."districts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "students"."episodes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"district_id" uuid NOT NULL,
	"student_id" uuid NOT NULL,
	"status" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"decision" text,
	"decided_by" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "students"."episodes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "students"."invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"district_id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"school_ids" uuid[] DEFAULT '{}' NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "students"."invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "students"."memberships" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"district_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"school_ids" uuid[] DEFAULT '{}' NOT NULL,
	"used_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "students"."memberships" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "students"."rosters" (
	"district_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"student_id" uuid NOT NULL,
	CONSTRAINT "rosters_district_id_user_id_student_id_pk" PRIMARY KEY("district_id","user_id","student_id")
);
--> statement-breakpoint
ALTER TABLE "students"."rosters" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "students"."schools" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"district_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_key" text collate "C" NOT NULL,
	"phone" text,
	"address" text,
	"sample" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "students"."schools" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "students"."student_words" (
	"district_id" uuid NOT NULL,
	"word" text collate "C" NOT NULL,
	"student_id" uuid NOT NULL,
	CONSTRAINT "student_words_district_id_word_student_id_pk" PRIMARY KEY("district_id","word","student_id")
);
--> statement-breakpoint
ALTER TABLE "students"."student_words" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "students"."students" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"district_id" uuid NOT NULL,
	"school_id" uuid NOT NULL,
	"given_name" text NOT NULL,
	"middle_name" text,
	"family_name" text NOT NULL,
	"suffix" text,
	"name_key" text collate "C" NOT NULL,
	"local_id" text NOT NULL,
	"district_student_id" text,
	"state_id" text,
	"date_of_birth" date NOT NULL,
	"sex" text,
	"gender" text,
	"races" text[] DEFAULT '{}' NOT NULL,
	"hispanic" boolean,
	"grade_level" text NOT NULL,
	"native_language" text NOT NULL,
	"home_language" text,
	"correspondence_language" text,
	"city_of_birth" text,
	"country_of_birth" text,
	"first_enrolled_us_on" date,
	"photo_media_id" uuid,
	"archived_at" timestamp (3) with time zone,
	"sample" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "students"."students" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users"."preferences" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"theme" text DEFAULT 'system' NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"notifications" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"quiet_hours" jsonb,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users"."username_holds" (
	"username_key" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users"."users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"username" text NOT NULL,
	"username_key" text NOT NULL,
	"email" text NOT NULL,
	"email_verified_at" timestamp (3) with time zone,
	"first_name" text,
	"last_name" text,
	"avatar_media_id" uuid,
	"bio" text,
	"location" text,
	"website" text,
	"erased_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "vocabulary"."decks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"language" text,
	"translation_language" text,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "vocabulary"."words" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"user_id" uuid NOT NULL,
	"deck_id" uuid NOT NULL,
	"term" text NOT NULL,
	"term_key" text NOT NULL,
	"translations" text[] NOT NULL,
	"language" text NOT NULL,
	"translation_language" text,
	"context" text,
	"part_of_speech" text,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"state" text DEFAULT 'new' NOT NULL,
	"due_at" timestamp (3) with time zone,
	"folded" text NOT NULL,
	"deck_deleted_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "auth"."credentials" ADD CONSTRAINT "credentials_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."first_uses" ADD CONSTRAINT "first_uses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."issuer_sessions" ADD CONSTRAINT "issuer_sessions_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "auth"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."mail_tokens" ADD CONSTRAINT "mail_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."oidc_payloads" ADD CONSTRAINT "oidc_payloads_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "auth"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."personal_tokens" ADD CONSTRAINT "personal_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."security_events" ADD CONSTRAINT "security_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."session_clients" ADD CONSTRAINT "session_clients_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "auth"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookmarks"."bookmark_tags" ADD CONSTRAINT "bookmark_tags_tag_id_tags_id_fk" FOREIGN KEY ("tag_id") REFERENCES "bookmarks"."tags"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookmarks"."bookmark_tags" ADD CONSTRAINT "bookmark_tags_bookmark_id_bookmarks_id_fk" FOREIGN KEY ("bookmark_id") REFERENCES "bookmarks"."bookmarks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs"."steps" ADD CONSTRAINT "steps_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "jobs"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs"."waits" ADD CONSTRAINT "waits_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "jobs"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rooms"."activity" ADD CONSTRAINT "activity_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "rooms"."rooms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rooms"."invites" ADD CONSTRAINT "invites_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "rooms"."rooms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rooms"."participants" ADD CONSTRAINT "participants_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "rooms"."rooms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search"."weights" ADD CONSTRAINT "weights_seq_documents_seq_fk" FOREIGN KEY ("seq") REFERENCES "search"."documents"("seq") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "students"."accesses" ADD CONSTRAINT "accesses_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "students"."districts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "students"."episodes" ADD CONSTRAINT "episodes_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "students"."districts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "students"."episodes" ADD CONSTRAINT "episodes_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "students"."students"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "students"."invitations" ADD CONSTRAINT "invitations_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "students"."districts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "students"."memberships" ADD CONSTRAINT "memberships_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "students"."districts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "students"."rosters" ADD CONSTRAINT "rosters_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "students"."districts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "students"."rosters" ADD CONSTRAINT "rosters_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "students"."students"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "students"."schools" ADD CONSTRAINT "schools_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "students"."districts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "students"."student_words" ADD CONSTRAINT "student_words_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "students"."districts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "students"."student_words" ADD CONSTRAINT "student_words_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "students"."students"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "students"."students" ADD CONSTRAINT "students_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "students"."districts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "students"."students" ADD CONSTRAINT "students_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "students"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users"."preferences" ADD CONSTRAINT "preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vocabulary"."words" ADD CONSTRAINT "words_deck_id_decks_id_fk" FOREIGN KEY ("deck_id") REFERENCES "vocabulary"."decks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "clients_client_id" ON "auth"."clients" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "mail_tokens_user" ON "auth"."mail_tokens" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "oidc_payloads_grant" ON "auth"."oidc_payloads" USING btree ("grant_id");--> statement-breakpoint
CREATE INDEX "oidc_payloads_uid" ON "auth"."oidc_payloads" USING btree ("uid");--> statement-breakpoint
CREATE INDEX "oidc_payloads_session" ON "auth"."oidc_payloads" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "oidc_payloads_expires" ON "auth"."oidc_payloads" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "personal_tokens_hash" ON "auth"."personal_tokens" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "personal_tokens_user" ON "auth"."personal_tokens" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "security_events_user" ON "auth"."security_events" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "session_clients_session" ON "auth"."session_clients" USING btree ("session_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_cookie_hash" ON "auth"."sessions" USING btree ("cookie_hash");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "auth"."sessions" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "bookmark_tags_bookmark" ON "bookmarks"."bookmark_tags" USING btree ("bookmark_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bookmarks_saved_key" ON "bookmarks"."bookmarks" USING btree ("user_id","saved_key");--> statement-breakpoint
CREATE INDEX "bookmarks_canonical" ON "bookmarks"."bookmarks" USING btree ("user_id","canonical_url");--> statement-breakpoint
CREATE INDEX "bookmarks_newest" ON "bookmarks"."bookmarks" USING btree ("user_id","id") WHERE deleted_at is null and archived_at is null;--> statement-breakpoint
CREATE INDEX "bookmarks_archived" ON "bookmarks"."bookmarks" USING btree ("user_id","id") WHERE deleted_at is null and archived_at is not null;--> statement-breakpoint
CREATE INDEX "bookmarks_favourite" ON "bookmarks"."bookmarks" USING btree ("user_id","id") WHERE deleted_at is null and favourite;--> statement-breakpoint
CREATE INDEX "bookmarks_title" ON "bookmarks"."bookmarks" USING btree ("user_id",lower("title"),"id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "bookmarks_trash" ON "bookmarks"."bookmarks" USING btree ("user_id","id") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "bookmarks_deleted" ON "bookmarks"."bookmarks" USING btree ("deleted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "tags_key" ON "bookmarks"."tags" USING btree ("user_id","key");--> statement-breakpoint
CREATE INDEX "dead_letters_open" ON "events"."dead_letters" USING btree ("id") WHERE "events"."dead_letters"."resolution" is null;--> statement-breakpoint
CREATE INDEX "dead_letters_run_id" ON "events"."dead_letters" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "inbox_created_at" ON "events"."inbox" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "outbox_subject_seq" ON "events"."outbox" USING btree ("subject","seq");--> statement-breakpoint
CREATE INDEX "events_received_at" ON "jobs"."events" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "parked_group_run" ON "jobs"."parked" USING btree ("group","run_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_function_event" ON "jobs"."runs" USING btree ("function_id","event_id");--> statement-breakpoint
CREATE INDEX "runs_active" ON "jobs"."runs" USING btree ("function_id") WHERE "jobs"."runs"."status" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "runs_status_id" ON "jobs"."runs" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "runs_app_id" ON "jobs"."runs" USING btree ("app_id","id");--> statement-breakpoint
CREATE INDEX "runs_event_id" ON "jobs"."runs" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "runs_ended_at" ON "jobs"."runs" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "waits_event_name" ON "jobs"."waits" USING btree ("event_name");--> statement-breakpoint
CREATE INDEX "entries_expires_at" ON "kv"."entries" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "idempotency_expires_at" ON "kv"."idempotency" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "changes_user" ON "live"."changes" USING btree ("user_id","seq");--> statement-breakpoint
CREATE INDEX "changes_user_xid" ON "live"."changes" USING btree ("user_id","xid");--> statement-breakpoint
CREATE INDEX "changes_at" ON "live"."changes" USING btree ("at");--> statement-breakpoint
CREATE INDEX "media_owner" ON "media"."media" USING btree ("owner_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "media_slot" ON "media"."media" USING btree ("owner_id","slot") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "media_deleted" ON "media"."media" USING btree ("deleted_at");--> statement-breakpoint
CREATE INDEX "attempts_message" ON "notifications"."attempts" USING btree ("message_row","id");--> statement-breakpoint
CREATE INDEX "dev_mails_to" ON "notifications"."dev_mails" USING btree ("to","id");--> statement-breakpoint
CREATE UNIQUE INDEX "dev_mails_message_id" ON "notifications"."dev_mails" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "inbox_user" ON "notifications"."inbox" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "inbox_unread" ON "notifications"."inbox" USING btree ("user_id","read_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_dedupe" ON "notifications"."inbox" USING btree ("user_id","dedupe_key");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_dedupe" ON "notifications"."messages" USING btree ("channel","dedupe_key");--> statement-breakpoint
CREATE INDEX "messages_user" ON "notifications"."messages" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "activity_room" ON "rooms"."activity" USING btree ("room_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "invites_token" ON "rooms"."invites" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "invites_room" ON "rooms"."invites" USING btree ("room_id","id");--> statement-breakpoint
CREATE INDEX "invites_person" ON "rooms"."invites" USING btree ("user_id","room_id");--> statement-breakpoint
CREATE INDEX "participants_person" ON "rooms"."participants" USING btree ("user_id","room_id") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "participants_joined" ON "rooms"."participants" USING btree ("room_id","joined_at","user_id") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "rooms_open" ON "rooms"."rooms" USING btree ("id") WHERE visibility = 'everyone' and deleted_at is null and archived_at is null;--> statement-breakpoint
CREATE INDEX "rooms_title" ON "rooms"."rooms" USING gin (lower("title") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "rooms_deleted" ON "rooms"."rooms" USING btree ("deleted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "documents_resource" ON "search"."documents" USING btree ("app","type","id");--> statement-breakpoint
CREATE INDEX "documents_owner" ON "search"."documents" USING btree ("owner");--> statement-breakpoint
CREATE INDEX "documents_terms" ON "search"."documents" USING gin ("terms") WITH (gin_pending_list_limit=256);--> statement-breakpoint
CREATE INDEX "readerships_reader" ON "search"."readerships" USING btree ("reader");--> statement-breakpoint
CREATE INDEX "vocabulary_trigrams" ON "search"."vocabulary" USING gin ("term" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "accesses_newest" ON "students"."accesses" USING btree ("district_id","id");--> statement-breakpoint
CREATE INDEX "accesses_student" ON "students"."accesses" USING btree ("district_id","student_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "districts_slug" ON "students"."districts" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "episodes_student" ON "students"."episodes" USING btree ("student_id","from_on");--> statement-breakpoint
CREATE INDEX "episodes_status" ON "students"."episodes" USING btree ("district_id","status","from_on");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_email" ON "students"."invitations" USING btree ("district_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_token" ON "students"."invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_person" ON "students"."memberships" USING btree ("user_id","district_id");--> statement-breakpoint
CREATE INDEX "memberships_district" ON "students"."memberships" USING btree ("district_id","id");--> statement-breakpoint
CREATE INDEX "rosters_student" ON "students"."rosters" USING btree ("student_id");--> statement-breakpoint
CREATE UNIQUE INDEX "schools_name" ON "students"."schools" USING btree ("district_id","name_key");--> statement-breakpoint
CREATE INDEX "student_words_student" ON "students"."student_words" USING btree ("student_id");--> statement-breakpoint
CREATE UNIQUE INDEX "students_local_id" ON "students"."students" USING btree ("district_id","local_id");--> statement-breakpoint
CREATE INDEX "students_name" ON "students"."students" USING btree ("district_id","name_key","id");--> statement-breakpoint
CREATE INDEX "students_updated" ON "students"."students" USING btree ("district_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "students_archived" ON "students"."students" USING btree ("district_id","name_key","id") WHERE archived_at is not null;--> statement-breakpoint
CREATE INDEX "students_school" ON "students"."students" USING btree ("district_id","school_id","name_key","id");--> statement-breakpoint
CREATE INDEX "students_grade" ON "students"."students" USING btree ("district_id","grade_level","name_key","id");--> statement-breakpoint
CREATE INDEX "students_language" ON "students"."students" USING btree ("district_id","native_language","name_key","id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_username_key" ON "users"."users" USING btree ("username_key");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users"."users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "users_search" ON "users"."users" USING gin ((lower("username" || ' ' || coalesce("first_name", '') || ' ' || coalesce("last_name", ''))) gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "decks_name" ON "vocabulary"."decks" USING btree ("user_id",lower("name")) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "decks_deleted" ON "vocabulary"."decks" USING btree ("deleted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "words_term" ON "vocabulary"."words" USING btree ("deck_id","term_key") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "words_newest" ON "vocabulary"."words" USING btree ("user_id","id") WHERE deleted_at is null and deck_deleted_at is null;--> statement-breakpoint
CREATE INDEX "words_deck" ON "vocabulary"."words" USING btree ("deck_id","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "words_folded" ON "vocabulary"."words" USING gin ("folded" gin_trgm_ops) WHERE deleted_at is null and deck_deleted_at is null;--> statement-breakpoint
CREATE INDEX "words_deleted" ON "vocabulary"."words" USING btree ("deleted_at");--> statement-breakpoint
CREATE POLICY "of_district" ON "students"."accesses" AS PERMISSIVE FOR ALL TO public USING (district_id = nullif(current_setting('app.district_id', true), '')::uuid) WITH CHECK (district_id = nullif(current_setting('app.district_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "of_district" ON "students"."districts" AS PERMISSIVE FOR ALL TO public USING (id = nullif(current_setting('app.district_id', true), '')::uuid) WITH CHECK (id = nullif(current_setting('app.district_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "of_member" ON "students"."districts" AS PERMISSIVE FOR SELECT TO public USING (id in (select m.district_id from students.memberships m where m.user_id = nullif(current_setting('app.actor_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "of_district" ON "students"."episodes" AS PERMISSIVE FOR ALL TO public USING (district_id = nullif(current_setting('app.district_id', true), '')::uuid) WITH CHECK (district_id = nullif(current_setting('app.district_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "of_district" ON "students"."invitations" AS PERMISSIVE FOR ALL TO public USING (district_id = nullif(current_setting('app.district_id', true), '')::uuid) WITH CHECK (district_id = nullif(current_setting('app.district_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "of_district" ON "students"."memberships" AS PERMISSIVE FOR ALL TO public USING (district_id = nullif(current_setting('app.district_id', true), '')::uuid) WITH CHECK (district_id = nullif(current_setting('app.district_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "of_person" ON "students"."memberships" AS PERMISSIVE FOR SELECT TO public USING (user_id = nullif(current_setting('app.actor_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "of_district" ON "students"."rosters" AS PERMISSIVE FOR ALL TO public USING (district_id = nullif(current_setting('app.district_id', true), '')::uuid) WITH CHECK (district_id = nullif(current_setting('app.district_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "of_district" ON "students"."schools" AS PERMISSIVE FOR ALL TO public USING (district_id = nullif(current_setting('app.district_id', true), '')::uuid) WITH CHECK (district_id = nullif(current_setting('app.district_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "of_district" ON "students"."student_words" AS PERMISSIVE FOR ALL TO public USING (district_id = nullif(current_setting('app.district_id', true), '')::uuid) WITH CHECK (district_id = nullif(current_setting('app.district_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "of_district" ON "students"."students" AS PERMISSIVE FOR ALL TO public USING (district_id = nullif(current_setting('app.district_id', true), '')::uuid) WITH CHECK (district_id = nullif(current_setting('app.district_id', true), '')::uuid);