'use client';
import { focusQuickAdd, quickAddMark, useQuickAddArrival } from '@portfolio/platform/shell/quick-add';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { Field } from '@portfolio/ui/field';
import { Input } from '@portfolio/ui/input';
import { useShortcut } from '@portfolio/ui/lib/use-shortcut';
import { Progress } from '@portfolio/ui/progress';
import { useToast } from '@portfolio/ui/toast';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ClipboardEvent, type FormEvent, useEffect, useRef, useState } from 'react';
import type { Created } from '../schema.ts';
import { type Added, addressesOf, useAdd } from './use-add.ts';

const refusedShown = 8;

/** Paste and Enter; several addresses at once are saved each. What was typed stays when it is refused. */
export function AddBookmark({ onSaved }: { onSaved: (saved: Created) => void }) {
  const t = useTranslations('add');
  const toast = useToast();
  const router = useRouter();
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<Added | null>(null);
  const { add, progress } = useAdd(onSaved);
  useShortcut('n', focusQuickAdd, { label: t('shortcut') });
  useQuickAddArrival();

  const save = async (typed: string): Promise<void> => {
    const lines = addressesOf(typed);
    if (lines.length === 0 || progress) return;
    setRefused(null);
    const added = await add(lines);
    setText(added.refused.map(({ line }) => line).join(' '));
    if (added.refused.length > 0) setRefused(added);
    const [one] = [...added.fresh, ...added.known];
    if (lines.length > 1) toast.show({ title: summary(added) });
    else if (one)
      toast.show({
        title: t(one.duplicate ? 'duplicate' : 'saved'),
        action: { label: t('open'), onClick: () => router.push(`/b/${one.id}`) },
      });
  };
  const summary = ({ fresh, known, refused: bad }: Added): string =>
    t('summary', { fresh: fresh.length, known: known.length, refused: bad.length });
  const onPaste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData.getData('text');
    if (addressesOf(pasted).length < 2) return;
    event.preventDefault();
    void save(pasted);
  };
  usePagePaste((pasted) => void save(pasted));
  const single = refused?.total === 1 ? refused.refused[0]?.why : undefined;
  return (
    <div className="flex flex-col gap-3">
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void save(text);
        }}
        className="flex items-start gap-2"
        noValidate
      >
        <Field label={t('label')} labelHidden error={single} className="flex-1">
          <Input
            {...quickAddMark}
            type="url"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onPaste={onPaste}
            placeholder={t('placeholder')}
            autoComplete="off"
            inputMode="url"
          />
        </Field>
        <Button type="submit" variant="primary" loading={progress !== null}>
          {t('submit')}
        </Button>
      </form>
      {progress && progress.total > 1 ? (
        <Progress
          label={t('saving')}
          value={progress.done}
          max={progress.total}
          valueText={t('progress', { done: progress.done, total: progress.total })}
        />
      ) : null}
      {refused && refused.total > 1 ? (
        <Banner tone="warning" title={summary(refused)} onDismiss={() => setRefused(null)}>
          <ul>
            {refused.refused.slice(0, refusedShown).map(({ line, why }) => (
              <li key={line} className="[overflow-wrap:anywhere]">
                {t('refusedLine', { line: line.slice(0, 120), why })}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
    </div>
  );
}

/** A paste anywhere on the page that is not into a field, and holds web addresses. */
function usePagePaste(handle: (text: string) => void): void {
  const latest = useRef(handle);
  useEffect(() => {
    latest.current = handle;
  });
  useEffect(() => {
    const onPaste = (event: globalThis.ClipboardEvent): void => {
      const inField =
        event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]');
      const text = event.clipboardData?.getData('text') ?? '';
      if (inField || !/https?:\/\//i.test(text)) return;
      event.preventDefault();
      latest.current(text);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);
}
