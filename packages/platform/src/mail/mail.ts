export type MailMessage = {
  channel: 'email' | 'sms' | 'push';
  to: string;
  subject: string;
  text: string;
  html: string;
  /** RFC 5322 Message-ID with its angle brackets; the same for each attempt at one message. */
  messageId: string;
};

/** Hands one message to whoever delivers it. Throws when it was not taken. */
export interface Mail {
  readonly provider: string;
  send(message: MailMessage): Promise<void>;
  /** Says whether the provider can be reached; for health pages. */
  check(): Promise<void>;
}
