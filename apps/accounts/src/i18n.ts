import shell from '@portfolio/platform/messages/en' with { type: 'json' };
import { getRequestConfig } from 'next-intl/server';
import messages from '../messages/en.json' with { type: 'json' };

export default getRequestConfig(async () => ({
  locale: 'en',
  timeZone: 'UTC',
  messages: { ...shell, ...messages },
}));
