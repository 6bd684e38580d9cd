'use client';
import { Badge } from '@portfolio/ui/badge';
import { IconButton } from '@portfolio/ui/button';
import type { MediaSlotProps } from '@portfolio/ui/media-slot';
import { Archive, ArchiveRestore, Globe, RotateCcw, Star, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Bookmark } from '../schema.ts';
import type { DoAct } from './use-acts.ts';

export const hostOf = (url: string): string => URL.parse(url)?.host.replace(/^www\./, '') ?? url;

export const isWaiting = ({ state }: { state: string }): boolean =>
  state === 'pending' || state === 'running';

/** The picture of a bookmark in the state that it is in. */
export const pictureOf = (
  item: Bookmark,
  size: 'cardUrl' | 'smallUrl' = 'cardUrl',
): Pick<MediaSlotProps, 'state' | 'src'> => {
  if (item.screenshot) return { state: 'ready', src: item.screenshot[size] };
  return { state: isWaiting(item.jobs.screenshot) ? 'pending' : 'failed' };
};

/** The site's own icon, in a place that is there before it. */
export function Favicon({ item }: { item: Bookmark | undefined }) {
  return (
    <span className="flex size-5 shrink-0 items-center justify-center overflow-hidden rounded-xs text-ink-faint">
      {item?.faviconUrl ? (
        <img src={item.faviconUrl} alt="" loading="lazy" className="size-4 object-contain" />
      ) : (
        <Globe className="size-4" aria-hidden />
      )}
    </span>
  );
}

export function TagBadges({ tags, max = 3 }: { tags: readonly string[]; max?: number }) {
  return (
    <>
      {tags.slice(0, max).map((tag) => (
        <Badge key={tag} className="max-w-40">
          {tag}
        </Badge>
      ))}
      {tags.length > max ? <Badge>+{tags.length - max}</Badge> : null}
    </>
  );
}

/** Favourite, archive and delete; in the trash, restore. */
export function ActButtons({ item, act, raised = false }: { item: Bookmark; act: DoAct; raised?: boolean }) {
  const t = useTranslations('library');
  const { title } = item;
  const looks = { size: 'sm', variant: raised ? 'secondary' : 'ghost' } as const;
  if (item.deletedAt)
    return (
      <IconButton {...looks} label={t('restore', { title })} onClick={() => void act('restore', [item])}>
        <RotateCcw aria-hidden />
      </IconButton>
    );
  return (
    <>
      <IconButton
        {...looks}
        label={t(item.favourite ? 'unfavourite' : 'favourite', { title })}
        aria-pressed={item.favourite}
        onClick={() => void act(item.favourite ? 'unfavourite' : 'favourite', [item])}
      >
        <Star className={item.favourite ? 'fill-current text-accent-ink' : ''} aria-hidden />
      </IconButton>
      <IconButton
        {...looks}
        label={t(item.archived ? 'unarchive' : 'archive', { title })}
        onClick={() => void act(item.archived ? 'unarchive' : 'archive', [item])}
      >
        {item.archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
      </IconButton>
      <IconButton {...looks} label={t('delete', { title })} onClick={() => void act('delete', [item])}>
        <Trash2 aria-hidden />
      </IconButton>
    </>
  );
}
