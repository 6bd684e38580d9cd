import type postgres from 'postgres';

const sightingsBeforeUse = 3;
const preparedMax = 300;
const sightingsMax = 2_000;

/** What of postgres.js drizzle calls. */
type Runner = Pick<postgres.Sql, 'unsafe'>;

/**
 * Has statements that come again and again prepared once a connection: half the round trips, and no planning each time.
 * Drizzle asks postgres.js not to. Statements that come rarely are left alone, for each one costs the server memory. A
 * pooler that cannot hold prepared statements is told by `?prepare=false` in the database's address.
 */
export const preparing = (client: postgres.Sql): postgres.Sql => {
  const sightings = new Map<string, number>();
  let prepared = 0;

  const isWorthIt = (text: string): boolean => {
    const seen = sightings.get(text) ?? 0;
    if (seen >= sightingsBeforeUse) return true;
    if (prepared >= preparedMax) return false;
    if (sightings.size >= sightingsMax)
      for (const [known, times] of sightings) if (times < sightingsBeforeUse) sightings.delete(known);
    sightings.set(text, seen + 1);
    if (seen + 1 === sightingsBeforeUse) prepared += 1;
    return seen + 1 === sightingsBeforeUse;
  };

  const wrap = (runner: Runner): void => {
    const unsafe = runner.unsafe.bind(runner);
    runner.unsafe = (text, parameters, options) =>
      unsafe(text, parameters, { ...options, prepare: (parameters ?? []).length > 0 && isWorthIt(text) });
  };

  const begin = client.begin.bind(client);
  const beginPreparing = (work: (tx: postgres.TransactionSql) => unknown) =>
    begin((tx) => {
      wrap(tx);
      return work(tx);
    });
  wrap(client);
  return Object.assign(client, { begin: beginPreparing });
};
