'use client';
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonStyle } from './lib/button-style.ts';
import { cn } from './lib/cn.ts';
import { useUi } from './lib/use-ui.ts';

type HeadProps = { title: ReactNode; titleHidden?: boolean; description?: ReactNode; className?: string };

/** Title, description and the cross of a dialog or sheet. */
export function DialogHead({ title, titleHidden, description, className }: HeadProps) {
  const { words } = useUi();
  return (
    <div className={cn('flex items-start gap-3 px-5 pt-4 pb-3', className)}>
      <div className="min-w-0 flex-1">
        <Base.Title dir="auto" className={cn('font-semibold text-ink text-lg', titleHidden && 'sr-only')}>
          {title}
        </Base.Title>
        {description ? (
          <Base.Description dir="auto" className="mt-1 text-base text-ink-soft">
            {description}
          </Base.Description>
        ) : null}
      </div>
      <Base.Close aria-label={words.close} className={cn(buttonStyle('ghost', 'md', 'icon'), '-me-2 -mt-1')}>
        <X aria-hidden />
      </Base.Close>
    </div>
  );
}

/** The buttons at the lower edge; one below the other on a phone, the main one on top. */
export function DialogFoot({ children }: { children: ReactNode }) {
  if (!children) return <div className="pb-[max(1rem,env(safe-area-inset-bottom))]" />;
  return (
    <div className="flex flex-wrap justify-end gap-2 px-5 pt-4 pb-[max(1rem,env(safe-area-inset-bottom))] max-sm:flex-col-reverse">
      {children}
    </div>
  );
}
