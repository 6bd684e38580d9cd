// npm run migrate: brings the database that DATABASE_URL names to this build's schema. The release of accounts runs it.
import { ensureDatabase, migrate } from '@portfolio/db/migrate';
import { appRole } from '@portfolio/db/rules';
import { parseEnv } from '@portfolio/platform/kernel/env';

const { database } = parseEnv(process.env);
if (database.driver === 'embedded') await ensureDatabase(database.ownerUrl);
/** The role that the apps sign in as gets the password that their address gives it. */
const hostedPassword = (): string | undefined => {
  const { username, password } = new URL(database.appUrl);
  return username === appRole && password ? decodeURIComponent(password) : undefined;
};
await migrate(database.ownerUrl, database.driver === 'embedded' ? database.password : hostedPassword());
console.log('The schema is up to date.');
