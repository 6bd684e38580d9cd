const jobs = ['fetch', 'metadata', 'text', 'tags', 'screenshot', 'archive', 'index'] as const;

export type Round = 'save' | 'mail' | 'sign-out';

/** Every named place where a process is killed, and the round that passes it. */
export const points: readonly { point: string; round: Round }[] = [
  ...['save.before-commit', 'save.after-commit'].map((point) => ({ point, round: 'save' as const })),
  ...['relay.before-send', 'relay.after-send', 'relay.before-commit', 'relay.after-commit'].map((point) => ({
    point,
    round: 'save' as const,
  })),
  ...[
    'executor.before-accept-commit',
    'executor.before-call',
    'executor.after-call',
    'executor.before-commit',
    'executor.after-commit',
  ].map((point) => ({ point, round: 'save' as const })),
  ...jobs.flatMap((job) =>
    ['before-call', 'after-call', 'before-commit', 'after-commit']
      .filter((moment) => moment.endsWith('commit') || job === 'fetch' || job === 'screenshot')
      .map((moment) => ({ point: `pipeline.${job}-${moment}`, round: 'save' as const })),
  ),
  ...[
    'mail.before-claim',
    'mail.before-send',
    'mail.after-send',
    'mail.before-commit',
    'mail.after-commit',
  ].map((point) => ({ point, round: 'mail' as const })),
  ...['signout.before-commit', 'signout.after-commit', 'signout.before-call', 'signout.after-call'].map(
    (point) => ({ point, round: 'sign-out' as const }),
  ),
];
