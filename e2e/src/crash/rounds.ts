import { newId } from '@portfolio/db/ids';
import { enter, type Person } from '../person.ts';
import { eventually, type World } from './world.ts';

export type Cast = { person: Person; token: string; passing: Person };
export type Found = { killed: number; lost: number; twice: number };

const dies = (world: World, point: string): Promise<true> =>
  eventually(`a process at ${point}`, () => (world.isArmed(point) ? null : true));

const doneStates = new Set(['done', 'failed', 'skipped']);

/** Saves a page, asking again where the answer was lost, and looks at what became of it. */
const save = async (world: World, { token }: Cast, point: string): Promise<Found> => {
  const { firebook } = world.platform.origins;
  const url = `${world.site.url}/article?round=${newId()}`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  world.arm(point);
  const id = await eventually('a save', async () => {
    const answer = await fetch(`${firebook}/api/v1/bookmarks`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ url }),
    });
    const body: { id?: string } = await answer.json();
    return answer.ok ? (body.id ?? null) : null;
  });
  await dies(world, point);
  await eventually(`the jobs of a save killed at ${point}`, async () => {
    const answer = await fetch(`${firebook}/api/v1/bookmarks/${id}`, { headers });
    const { jobs }: { jobs: Record<string, { state: string }> } = await answer.json();
    return Object.values(jobs).every(({ state }) => doneStates.has(state)) ? true : null;
  });
  // The early index is done before the last one begins.
  await settled(world);
  const [row] = await world.sql<{ bookmarks: number; pictures: number; found: number; whole: number }[]>`
    select
      (select count(*)::int from bookmarks.bookmarks where url = ${url}) as bookmarks,
      (select count(*)::int from media.media where slot = ${`bookmark:${id}:screenshot`} and deleted_at is null) as pictures,
      (select count(*)::int from search.documents where id = ${id}) as found,
      (select count(*)::int from bookmarks.bookmarks b where b.id = ${id} and b.screenshot_media_id is not null
        and not exists (select 1 from jsonb_each(b.jobs) j where j.value->>'state' <> 'done')) as whole`;
  const { bookmarks = 0, pictures = 0, found = 0, whole = 0 } = row ?? {};
  const lost = [bookmarks, pictures, found, whole].filter((n) => n === 0).length;
  return { killed: 1, lost, twice: [bookmarks, pictures, found].filter((n) => n > 1).length };
};

/** Forgets how many mails somebody asked for: a person asks for five resets an hour, the rounds for a hundred. */
const forgetLimits = async ({ sql }: World): Promise<void> => {
  await sql`delete from kv.rate_limits where key like 'resets:%'`;
};

