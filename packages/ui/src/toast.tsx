'use client';
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useMemo,
  useState,
} from 'react';

const ToastViewport = lazy(() => import('./toast.viewport.tsx'));

export type ToastTone = 'plain' | 'success' | 'danger';

export type ToastOptions = {
  title: ReactNode;
  description?: ReactNode;
  tone?: ToastTone;
  /** Puts "Undo" on the toast; the toast stays longer and closes when it is pressed. */
  undo?: () => void;
  action?: { label: string; onClick: () => void };
  /** 0 keeps it until it is dismissed. */
  timeoutMs?: number;
};

export type ToastApi = {
  /** Shows a toast and gives its id. */
  show: (options: ToastOptions) => string;
  dismiss: (id: string) => void;
};

/** What the viewport has still to do: show a toast, or, without `show`, take it away. */
export type ToastCommand = { id: string; show?: ToastOptions };

const ToastContext = createContext<ToastApi | null>(null);
let toastCount = 0;

/** Holds the toasts of a page; their code loads with the first one. `UiProvider` brings it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [commands, setCommands] = useState<ToastCommand[]>([]);
  const [wanted, setWanted] = useState(false);
  const onTaken = useCallback((count: number) => setCommands((waiting) => waiting.slice(count)), []);
  const api = useMemo(
    () => ({
      show: (show: ToastOptions) => {
        toastCount += 1;
        const id = `toast-${toastCount}`;
        setWanted(true);
        setCommands((waiting) => [...waiting, { id, show }]);
        return id;
      },
      dismiss: (id: string) => setCommands((waiting) => [...waiting, { id }]),
    }),
    [],
  );
  return (
    <ToastContext value={api}>
      {children}
      {wanted ? (
        <Suspense fallback={null}>
          <ToastViewport commands={commands} onTaken={onTaken} />
        </Suspense>
      ) : null}
    </ToastContext>
  );
}

/** Short answers to what a person did: `toast.show({ title: 'Archived', undo })`. Throws outside `UiProvider`. */
export function useToast(): ToastApi {
  const api = useContext(ToastContext);
  if (!api) throw new Error('useToast needs <UiProvider> around it.');
  return api;
}
