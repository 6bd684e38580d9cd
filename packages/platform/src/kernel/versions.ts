import { DomainError } from './errors.ts';

/**
 * Compares `If-Match` with the version that stands: 409 `conflict` with `current` where it is stale, 428 where it is
 * `required` and missing.
 */
export const refuseStale = async (
  version: number,
  ifMatch: number | undefined,
  current: () => unknown,
  { required = false } = {},
): Promise<void> => {
  if (ifMatch === undefined && required)
    throw new DomainError('precondition_required', 'Send If-Match with the version that you saw.');
  if (ifMatch !== undefined && ifMatch !== version)
    throw new DomainError('conflict', 'Somebody changed this meanwhile.', {
      members: { current: await current() },
    });
};
