DROP INDEX "search"."vocabulary_trigrams";--> statement-breakpoint
CREATE INDEX "vocabulary_trigrams" ON "search"."vocabulary" USING gin ("term" gin_trgm_ops) WITH (gin_pending_list_limit=256);