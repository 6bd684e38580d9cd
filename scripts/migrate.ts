// npm run migrate: brings the database that DATABASE_URL names to this build's schema. The release of accounts runs it.
import { ensureDatabase, migrate } from '@portfolio/db/migrate';
import { parseEnv } from '@portfolio/platform/kernel/env';

const { database } = parseEnv(process.env);
if (database.driver === 'embedded') await ensureDatabase(database.ownerUrl);
await migrate(database.ownerUrl, database.driver === 'embedded' ? database.password : undefined);
console.log('The schema is up to date.');
