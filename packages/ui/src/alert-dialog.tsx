'use client';
import { AlertDialog as Base } from '@base-ui/react/alert-dialog';
import type { ReactElement, ReactNode } from 'react';
import { Button } from './button.tsx';
import { backdropStyle, DialogFoot } from './dialog.tsx';
import { cn } from './lib/cn.ts';
import { useUi } from './lib/use-ui.ts';

export type AlertDialogProps = {
  trigger?: ReactElement<Record<string, unknown>>;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The question, such as "Delete 3 bookmarks?". */
  title: ReactNode;
  /** What is lost and what stays. */
  description: ReactNode;
  /** The verb of the button that goes on. */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: 'danger' | 'plain';
  /** The dialog stays open while this is true; close it from `onOpenChange`'s owner when done. */
  busy?: boolean;
  onConfirm: () => void;
  children?: ReactNode;
};

/** Asks before something that cannot be undone. Where it can, do it at once and offer undo in a toast. */
export function AlertDialog(props: AlertDialogProps) {
  const { trigger, open, onOpenChange, title, description, children } = props;
  const { confirmLabel, cancelLabel, tone = 'danger', busy, onConfirm } = props;
  const { words } = useUi();
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={cn(backdropStyle, 'fixed')} />
        <Base.Viewport className="fixed inset-0 z-50 flex items-end justify-center sm:items-start sm:p-4 sm:pt-[18dvh]">
          <Base.Popup
            className={cn(
              'w-full rounded-t-xl bg-raised pt-5 shadow-float outline-none sm:max-w-110 sm:rounded-xl',
              'transition-[opacity,scale] duration-150 ease-out data-ending-style:scale-[0.98] data-starting-style:scale-[0.98]',
              'data-ending-style:opacity-0 data-starting-style:opacity-0',
            )}
          >
            <div className="px-5">
              <Base.Title className="font-semibold text-ink text-lg">{title}</Base.Title>
              <Base.Description className="mt-1.5 text-base text-ink-soft">{description}</Base.Description>
              {children ? <div className="mt-4">{children}</div> : null}
            </div>
            <DialogFoot>
              <Base.Close render={<Button>{cancelLabel ?? words.cancel}</Button>} />
              <ConfirmButton busy={busy} tone={tone} controlled={open !== undefined} onConfirm={onConfirm}>
                {confirmLabel}
              </ConfirmButton>
            </DialogFoot>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

type ConfirmButtonProps = Pick<AlertDialogProps, 'busy' | 'tone' | 'onConfirm'> & {
  controlled: boolean;
  children: ReactNode;
};

/** Closes by itself only where nobody outside holds the open state. */
function ConfirmButton({ busy, tone, controlled, onConfirm, children }: ConfirmButtonProps) {
  const button = (
    <Button variant={tone === 'danger' ? 'danger' : 'primary'} loading={busy} onClick={onConfirm}>
      {children}
    </Button>
  );
  return controlled ? button : <Base.Close render={button} />;
}
