'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { uploadPicture } from '@portfolio/platform/shell/upload';
import type { User } from '@portfolio/platform/users/schema';
import { Avatar } from '@portfolio/ui/avatar';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { Card } from '@portfolio/ui/card';
import { Progress } from '@portfolio/ui/progress';
import { useToast } from '@portfolio/ui/toast';
import { Trash2, Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useTRPCClient } from '@/trpc/client.ts';

const bytesMax = 5_000_000;
const types = 'image/jpeg,image/png,image/webp,image/gif,image/avif';

type Sending = { name: string; share: number };

const usePicture = (onChanged: (user: User) => void) => {
  const t = useTranslations('profile');
  const client = useTRPCClient();
  const toast = useToast();
  const [sending, setSending] = useState<Sending | null>(null);
  const [error, setError] = useState<string | null>(null);
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  const set = async (avatarMediaId: string | null): Promise<void> => {
    onChanged(await client.users.update.mutate({ id: 'me', avatarMediaId }));
    toast.show({ title: t(avatarMediaId ? 'pictureSaved' : 'pictureRemoved'), tone: 'success' });
  };
  const choose = async (file: File): Promise<void> => {
    setError(null);
    if (file.size > bytesMax) return setError(t('tooLarge'));
    stop.current = new AbortController();
    setSending({ name: file.name, share: 0 });
    try {
      const onProgress = (share: number): void => setSending({ name: file.name, share });
      await set(await uploadPicture(file, 'avatar', { onProgress, signal: stop.current.signal }));
    } catch (reason) {
      if (!stop.current.signal.aborted)
        setError(reason instanceof Error && reason.message ? reason.message : t('uploadFailed'));
    } finally {
      setSending(null);
    }
  };
  const remove = (): void => {
    setError(null);
    set(null).catch((reason: unknown) => setError(messageOf(reason)));
  };
  return { sending, error, choose, remove, cancel: () => stop.current.abort() };
};

/** The picture: sent with its progress in sight, taken away with one press. */
export function Picture({ user, onChanged }: { user: User; onChanged: (user: User) => void }) {
  const t = useTranslations('profile');
  const states = useTranslations('states');
  const input = useRef<HTMLInputElement>(null);
  const { sending, error, choose, remove, cancel } = usePicture(onChanged);
  const name = [user.firstName, user.lastName].filter(Boolean).join(' ') || user.username;
  return (
    <Card title={t('picture')} description={t('pictureHint')}>
      <div className="flex flex-wrap items-center gap-4">
        <Avatar name={name} src={user.avatarUrl} size="xl" />
        <input
          ref={input}
          type="file"
          accept={types}
          aria-label={t('choose')}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            event.currentTarget.value = '';
            if (file) void choose(file);
          }}
        />
        {sending ? (
          <div className="flex min-w-52 flex-1 items-end gap-3">
            <Progress
              label={t('uploading', { name: sending.name })}
              value={sending.share < 1 ? sending.share * 100 : null}
              className="min-w-0 max-w-90 flex-1"
            />
            <Button size="sm" onClick={cancel}>
              {states('cancel')}
            </Button>
          </div>
        ) : (
          <div className="flex flex-wrap gap-2">
            <Button icon={<Upload aria-hidden />} onClick={() => input.current?.click()}>
              {t(user.avatarUrl ? 'change' : 'choose')}
            </Button>
            {user.avatarUrl ? (
              <Button variant="danger-ghost" icon={<Trash2 aria-hidden />} onClick={remove}>
                {t('remove')}
              </Button>
            ) : null}
          </div>
        )}
      </div>
      {error ? <Banner tone="danger" title={error} className="mt-4" /> : null}
    </Card>
  );
}
