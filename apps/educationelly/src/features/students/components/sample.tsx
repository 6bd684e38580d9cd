'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';
import { useDistrict } from './district.tsx';

const useSettle = () => {
  const queries = useQueryClient();
  const toast = useToast();
  return {
    onSettled: () => queries.invalidateQueries(),
    onError: (error: unknown) => void toast.show({ title: messageOf(error), tone: 'danger' }),
    say: (title: string) => void toast.show({ title, tone: 'success' }),
  };
};

/** Students to look around with. */
export function LoadSample() {
  const t = useTranslations('list');
  const trpc = useTRPC();
  const { say, ...settle } = useSettle();
  const load = useMutation(
    trpc.students.loadSample.mutationOptions({
      ...settle,
      onSuccess: ({ count }) => say(t('sampleLoaded', { count })),
    }),
  );
  return (
    <Button loading={load.isPending} onClick={() => load.mutate()}>
      {t('loadSample')}
    </Button>
  );
}

/** Says that the sample is loaded, and takes it out again. */
export function SampleBanner() {
  const t = useTranslations('list');
  const trpc = useTRPC();
  const { isAdmin } = useDistrict();
  const { say, ...settle } = useSettle();
  const loaded = useQuery(trpc.students.hasSample.queryOptions(undefined, { enabled: isAdmin }));
  const remove = useMutation(
    trpc.students.removeSample.mutationOptions({
      ...settle,
      onSuccess: ({ count }) => say(t('sampleRemoved', { count })),
    }),
  );
  if (!loaded.data) return null;
  return (
    <Banner
      title={t('sampleTitle')}
      className="mb-4"
      actions={
        <Button size="sm" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('removeSample')}
        </Button>
      }
    >
      {t('sampleText')}
    </Banner>
  );
}