/** Asks for a mail and counts its copies. A second one counts unless it carries the Message-ID of the first. */
const mail = async (world: World, { person }: Cast, point: string): Promise<Found> => {
  const { accounts } = world.platform.origins;
  await forgetLimits(world);
  const before = world.mailbox.letters.length;
  world.arm(point);
  await eventually('a request for a mail', async () => {
    const answer = await fetch(`${accounts}/api/v1/auth/password/reset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: person.email }),
    });
    return answer.ok ? true : null;
  });
  await dies(world, point);
  const letters = () => world.mailbox.letters.slice(before).filter(({ to }) => to === person.email);
  await eventually(`a mail killed at ${point}`, () => (letters().length > 0 ? true : null));
  await settled(world);
  const ids = new Set(letters().map(({ messageId }) => messageId));
  return { killed: 1, lost: ids.size === 0 ? 1 : 0, twice: ids.size > 1 ? 1 : 0 };
};

/** Signs out in one app, again where the answer was lost; the other has to ask, and the session ends once. */
const signOut = async (world: World, { passing }: Cast, point: string): Promise<Found> => {
  const { origins } = world.platform;
  const context = await world.browser.newContext();
  try {
    const page = await context.newPage();
    await enter(page, origins, 'firebook', passing);
    await enter(page, origins, 'codetalk', passing);
    const [session] = await world.sql<{ id: string }[]>`
      select s.id from auth.sessions s join users.users u on u.id = s.user_id
      where u.username = ${passing.username} and s.ended_at is null order by s.id desc limit 1`;
    const id = session?.id ?? '';
    world.arm(point);
    await eventually('a sign-out', async () => {
      const answer = await context.request.post(`${origins.codetalk}/api/auth/signout`, {
        headers: { origin: origins.codetalk },
        maxRedirects: 0,
      });
      return answer.status() === 303 ? true : null;
    });
    await dies(world, point);
    await eventually('the other app to ask', async () => {
      const answer = await context.request.get(origins.firebook, { maxRedirects: 0 });
      return answer.status() >= 300 && answer.status() < 400 ? true : null;
    });
    const told = async () => {
      const [row] = await world.sql<{ n: number }[]>`
        select count(*)::int as n from jobs.runs r join jobs.steps s on s.run_id = r.id
        where r.function_id = 'accounts-back-channel-logout' and r.status = 'completed'
          and s.name like 'tell-%' and s.status = 'completed'
          and r.event_id in (select e.id from jobs.events e where e.payload::text like ${`%${id}%`})`;
      return row?.n === 2 ? true : null;
    };
    const both = await eventually('both apps to be told', told).catch(() => null);
    if (!both) console.error(`${point}: ${await underWay(world)}`);
    const [ends] = await world.sql<{ n: number }[]>`
      select count(*)::int as n from jobs.events where name = 'auth.session.ended' and payload::text like ${`%${id}%`}`;
    return { killed: 1, lost: both && ends?.n ? 0 : 1, twice: (ends?.n ?? 0) > 1 ? 1 : 0 };
  } finally {
    await context.close();
  }
};

/** What the platform has still to do, for whoever reads why a round failed. */
export const underWay = async ({ sql, platform }: World): Promise<string> => {
  const rows = await sql`
    select r.function_id, r.status, r.round, r.attempt, r.error->>'message' as error, s.name, s.status as step,
      s.attempt as tries, s.error->>'message' as step_error, now() - r.created_at as age,
      (select json_agg(json_build_object('key', j.key, 'in', j.run_at - now(), 'attempts', j.attempts, 'locked', j.locked_at))
        from graphile_worker._private_jobs j where j.key like '%' || r.id || '%') as queued
    from jobs.runs r left join jobs.steps s on s.run_id = r.id and s.status <> 'completed'
    where r.status in ('queued', 'running') order by r.created_at limit 20`;
  return `${JSON.stringify(rows, null, 1)}\n${platform.output().slice(-3_000)}`;
};

/** Nothing waits in the outbox, no run is under way. */
export const settled = (world: World): Promise<true> =>
  eventually('everything to settle', async () => {
    const [row] = await world.sql<{ n: number }[]>`
      select (select count(*) from events.outbox)::int
        + (select count(*) from jobs.runs where status in ('queued', 'running'))::int as n`;
    return row?.n === 0 ? true : null;
  });

/** What must hold of all rounds together: no event without its runs, none twice, nothing failed, one picture a page. */
export const leftovers = async (world: World): Promise<Record<string, number>> => {
  const [row] = await world.sql<Record<string, number>[]>`
    select
      (select count(*)::int from events.outbox) as outbox,
      (select count(*)::int from events.dead_letters) as dead_letters,
      (select count(*)::int from jobs.runs where status <> 'completed') as runs_not_completed,
      (select count(*)::int from (select 1 from jobs.runs group by function_id, event_id having count(*) > 1) d) as runs_twice,
      (select count(*)::int from media.media where slot like '%:screenshot' and deleted_at is null)
        - (select count(*)::int from bookmarks.bookmarks where screenshot_media_id is not null) as pictures_too_many`;
  return row ?? {};
};

export const rounds = { save, mail, 'sign-out': signOut };
