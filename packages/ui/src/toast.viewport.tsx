'use client';
import { Toast } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { buttonStyle } from './lib/button-style.ts';
import { cn } from './lib/cn.ts';
import { useUi } from './lib/use-ui.ts';
import type { ToastCommand } from './toast.tsx';

const icons: Record<string, ReactNode> = {
  success: <CircleCheck className="mt-0.5 size-4 text-success-ink" aria-hidden />,
  danger: <CircleAlert className="mt-0.5 size-4 text-danger-ink" aria-hidden />,
  plain: <Info className="mt-0.5 size-4 text-ink-faint" aria-hidden />,
};

export type ToastViewportProps = { commands: ToastCommand[]; onTaken: (count: number) => void };

/** Where toasts show; only `toast.tsx` loads it, with the first toast. */
export default function ToastViewport(props: ToastViewportProps) {
  return (
    <Toast.Provider limit={3} timeout={5000}>
      <ToastFeeder {...props} />
      <Toast.Portal>
        <Toast.Viewport className="print:hidden fixed inset-x-3 bottom-[calc(4.5rem+var(--actions-height,0rem)+env(safe-area-inset-bottom))] z-50 mx-auto flex max-w-100 flex-col-reverse gap-2 outline-none sm:inset-x-auto sm:end-5 sm:w-100 md:bottom-[calc(1.25rem+var(--actions-height,0rem))]">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastFeeder({ commands, onTaken }: ToastViewportProps): null {
  const { add, close } = Toast.useToastManager();
  const { words } = useUi();
  useEffect(() => {
    if (commands.length === 0) return;
    for (const { id, show } of commands) {
      if (!show) {
        close(id);
        continue;
      }
      const { title, description, tone = 'plain', undo, action, timeoutMs } = show;
      const button = undo ? { label: words.undo, onClick: undo } : action;
      const onClick = () => {
        close(id);
        button?.onClick();
      };
      add({
        id,
        title,
        description,
        type: tone,
        timeout: timeoutMs ?? (button ? 10_000 : 5000),
        actionProps: button && { children: button.label, onClick },
      });
    }
    onTaken(commands.length);
  }, [commands, onTaken, add, close, words.undo]);
  return null;
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  const { words } = useUi();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={['down', 'right', 'left']}
      className={cn(
        'rounded-lg bg-raised shadow-float transition-[opacity,translate,scale] duration-150 ease-out',
        'translate-x-(--toast-swipe-movement-x) data-limited:hidden data-starting-style:translate-y-3',
        'data-ending-style:scale-[0.98] data-ending-style:opacity-0 data-starting-style:opacity-0',
      )}
    >
      <Toast.Content className="flex items-start gap-2.5 p-3">
        {icons[toast.type ?? 'plain']}
        <div className="min-w-0 flex-1">
          <Toast.Title
            className="font-medium text-base text-ink"
            render={<p role={toast.type === 'danger' ? 'alert' : undefined} />}
          />
          <Toast.Description className="mt-0.5 text-ink-soft text-sm" />
        </div>
        {toast.actionProps ? <Toast.Action className={cn(buttonStyle('secondary', 'sm'), '-my-1')} /> : null}
        <Toast.Close
          aria-label={words.dismiss}
          className={cn(buttonStyle('ghost', 'sm', 'icon'), '-me-1 -my-1')}
        >
          <X aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
