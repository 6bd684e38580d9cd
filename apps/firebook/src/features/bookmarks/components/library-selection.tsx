'use client';
import { Button, type ButtonProps } from '@portfolio/ui/button';
import { Field } from '@portfolio/ui/field';
import type { Selection } from '@portfolio/ui/lib/use-selection';
import { Menu, MenuItem } from '@portfolio/ui/menu';
import { Popover } from '@portfolio/ui/popover';
import { SelectionBar } from '@portfolio/ui/selection-bar';
import { TagsInput } from '@portfolio/ui/tags-input';
import { useQuery } from '@tanstack/react-query';
import { Archive, ArchiveRestore, CheckCheck, RotateCcw, Star, Tag, Tags, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { Bookmark } from '../schema.ts';
import type { Act, DoAct } from './use-acts.ts';

type Props = { selection: Selection; items: readonly Bookmark[]; loaded?: number; act: DoAct };

/** The acts on the selected bookmarks, in a bar of their own. */
export function LibrarySelection(props: Props) {
  return (
    <SelectionBar selection={props.selection}>
      <SelectionActs {...props} />
    </SelectionBar>
  );
}

/** What can be done with the selected bookmarks together. */
export function SelectionActs({ selection, items, loaded, act }: Props) {
  const t = useTranslations('library');
  const chosen = items.filter(({ id }) => selection.has(id));
  const run = (action: Act, tag?: string): void => {
    void act(action, chosen, tag);
    if (action !== 'tag' && action !== 'untag') selection.clear();
  };
  const inTrash = chosen.some(({ deletedAt }) => deletedAt !== null);
  return (
    <>
      {loaded === undefined || selection.state === 'all' ? null : (
        <BarButton
          icon={<CheckCheck aria-hidden />}
          label={t('selectAll', { count: loaded })}
          onClick={selection.selectAll}
        />
      )}
      {inTrash ? (
        <BarButton
          icon={<RotateCcw aria-hidden />}
          label={t('bulk.restore')}
          onClick={() => run('restore')}
        />
      ) : (
        <>
          <ArchiveOrBack chosen={chosen} run={run} />
          <FavouriteOrNot chosen={chosen} run={run} />
          <AddTags run={run} />
          <TakeTags chosen={chosen} run={run} />
          <BarButton icon={<Trash2 aria-hidden />} label={t('bulk.delete')} onClick={() => run('delete')} />
        </>
      )}
    </>
  );
}

/** Its word is left to the tooltip where the bar would be wider than the page. */
function BarButton({ label, ...props }: Omit<ButtonProps, 'children'> & { label: string }) {
  return (
    <Button variant="ghost" size="sm" title={label} className="max-sm:px-1.5" {...props}>
      <span className="max-xl:sr-only">{label}</span>
    </Button>
  );
}

type PartProps = { chosen: readonly Bookmark[]; run: (action: Act, tag?: string) => void };

function ArchiveOrBack({ chosen, run }: PartProps) {
  const t = useTranslations('library');
  const action = chosen.every(({ archived }) => archived) ? 'unarchive' : 'archive';
  const icon = action === 'archive' ? <Archive aria-hidden /> : <ArchiveRestore aria-hidden />;
  return <BarButton icon={icon} label={t(`bulk.${action}`)} onClick={() => run(action)} />;
}

function FavouriteOrNot({ chosen, run }: PartProps) {
  const t = useTranslations('library');
  const action = chosen.every(({ favourite }) => favourite) ? 'unfavourite' : 'favourite';
  return <BarButton icon={<Star aria-hidden />} label={t(`bulk.${action}`)} onClick={() => run(action)} />;
}

function AddTags({ run }: Pick<PartProps, 'run'>) {
  const t = useTranslations('library');
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [tags, setTags] = useState<string[]>([]);
  const known = useQuery(trpc.tags.list.queryOptions(undefined, { enabled: open }));
  const done = (): void => {
    for (const tag of tags) run('tag', tag);
    setTags([]);
    setOpen(false);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      side="top"
      title={t('bulk.tag')}
      trigger={<BarButton icon={<Tag aria-hidden />} label={t('bulk.tag')} />}
    >
      <div className="flex w-64 flex-col gap-3">
        <Field label={t('tagsToAdd')}>
          <TagsInput
            value={tags}
            onValueChange={setTags}
            suggestions={known.data?.items.map(({ tag }) => tag) ?? []}
          />
        </Field>
        <Button variant="primary" disabled={tags.length === 0} onClick={done}>
          {t('bulk.tag')}
        </Button>
      </div>
    </Popover>
  );
}

function TakeTags({ chosen, run }: PartProps) {
  const t = useTranslations('library');
  const tags = [...new Set(chosen.flatMap((item) => item.tags))].sort((a, b) => a.localeCompare(b));
  return (
    <Menu
      side="top"
      trigger={<BarButton icon={<Tags aria-hidden />} label={t('bulk.untag')} disabled={tags.length === 0} />}
    >
      {tags.slice(0, 30).map((tag) => (
        <MenuItem key={tag} onSelect={() => run('untag', tag)}>
          {tag}
        </MenuItem>
      ))}
    </Menu>
  );
}
