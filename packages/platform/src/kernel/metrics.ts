import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { once } from './global.ts';

/** The process's registry and the figures that every process keeps. */
export const metrics = once('metrics', () => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'procedure_duration_seconds',
      help: 'Time a procedure took, by its path and outcome',
      labelNames: ['procedure', 'code'],
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2, 10],
      registers: [registry],
    }),
    signInFailures: new Counter({
      name: 'sign_in_failures_total',
      help: 'Refused sign-ins by reason',
      labelNames: ['reason'],
      registers: [registry],
    }),
    outboxAge: new Gauge({
      name: 'outbox_oldest_age_seconds',
      help: 'Age of the oldest event that is not handed on',
      registers: [registry],
    }),
    outboxDepth: new Gauge({ name: 'outbox_depth', help: 'Events not handed on', registers: [registry] }),
    deadLetters: new Gauge({
      name: 'dead_letters',
      help: 'Dead letters that wait for an operator',
      registers: [registry],
    }),
  };
});
