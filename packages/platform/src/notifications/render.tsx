import { Body, Button, Container, Head, Heading, Html, Preview, Text } from '@react-email/components';
import { render as renderEmail } from '@react-email/render';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { RenderMail } from './service.ts';
import { type TemplateName, templates } from './templates.ts';

type Mail = {
  subject: string;
  intro: string;
  paragraphs?: string[];
  button?: { label: string; url: string };
  footer?: string;
};
type Writers = { [Name in TemplateName]: (data: z.infer<(typeof templates)[Name]>) => Mail };

const writers: Writers = {
  'verify-email': ({ username, url }) => ({
    subject: 'Confirm your e-mail address',
    intro: `Welcome, ${username}. Press the button to confirm that this address is yours.`,
    button: { label: 'Confirm address', url },
    footer:
      'The button works once, for 24 hours. If you did not sign up, ignore this mail: nothing happens without the button.',
  }),
  'already-registered': ({ signInUrl, resetUrl }) => ({
    subject: 'You already have an account',
    intro:
      'Someone, probably you, tried to sign up with this address. It already has an account, so nothing was changed.',
    button: { label: 'Sign in', url: signInUrl },
    footer: `Forgotten the password? Set a new one at ${resetUrl}`,
  }),
  'reset-password': ({ username, url }) => ({
    subject: 'Set a new password',
    intro: `Hello ${username}. Press the button to choose a new password. All your sessions and access tokens will end when you do.`,
    button: { label: 'Set a new password', url },
    footer:
      'The button works once, for one hour. If you did not ask for this, ignore this mail: your password stays.',
  }),
  'password-changed': ({ username, resetUrl }) => ({
    subject: 'Your password was changed',
    intro: `Hello ${username}. The password of your account was changed just now, and your other sessions were ended.`,
    footer: `If this was not you, set a new one at once: ${resetUrl}`,
  }),
  'room-invite': ({ inviter, room, role, url }) => ({
    subject: `${inviter} invites you to ${room}`,
    intro: `${inviter} invites you to the room “${room}” as ${role}.`,
    button: { label: 'Open the room', url },
  }),
  'district-invite': ({ inviter, district, role, url }) => ({
    subject: `${inviter} invites you to ${district}`,
    intro: `${inviter} invites you to work in ${district} as ${role}.`,
    button: { label: 'Accept', url },
  }),
  message: ({ title, body, url }) => ({
    subject: title,
    intro: body,
    ...(url ? { button: { label: 'Open', url } } : {}),
  }),
};

const font = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, sans-serif';

const Paragraph = ({ children, quiet }: { children: ReactNode; quiet?: boolean }) => (
  <Text
    style={{
      fontSize: quiet ? 13 : 16,
      lineHeight: 1.55,
      color: quiet ? '#5b6170' : '#1c1f26',
      margin: '0 0 16px',
      // A long address must not make a phone scroll sideways.
      wordBreak: 'break-word',
    }}
  >
    {children}
  </Text>
);

const Letter = ({ mail }: { mail: Mail }) => (
  <Html lang="en">
    <Head />
    <Preview>{mail.intro}</Preview>
    <Body style={{ backgroundColor: '#f4f5f7', fontFamily: font, margin: 0, padding: '32px 12px' }}>
      <Container
        style={{ backgroundColor: '#ffffff', borderRadius: 12, padding: '32px 32px 24px', maxWidth: 480 }}
      >
        <Heading style={{ fontSize: 20, lineHeight: 1.3, color: '#1c1f26', margin: '0 0 16px' }}>
          {mail.subject}
        </Heading>
        <Paragraph>{mail.intro}</Paragraph>
        {mail.button ? (
          <Button
            href={mail.button.url}
            style={{
              backgroundColor: '#3548c8',
              color: '#ffffff',
              borderRadius: 8,
              padding: '12px 20px',
              fontSize: 16,
              fontWeight: 600,
              display: 'inline-block',
              marginBottom: 20,
            }}
          >
            {mail.button.label}
          </Button>
        ) : null}
        {mail.button ? <Paragraph quiet>Or open this address: {mail.button.url}</Paragraph> : null}
        {mail.footer ? <Paragraph quiet>{mail.footer}</Paragraph> : null}
      </Container>
    </Body>
  </Html>
);

const write = <Name extends TemplateName>(name: Name, data: Record<string, unknown>): Mail => {
  const schema: z.ZodType<z.infer<(typeof templates)[Name]>> = schemaOf(name);
  return writers[name](schema.parse(data));
};

/** TypeScript does not carry the pairing of a template's name and schema through the index; the table above does. */
const schemaOf = <Name extends TemplateName>(name: Name) =>
  templates[name] as unknown as z.ZodType<z.infer<(typeof templates)[Name]>>;

/** A template as subject, HTML and plain text; what people typed is escaped by React. */
export const renderMail: RenderMail = async (template, data) => {
  const mail = write(template, data);
  const html = await renderEmail(<Letter mail={mail} />);
  const text = [mail.intro, ...(mail.button ? [`${mail.button.label}: ${mail.button.url}`] : []), mail.footer]
    .filter(Boolean)
    .join('\n\n');
  return { subject: mail.subject.replaceAll(/[\r\n]+/g, ' '), html, text };
};
