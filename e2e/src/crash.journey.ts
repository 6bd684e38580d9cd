import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { points } from './crash/points.ts';
import { type Cast, type Found, leftovers, rounds, settled, underWay } from './crash/rounds.ts';
import { makePersonByMail, makeWorld, tokenOf, type World } from './crash/world.ts';
import { root } from './platform.ts';

/** One round a point with the other tests; `npm run crash` asks for twenty. */
const roundsEach = Number(process.env.CRASH_ROUNDS ?? 1);
const only = process.env.CRASH_ONLY;
const chosen = points.filter(({ point }) => !only || point.startsWith(only));

/** Most of a round is waiting for a process to come up: many rounds are shared by platforms side by side. */
const lanes = roundsEach < 4 ? 1 : 4;

const stages: { world: World; cast: Cast }[] = [];
const table: string[] = [];

const stage = async (lane: number): Promise<{ world: World; cast: Cast }> => {
  const world = await makeWorld(4_600 - lane * 100);
  const person = await makePersonByMail(world, 'crash');
  const passing = await makePersonByMail(world, 'passing');
  const token = await tokenOf(world, person, ['bookmarks:read', 'bookmarks:write']);
  return { world, cast: { person, passing, token } };
};

beforeAll(async () => {
  // One after the other: the first one builds.
  for (let lane = 0; lane < lanes; lane += 1) stages.push(await stage(lane));
});

afterAll(async () => {
  await Promise.all(stages.map(({ world }) => world.close()));
});

test.each(chosen)(
  'killed at $point, nothing is lost and nothing is there twice',
  async ({ point, round }) => {
    const sum: Found = { killed: 0, lost: 0, twice: 0 };
    let next = 0;
    const take = async ({ world, cast }: { world: World; cast: Cast }): Promise<void> => {
      while (next < roundsEach) {
        next += 1;
        const found = await rounds[round](world, cast, point).catch(async (error: unknown) => {
          throw new Error(`${error}\n${await underWay(world)}`);
        });
        sum.killed += found.killed;
        sum.lost += found.lost;
        sum.twice += found.twice;
      }
    };
    await Promise.all(stages.map(take));
    table.push(`| ${point} | ${round} | ${sum.killed} | ${sum.lost} | ${sum.twice} |`);
    expect(sum).toEqual({ killed: roundsEach, lost: 0, twice: 0 });
  },
  60_000 + roundsEach * 60_000,
);

test('all rounds together leave nothing behind', async () => {
  for (const { world } of stages) {
    await settled(world);
    const left = await leftovers(world);
    expect(left).toEqual(Object.fromEntries(Object.keys(left).map((name) => [name, 0])));
  }
  if (roundsEach < 20 || only) return;
  const head = `# Killed at every point

\`npm run crash\` kills the process that passes a named point with \`kill -9\`, ${roundsEach} rounds a point, on the production
build, and looks at what became of the save, the mail or the sign-out under way. \`lost\` and \`twice\` count bookmarks, pictures,
search entries, mails and events; a mail that the provider took before our commit may come twice with the same Message-ID,
and is then not counted.

| point | round | killed | lost | twice |
| --- | --- | --- | --- | --- |
`;
  mkdirSync(join(root, 'docs'), { recursive: true });
  writeFileSync(join(root, 'docs/crash.md'), `${head}${table.join('\n')}\n`);
});
