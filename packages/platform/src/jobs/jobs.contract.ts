import { newId } from '@portfolio/db/ids';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineEvent } from '../events/events.ts';
import { fromWire, type Jobs, type WireEvent } from './jobs.ts';

export type JobsHarness = {
  jobs: Jobs;
  /** What the driver's other side holds by now, in the order in which it came. */
  taken: () => Promise<WireEvent[]>;
  /** Makes a run that goes on until it is cancelled, and gives its id. */
  startRun: () => Promise<string>;
};

const thing = defineEvent('contract.thing.done', 2, z.object({ n: z.number(), text: z.string() }));

const make = (n: number) =>
  thing.of({ subject: newId(), actor: newId(), tenant: 'district', data: { n, text: 'Ünïcødé 日本' } });

/** What every driver of the jobs port must do. */
export const jobsContract = (name: string, start: () => Promise<JobsHarness>): void => {
  test(`${name}: hands events on whole, and in order`, async () => {
    const { jobs, taken } = await start();
    const events = [make(1), make(2), make(3)];
    await jobs.send(events);
    const ids = new Set(events.map(({ id }) => id));
    const arrived = (await taken()).filter(({ id }) => ids.has(id));
    expect(arrived.map(fromWire)).toEqual(events);
    expect(arrived[0]).toMatchObject({
      name: 'contract.thing.done',
      data: { n: 1, meta: { tenant: 'district' } },
    });
    expect(arrived[0]?.ts).toBe(Date.parse(events[0]?.at ?? ''));
  });

  test(`${name}: an event that is sent again is there once`, async () => {
    const { jobs, taken } = await start();
    const event = make(4);
    await jobs.send([event]);
    await jobs.send([event, event]);
    expect((await taken()).filter(({ id }) => id === event.id)).toHaveLength(1);
  });

  test(`${name}: nothing to send is no error`, async () => {
    const { jobs } = await start();
    await jobs.send([]);
    await jobs.check();
  });

  test(`${name}: cancels a run once`, async () => {
    const { jobs, startRun } = await start();
    const run = await startRun();
    expect(await jobs.cancel(run)).toBe(true);
    expect(await jobs.cancel(run)).toBe(false);
    expect(await jobs.cancel(newId())).toBe(false);
  });
};
