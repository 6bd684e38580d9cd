import { SMTPServer } from 'smtp-server';

export type Letter = { to: string; messageId: string; text: string };
export type Mailbox = { url: string; letters: Letter[]; close: () => Promise<void> };

/** Undoes quoted-printable, which breaks long links over lines. */
const plain = (raw: string): string =>
  raw
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** A mail provider of our own: takes what is sent by SMTP and keeps every copy. */
export const openMailbox = async (port: number): Promise<Mailbox> => {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const messageId = /^message-id:\s*(<[^>]+>)/im.exec(raw)?.[1] ?? '';
        for (const { address } of session.envelope.rcptTo)
          letters.push({ to: address, messageId, text: plain(raw) });
        done();
      });
    },
  });
  await new Promise<void>((ready) => {
    server.listen(port, '127.0.0.1', () => ready());
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
};
