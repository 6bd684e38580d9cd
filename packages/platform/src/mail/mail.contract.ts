import { newId } from '@portfolio/db/ids';
import { expect, test } from 'vitest';
import type { Mail, MailMessage } from './mail.ts';

/** What arrived at the other end of a driver. */
export type Delivered = Pick<MailMessage, 'to' | 'subject' | 'text' | 'html' | 'messageId'>;

/** What every driver of mail must do; `delivered` looks into the box behind it. */
export const mailContract = (
  name: string,
  make: () => { mail: Mail; delivered: () => Promise<Delivered[]> },
): void => {
  const message = (changes: Partial<MailMessage> = {}): MailMessage => ({
    channel: 'email',
    to: `${newId()}@example.com`,
    subject: 'Grüße – 日本語',
    text: 'Hello.\n\nhttps://example.com/verify?token=abc-_123',
    html: '<p>Hello.</p><p><a href="https://example.com/verify?token=abc-_123">Go</a></p>',
    messageId: `<${newId()}@example.com>`,
    ...changes,
  });

  test(`${name}: delivers address, subject, both parts and the Message-ID as they were given`, async () => {
    const { mail, delivered } = make();
    const sent = message();
    await mail.send(sent);
    const found = (await delivered()).find(({ to }) => to === sent.to);
    expect(found).toMatchObject({ subject: sent.subject, messageId: sent.messageId });
    expect(found?.text.replaceAll('\r\n', '\n').trim()).toBe(sent.text);
    expect(found?.html.trim()).toBe(sent.html);
  });

  test(`${name}: a subject cannot bring a header along`, async () => {
    const { mail, delivered } = make();
    const sent = message({ subject: 'One\r\nBcc: other@example.com' });
    await mail.send(sent).catch(() => {});
    expect((await delivered()).filter(({ to }) => to === 'other@example.com')).toEqual([]);
  });

  test(`${name}: a second attempt carries the same Message-ID`, async () => {
    const { mail, delivered } = make();
    const sent = message();
    await mail.send(sent);
    await mail.send(sent);
    const ids = (await delivered()).filter(({ to }) => to === sent.to).map(({ messageId }) => messageId);
    expect(new Set(ids)).toEqual(new Set([sent.messageId]));
  });

  test(`${name}: says that it can be reached`, async () => {
    await make().mail.check();
  });
};
