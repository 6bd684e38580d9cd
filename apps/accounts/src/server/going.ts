import { appNames } from '@portfolio/ui/lib/marks';
import { app } from './app.ts';

export type Going = {
  /** The app that somebody is on the way to, if any. */
  to: string | null;
  /** True where their session ended under their hands. */
  ended: boolean;
};

const isApp = (id: string): id is keyof typeof appNames => Object.hasOwn(appNames, id);

/** What the issuer knows of the way that goes on at this path after sign-in. */
export const goingAt = async (path: string): Promise<Going> => {
  const uid = /^\/oidc\/interaction\/([\w-]+)/.exec(path)?.[1];
  if (!uid) return { to: null, ended: false };
  const { provider } = await app().issuer();
  const interaction = await provider.Interaction.find(uid);
  if (!interaction) return { to: null, ended: false };
  const { client_id: clientId, ended } = interaction.params;
  const id = String(clientId);
  const to = isApp(id) ? appNames[id] : ((await app().clients.byClientId(id))?.name ?? null);
  return { to, ended: ended !== undefined };
};
