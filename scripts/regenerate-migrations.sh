#!/bin/sh
# Until the first release there is one initial migration: write it anew from the schema.
set -eu
cd "$(dirname "$0")/../packages/db"
rm -rf migrations
npx drizzle-kit generate --name init
