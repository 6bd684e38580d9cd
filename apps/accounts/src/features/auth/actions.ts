'use server';
import { SignIn, SignUp } from '@portfolio/platform/auth/schema';
import { toDomainError } from '@portfolio/platform/kernel/errors';
import { randomToken } from '@portfolio/platform/kernel/keys';
import { requestInfo } from '@portfolio/platform/kernel/request';
import { returnPath } from '@portfolio/platform/kernel/return-path';
import { traced } from '@portfolio/platform/kernel/trace';
import { Email } from '@portfolio/platform/users/schema';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { app } from '@/server/app.ts';
import { sessionCookie, signUpCookie } from '@/server/cookies.ts';

/** What a form shows again: what was typed stays, errors stand by their fields. */
export type FormState = {
  error?: string;
  fields?: Record<string, string[]>;
  values?: Record<string, string>;
  done?: string;
  /** Where the browser goes now, by a full load. */
  goTo?: string;
};

const read = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

const asked = async <T>(work: () => Promise<T>): Promise<T> => {
  const info = requestInfo(new Headers(await headers()), { app: 'accounts', env: app().platform.env });
  return traced(
    { requestId: info.id, traceparent: info.traceparent, ip: info.ip, userAgent: info.userAgent },
    work,
  );
};

const failed = (error: unknown, values: Record<string, string>): FormState => {
  const known = toDomainError(error);
  if (!known) {
    app().platform.log.error({ err: error }, 'form failed');
    return { error: 'Something went wrong on our side. Nothing was changed; try again.', values };
  }
  return { error: known.message, ...(known.extras.fields ? { fields: known.extras.fields } : {}), values };
};

const setSession = async (cookie: string): Promise<void> => {
  const { name, options } = sessionCookie(app().platform.env);
  (await cookies()).set(name, cookie, options);
};

/**
 * Leads on. Next would fetch the target of a redirect itself before the browser does, and an address of the issuer is
 * good for one visit; so a form that has scripts goes there by itself.
 */
const leadOn = async (to: string): Promise<FormState> =>
  (await headers()).has('next-action') ? { goTo: to } : redirect(to);

export const signInAction = async (_: FormState, form: FormData): Promise<FormState> => {
  const values = { login: read(form, 'login') };
  try {
    const input = SignIn.parse({ email: values.login, password: read(form, 'password') });
    const { cookie } = await asked(() => app().auth.signInBrowser(input.email ?? '', input.password));
    await setSession(cookie);
  } catch (error) {
    return failed(error, values);
  }
  return leadOn(returnPath(read(form, 'continue'), app().platform.env.origins.accounts));
};

export const signUpAction = async (_: FormState, form: FormData): Promise<FormState> => {
  const values = Object.fromEntries(
    ['email', 'username', 'firstName', 'lastName', 'timeZone'].map((name) => [name, read(form, name)]),
  );
  try {
    const input = SignUp.parse({ ...values, password: read(form, 'password') });
    const browserToken = randomToken();
    await asked(() => app().auth.signUp(input, browserToken));
    const { name, options } = signUpCookie(app().platform.env);
    (await cookies()).set(name, browserToken, options);
    return { done: input.email };
  } catch (error) {
    return failed(error, values);
  }
};

export const verifyAction = async (_: FormState, form: FormData): Promise<FormState> => {
  let signedIn = false;
  try {
    const jar = await cookies();
    const { env } = app().platform;
    const browserToken = jar.get(signUpCookie(env).name)?.value;
    const own = jar.get(sessionCookie(env).name)?.value;
    const actor = own ? await app().sessions.byCookie(own) : null;
    const token = read(form, 'token');
    const { cookie } = await asked(() => app().auth.verifyEmail(token, browserToken, actor?.sessionId));
    if (cookie) await setSession(cookie);
    signedIn = cookie !== undefined;
  } catch (error) {
    return failed(error, {});
  }
  return signedIn ? leadOn('/') : { done: 'verified' };
};

export const askResetAction = async (_: FormState, form: FormData): Promise<FormState> => {
  const values = { email: read(form, 'email') };
  const parsed = Email.safeParse(values.email);
  if (!parsed.success) return { fields: { email: ['This is not an e-mail address.'] }, values };
  try {
    await asked(() => app().recovery.requestReset(parsed.data));
    return { done: parsed.data };
  } catch (error) {
    return failed(error, values);
  }
};

export const resetAction = async (_: FormState, form: FormData): Promise<FormState> => {
  try {
    const password = read(form, 'password');
    const parsed = SignUp.shape.password.safeParse(password);
    if (!parsed.success) return { fields: { password: parsed.error.issues.map((issue) => issue.message) } };
    await asked(() => app().recovery.reset(read(form, 'token'), password));
    return { done: 'reset' };
  } catch (error) {
    return failed(error, {});
  }
};
