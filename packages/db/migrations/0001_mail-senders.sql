ALTER TABLE "notifications"."messages" ADD COLUMN "sender_id" uuid;--> statement-breakpoint
CREATE INDEX "messages_sender" ON "notifications"."messages" USING btree ("sender_id","created_at") WHERE sender_id is not null;--> statement-breakpoint
CREATE INDEX "messages_recipient" ON "notifications"."messages" USING btree ("recipient","created_at");