'use client';
import { jobNames } from '@portfolio/db/bookmarks-values';
import { Badge } from '@portfolio/ui/badge';
import { IconButton } from '@portfolio/ui/button';
import type { MediaSlotProps } from '@portfolio/ui/media-slot';
import { Menu, MenuItem } from '@portfolio/ui/menu';
import {
  Archive,
  ArchiveRestore,
  Globe,
  MoreHorizontal,
  RotateCcw,
  Star,
  Trash2,
  TriangleAlert,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Bookmark } from '../schema.ts';
import type { Act, DoAct } from './use-acts.ts';

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

/** Why a save is not whole, in two or three words; nothing where it is. A file needs no page, so that is no failure. */
export function ProblemBadge({ item, className }: { item: Bookmark | undefined; className?: string }) {
  const t = useTranslations('library');
  const problem = item?.link.problem;
  const job = item && jobNames.find((name) => item.jobs[name].state === 'failed');
  if (!job && (!problem || problem === 'not_html')) return null;
  return (
    <Badge tone="danger" icon={<TriangleAlert aria-hidden />} className={className}>
      {problem && problem !== 'not_html' ? t(`problems.${problem}`) : t('jobFailed', { job: job ?? '' })}
    </Badge>
  );
}

type ActsProps = { item: Bookmark; act: DoAct };
type OneAct = { label: string; word: string; icon: ReactNode; pressed?: boolean; run: () => void };

/** Favourite, archive and delete; in the trash, restore. */
const useItemActs = ({ item, act }: ActsProps): OneAct[] => {
  const t = useTranslations('library');
  const { title, favourite, archived } = item;
  const one = (name: Act, icon: ReactNode): OneAct => ({
    label: t(name, { title }),
    word: t(`bulk.${name}`),
    icon,
    run: () => void act(name, [item]),
  });
  if (item.deletedAt) return [one('restore', <RotateCcw key="restore" aria-hidden />)];
  const star = <Star key="star" className={favourite ? 'fill-current text-accent-ink' : ''} aria-hidden />;
  return [
    { ...one(favourite ? 'unfavourite' : 'favourite', star), pressed: favourite },
    archived
      ? one('unarchive', <ArchiveRestore key="back" aria-hidden />)
      : one('archive', <Archive key="archive" aria-hidden />),
    one('delete', <Trash2 key="delete" aria-hidden />),
  ];
};

/** A button for each act; beside a title on a phone they stand behind one, so that the title can be read. */
export function ActButtons({ raised = false, ...props }: ActsProps & { raised?: boolean }) {
  const t = useTranslations('library');
  const acts = useItemActs(props);
  const folds = !raised && acts.length > 1;
  const looks = { size: 'sm', variant: raised ? 'secondary' : 'ghost' } as const;
  const menu = (
    <IconButton {...looks} label={t('acts', { title: props.item.title })} className="sm:hidden">
      <MoreHorizontal aria-hidden />
    </IconButton>
  );
  return (
    <>
      {acts.map(({ label, icon, pressed, run }) => (
        <IconButton
          {...looks}
          key={label}
          label={label}
          aria-pressed={pressed}
          onClick={run}
          className={folds ? 'max-sm:hidden' : undefined}
        >
          {icon}
        </IconButton>
      ))}
      {folds ? (
        <Menu trigger={menu} align="end">
          {acts.map(({ word, icon, run }) => (
            <MenuItem key={word} icon={icon} onSelect={run}>
              {word}
            </MenuItem>
          ))}
        </Menu>
      ) : null}
    </>
  );
}
