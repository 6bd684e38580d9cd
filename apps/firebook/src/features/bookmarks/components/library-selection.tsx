'use client';
import { Button } from '@portfolio/ui/button';
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

type Props = { selection: Selection; items: readonly Bookmark[]; loaded: number; act: DoAct };

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
  const ghost = { variant: 'ghost', size: 'sm' } as const;
  return (
    <>
      {selection.state === 'all' ? null : (
        <Button {...ghost} icon={<CheckCheck aria-hidden />} onClick={selection.selectAll}>
          {t('selectAll', { count: loaded })}
        </Button>
      )}
      {inTrash ? (
        <Button {...ghost} icon={<RotateCcw aria-hidden />} onClick={() => run('restore')}>
          {t('bulk.restore')}
        </Button>
      ) : (
        <>
          <ArchiveOrBack chosen={chosen} run={run} />
          <FavouriteOrNot chosen={chosen} run={run} />
          <AddTags run={run} />
          <TakeTags chosen={chosen} run={run} />
          <Button {...ghost} icon={<Trash2 aria-hidden />} onClick={() => run('delete')}>
            {t('bulk.delete')}
          </Button>
        </>
      )}
    </>
  );
}

type PartProps = { chosen: readonly Bookmark[]; run: (action: Act, tag?: string) => void };

function ArchiveOrBack({ chosen, run }: PartProps) {
  const t = useTranslations('library');
  const action = chosen.every(({ archived }) => archived) ? 'unarchive' : 'archive';
  const icon = action === 'archive' ? <Archive aria-hidden /> : <ArchiveRestore aria-hidden />;
  return (
    <Button variant="ghost" size="sm" icon={icon} onClick={() => run(action)}>
      {t(`bulk.${action}`)}
    </Button>
  );
}

function FavouriteOrNot({ chosen, run }: PartProps) {
  const t = useTranslations('library');
  const action = chosen.every(({ favourite }) => favourite) ? 'unfavourite' : 'favourite';
  return (
    <Button variant="ghost" size="sm" icon={<Star aria-hidden />} onClick={() => run(action)}>
      {t(`bulk.${action}`)}
    </Button>
  );
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
      trigger={
        <Button variant="ghost" size="sm" icon={<Tag aria-hidden />}>
          {t('bulk.tag')}
        </Button>
      }
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
      trigger={
        <Button variant="ghost" size="sm" icon={<Tags aria-hidden />} disabled={tags.length === 0}>
          {t('bulk.untag')}
        </Button>
      }
    >
      {tags.slice(0, 30).map((tag) => (
        <MenuItem key={tag} onSelect={() => run('untag', tag)}>
          {tag}
        </MenuItem>
      ))}
    </Menu>
  );
}
