'use client';
import { ImageOff, RotateCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { cn } from './lib/cn.ts';
import { useUi } from './lib/use-ui.ts';
import { Spinner } from './spinner.tsx';

export type MediaSlotProps = {
  /** `pending` while the machine makes the picture, `failed` when it could not, `ready` when `src` has it. */
  state: 'pending' | 'failed' | 'ready';
  src?: string;
  alt: string;
  /** Width over height; the slot keeps it in every state, so that nothing moves. */
  ratio?: '16/10' | '16/9' | '4/3' | '1/1';
  fit?: 'cover' | 'contain';
  pendingText?: string;
  failedText?: string;
  onRetry?: () => void;
  /** In a small slot: icons without words. */
  compact?: boolean;
  className?: string;
};

const ratios = {
  '16/10': 'aspect-[16/10]',
  '16/9': 'aspect-video',
  '4/3': 'aspect-[4/3]',
  '1/1': 'aspect-square',
};

/** The place of a picture, of one height whether it is there, on its way, or will not come. */
export function MediaSlot(props: MediaSlotProps) {
  const { state, src, ratio = '16/10', compact = false, onRetry, className } = props;
  const { words } = useUi();
  const [broken, setBroken] = useState<string | null>(null);
  const failed = state === 'failed' || (state === 'ready' && (!src || broken === src));
  return (
    <div className={cn('relative w-full overflow-hidden bg-wash', ratios[ratio], className)}>
      {state === 'pending' ? (
        <SlotNote
          compact={compact}
          text={props.pendingText ?? words.imagePending}
          icon={<Spinner />}
          shimmer
        />
      ) : null}
      {failed ? (
        <SlotNote
          compact={compact}
          text={props.failedText ?? words.imageFailed}
          icon={<ImageOff aria-hidden />}
        >
          {onRetry && !compact ? (
            <Button size="sm" icon={<RotateCw aria-hidden />} onClick={onRetry}>
              {words.retry}
            </Button>
          ) : null}
        </SlotNote>
      ) : null}
      {state === 'ready' && src && !failed ? (
        <img
          src={src}
          alt={props.alt}
          loading="lazy"
          decoding="async"
          onError={() => setBroken(src)}
          className={cn(
            'absolute inset-0 size-full transition-opacity duration-150 starting:opacity-0',
            props.fit === 'contain' ? 'object-contain' : 'object-cover object-top',
          )}
        />
      ) : null}
    </div>
  );
}

type SlotNoteProps = {
  compact: boolean;
  text: string;
  icon: ReactNode;
  shimmer?: boolean;
  children?: ReactNode;
};

function SlotNote({ compact, text, icon, shimmer, children }: SlotNoteProps) {
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-2 px-3 text-center">
      {shimmer ? <div className="absolute inset-0 animate-shimmer bg-pressed/60" aria-hidden /> : null}
      <span className="relative flex items-center gap-2 text-ink-soft text-sm [&_svg]:size-4">
        {icon}
        <span className={cn(compact && 'sr-only')}>{text}</span>
      </span>
      {children ? <span className="relative">{children}</span> : null}
    </div>
  );
}
