import { cn } from './lib/cn.ts';
import { type AppId, appNames, marks } from './lib/marks.ts';

export type AppMarkProps = {
  app: AppId;
  className?: string;
  /** Reads the app's name out; leave out where the name stands beside it. */
  named?: boolean;
};

/** The mark of an app: a white sign on a tile in the app's own accent, wherever it stands. */
export function AppMark({ app, className, named = false }: AppMarkProps) {
  const { fills, cuts, strokes } = marks[app];
  const line = { fill: 'none', strokeWidth: 2, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;
  return (
    <svg
      viewBox="0 0 24 24"
      data-app={app}
      className={cn('size-6 shrink-0', className)}
      role={named ? 'img' : undefined}
      aria-label={named ? appNames[app] : undefined}
      aria-hidden={named ? undefined : true}
    >
      <rect width="24" height="24" rx="6" className="fill-accent" />
      {fills.map((d) => (
        <path key={d} d={d} className="fill-white" />
      ))}
      {cuts.map((d) => (
        <path key={d} d={d} {...line} className="stroke-accent" />
      ))}
      {strokes.map((d) => (
        <path key={d} d={d} {...line} className="stroke-white" />
      ))}
    </svg>
  );
}
