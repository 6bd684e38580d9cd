import { createTransport } from 'nodemailer';
import type { Mail } from '../mail.ts';

/** Any SMTP server, by `smtp://user:password@host:port` or `smtps://…`. */
export const smtpMail = (url: string, from: string): Mail => {
  const transport = createTransport(url, { from });
  return {
    provider: 'smtp',
    send: async ({ to, subject, text, html, messageId }) => {
      await transport.sendMail({ to, subject, text, html, messageId });
    },
    check: async () => {
      await transport.verify();
    },
  };
};
