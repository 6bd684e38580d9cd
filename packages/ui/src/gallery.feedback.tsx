import { Bookmark, SearchX } from 'lucide-react';
import { Avatar } from './avatar.tsx';
import { Badge } from './badge.tsx';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import { Card, Stat } from './card.tsx';
import { Code, CodeFrame } from './code-frame.tsx';
import { DateTime } from './date-time.tsx';
import { EmptyState } from './empty-state.tsx';
import { GallerySection, Specimen } from './gallery.parts.tsx';
import { LoadFailed } from './load-failed.tsx';
import { Progress } from './progress.tsx';
import { Skeleton, SkeletonList, SkeletonText } from './skeleton.tsx';
import { Spinner } from './spinner.tsx';

const tones = ['neutral', 'accent', 'success', 'warning', 'danger', 'info'] as const;
const people = [
  'Ada Lovelace',
  'Grace Hopper',
  'Katherine Johnson',
  'Linus',
  'Μαρία Παπαδοπούλου',
  '山田 花子',
];
const sample = `export async function archive(ids: string[]) {\n  await library.archive({ ids });\n  toast.show({ title: 'Archived', undo: () => library.restore({ ids }) });\n}`;

/** What tells how things stand. */
export function FeedbackGallery() {
  return (
    <GallerySection id="feedback" title="Feedback">
      <Specimen title="Badge">
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        <Badge tone="success" dot>
          Healthy
        </Badge>
        <Badge tone="warning" dot>
          Retrying
        </Badge>
        <Badge icon={<Bookmark aria-hidden />}>12</Badge>
      </Specimen>
      <Specimen title="Avatar">
        {people.map((name) => (
          <Avatar key={name} name={name} />
        ))}
        <Avatar name="Ada Lovelace" size="xs" />
        <Avatar name="Ada Lovelace" size="sm" />
        <Avatar name="Ada Lovelace" size="lg" />
      </Specimen>
      <BannerSpecimen />
      <WaitSpecimens />
      <Specimen title="Date and time" note="Hover for the exact moment.">
        <DateTime value="2026-11-24T03:00:00Z" />
        <DateTime value="2026-11-20T03:00:00Z" format="narrow" />
        <DateTime value="2026-11-24T03:00:00Z" format="date" />
        <DateTime value="2026-11-24T03:00:00Z" format="datetime" />
      </Specimen>
      <FrameSpecimens />
    </GallerySection>
  );
}

function BannerSpecimen() {
  return (
    <Specimen title="Banner" stack>
      <Banner title="This copy was made in March">The page may have changed since.</Banner>
      <Banner tone="success" title="Import finished">
        312 bookmarks are in your library.
      </Banner>
      <Banner tone="warning" title="Confirm your e-mail" actions={<Button size="sm">Send again</Button>}>
        Without it you cannot reset your password.
      </Banner>
      <Banner tone="danger" title="Not saved" actions={<Button size="sm">Try again</Button>}>
        The server did not answer. What you typed is still here.
      </Banner>
    </Specimen>
  );
}

function WaitSpecimens() {
  return (
    <>
      <Specimen title="Progress" stack>
        <Progress label="Reading 40 pages" value={30} valueText="12 of 40" className="max-w-110" />
        <Progress label="Looking" value={null} className="max-w-110" />
        <Progress label="Done" value={100} tone="success" className="max-w-110" />
      </Specimen>
      <Specimen title="Spinner and skeleton">
        <Spinner label="Working" className="text-ink-faint" />
        <Skeleton className="size-10 rounded-full" />
        <SkeletonText className="w-72" />
      </Specimen>
      <Specimen title="A list on its way" stack>
        <SkeletonList lines={3} />
      </Specimen>
    </>
  );
}

function FrameSpecimens() {
  return (
    <>
      <Specimen title="Card and figure">
        <div className="grid w-full gap-4 sm:grid-cols-2 xl:grid-cols-3">
          <Card
            title="Sessions"
            description="Where you are signed in."
            actions={<Button size="sm">Sign out all</Button>}
            footer="Last used an hour ago"
          >
            <p className="text-ink-soft">Firefox on Linux, Lisbon</p>
          </Card>
          <Stat label="Words due today" value="24" hint="About six minutes" />
          <Stat label="Saved" value="12,480" hint="31 this week" icon={<Bookmark aria-hidden />} />
        </div>
      </Specimen>
      <EmptySpecimens />
    </>
  );
}

function EmptySpecimens() {
  return (
    <>
      <Specimen title="Empty state" stack>
        <Card>
          <EmptyState
            size="inline"
            headingLevel={3}
            icon={<Bookmark aria-hidden />}
            title="Nothing saved yet"
            actions={
              <>
                <Button variant="primary">Add bookmark</Button>
                <Button variant="ghost">Load a sample</Button>
              </>
            }
          >
            Paste an address anywhere on this page and it is kept, with a picture and its text.
          </EmptyState>
        </Card>
        <Card>
          <EmptyState
            size="inline"
            headingLevel={3}
            icon={<SearchX aria-hidden />}
            title="Nothing found for “carthography”"
          >
            Did you mean cartography?
          </EmptyState>
        </Card>
        <Card>
          <LoadFailed onRetry={() => {}} />
        </Card>
      </Specimen>
      <Specimen title="Code frame" stack>
        <CodeFrame title="archive.ts" language="TypeScript" code={sample} status="Saved" />
        <p>
          A word of code, <Code>useShortcut</Code>, in a sentence.
        </p>
      </Specimen>
    </>
  );
}
