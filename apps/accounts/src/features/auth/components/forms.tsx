'use client';
import { ButtonLink } from '@portfolio/ui/button';
import { Link } from '@portfolio/ui/link';
import { useTranslations } from 'next-intl';
import { askResetAction, resetAction, signInAction, signUpAction, verifyAction } from '../actions.ts';
import { AuthForm } from './form.tsx';

export function SignInForm({ continueTo }: { continueTo: string }) {
  const t = useTranslations('signIn');
  return (
    <AuthForm
      action={signInAction}
      hidden={{ continue: continueTo }}
      submit={t('submit')}
      fields={[
        { name: 'login', label: t('login'), autoComplete: 'username', required: true, autoFocus: true },
        {
          name: 'password',
          label: t('password'),
          type: 'password',
          autoComplete: 'current-password',
          required: true,
          aside: <Link href="/reset">{t('forgot')}</Link>,
        },
      ]}
    />
  );
}

export function SignUpForm({ devInbox }: { devInbox: boolean }) {
  const t = useTranslations('signUp');
  return (
    <AuthForm
      action={signUpAction}
      submit={t('submit')}
      fields={[
        {
          name: 'email',
          label: t('email'),
          type: 'email',
          autoComplete: 'email',
          required: true,
          autoFocus: true,
        },
        {
          name: 'username',
          label: t('username'),
          hint: t('usernameHint'),
          autoComplete: 'username',
          required: true,
        },
        {
          name: 'password',
          label: t('password'),
          hint: t('passwordHint'),
          type: 'password',
          autoComplete: 'new-password',
          required: true,
        },
        { name: 'firstName', label: t('firstName'), autoComplete: 'given-name', aside: t('optional') },
        { name: 'lastName', label: t('lastName'), autoComplete: 'family-name', aside: t('optional') },
      ]}
      done={(email) => <CheckMail email={email} devInbox={devInbox} />}
    />
  );
}

function CheckMail({ email, devInbox }: { email: string; devInbox: boolean }) {
  const t = useTranslations('checkMail');
  return (
    <div role="status" className="flex flex-col gap-3 text-base">
      <p className="font-medium text-ink text-lg">{t('title')}</p>
      <p className="text-ink-soft">{t('text', { email })}</p>
      <p className="text-ink-faint text-sm">{t('none')}</p>
      {devInbox ? (
        <ButtonLink href={`/dev/inbox?to=${encodeURIComponent(email)}`} className="h-10 justify-center">
          {t('devInbox')}
        </ButtonLink>
      ) : null}
    </div>
  );
}

export function VerifyForm({ token }: { token: string }) {
  const t = useTranslations('verify');
  return (
    <AuthForm
      action={verifyAction}
      hidden={{ token }}
      submit={t('submit')}
      fields={[]}
      done={() => <Done title={t('done')} text={t('doneText')} link={t('signIn')} />}
    />
  );
}

export function AskResetForm() {
  const t = useTranslations('reset');
  return (
    <AuthForm
      action={askResetAction}
      submit={t('send')}
      fields={[
        {
          name: 'email',
          label: t('email'),
          type: 'email',
          autoComplete: 'email',
          required: true,
          autoFocus: true,
        },
      ]}
      done={(email) => <Done title={t('sent')} text={t('sentText', { email })} link={t('back')} />}
    />
  );
}

export function ResetForm({ token }: { token: string }) {
  const t = useTranslations('reset');
  return (
    <AuthForm
      action={resetAction}
      hidden={{ token }}
      submit={t('submit')}
      help={<NewMail label={t('again')} />}
      fields={[
        {
          name: 'password',
          label: t('new'),
          type: 'password',
          autoComplete: 'new-password',
          required: true,
          autoFocus: true,
        },
      ]}
      done={() => <Done title={t('done')} text={t('doneText')} link={t('signIn')} />}
    />
  );
}

/** By a full load: the form of this page is to begin anew without the link's token. */
function NewMail({ label }: { label: string }) {
  return (
    <a href="/reset" className="text-accent-ink underline underline-offset-3">
      {label}
    </a>
  );
}

function Done({ title, text, link }: { title: string; text: string; link: string }) {
  return (
    <div role="status" className="flex flex-col gap-3">
      <p className="font-medium text-ink text-lg">{title}</p>
      <p className="text-base text-ink-soft">{text}</p>
      <ButtonLink href="/signin" variant="primary" className="h-10 justify-center">
        {link}
      </ButtonLink>
    </div>
  );
}
