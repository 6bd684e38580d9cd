import { devMails } from '@portfolio/db/schema/notifications';
import { testDatabase } from '@portfolio/db/testing';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { devInboxMail } from './drivers/dev-inbox.ts';
import { smtpMail } from './drivers/smtp.ts';
import { type Delivered, mailContract } from './mail.contract.ts';

const { db } = await testDatabase();
mailContract('dev inbox', () => ({ mail: devInboxMail(db), delivered: () => db.select().from(devMails) }));

const box: Promise<Delivered>[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onRcptTo: ({ address }, _session, done) =>
    done(address.startsWith('refused') ? new Error('no such box') : null),
  onData: (stream, session, done) => {
    const to = session.envelope.rcptTo[0]?.address ?? '';
    box.push(
      simpleParser(stream).then((parsed) => ({
        to,
        subject: parsed.subject ?? '',
        text: parsed.text ?? '',
        html: parsed.html || '',
        messageId: parsed.messageId ?? '',
      })),
    );
    stream.on('end', () => done());
  },
});
let url = '';

beforeAll(async () => {
  const listening = new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', () => ready());
  });
  await listening;
  const address = server.server.address();
  url = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterAll(() => new Promise<void>((closed) => server.close(() => closed())));

mailContract('SMTP', () => ({
  mail: smtpMail(url, 'Platform <no-reply@example.com>'),
  delivered: () => Promise.all(box),
}));

test('SMTP: a message that the server refuses is an error', async () => {
  const message = {
    channel: 'email',
    to: 'refused@example.com',
    subject: 'x',
    text: 'x',
    html: 'x',
  } as const;
  await expect(
    smtpMail(url, 'no-reply@example.com').send({ ...message, messageId: '<x@example.com>' }),
  ).rejects.toThrow();
});
