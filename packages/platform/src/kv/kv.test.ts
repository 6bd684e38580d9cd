import { testDatabase } from '@portfolio/db/testing';
import { postgresKeyValue } from './drivers/postgres.ts';
import { keyValueContract } from './kv.contract.ts';

const { db } = await testDatabase();
keyValueContract('postgres', () => postgresKeyValue(db));
