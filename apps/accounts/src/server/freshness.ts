type Asked = { prompt?: unknown; max_age?: unknown };

/**
 * Whether a client wants the password again: with `prompt=login` always, with `max_age` where the sign-in is older.
 * What answers it is a sign-in since the interaction began (`began`, epoch seconds), nothing in an address.
 */
export const wantsPassword = (
  asked: Asked,
  { signedInAt, began, now = new Date() }: { signedInAt: Date; began: number; now?: Date },
): boolean => {
  if (signedInAt.getTime() >= began * 1000) return false;
  if (
    String(asked.prompt ?? '')
      .split(' ')
      .includes('login')
  )
    return true;
  const ageSeconds = Math.floor((now.getTime() - signedInAt.getTime()) / 1000);
  return asked.max_age !== undefined && !(ageSeconds <= Number(asked.max_age));
};
