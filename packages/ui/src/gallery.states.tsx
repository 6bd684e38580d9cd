'use client';
import { Archive } from 'lucide-react';
import { useState } from 'react';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import { Specimen } from './gallery.parts.tsx';
import { useSelection } from './lib/use-selection.ts';
import { MediaSlot } from './media-slot.tsx';
import { LoadMore, Pager } from './pagination.tsx';
import { SelectionBar } from './selection-bar.tsx';

const ignore = () => undefined;
const chosen = ['one', 'two', 'three'];

/** A picture's place in each state, the ends of lists, and what floats over a selection. */
export function ListStatesGallery() {
  return (
    <>
      <Specimen title="Media slot" note="One height in every state.">
        <div className="grid w-full gap-3 sm:grid-cols-3">
          <MediaSlot state="pending" alt="" className="rounded-md border" />
          <MediaSlot state="failed" alt="" onRetry={ignore} className="rounded-md border" />
          <MediaSlot
            state="failed"
            alt=""
            failedText="The page asked to sign in"
            className="rounded-md border"
          />
        </div>
        <div className="w-16">
          <MediaSlot state="pending" alt="" ratio="1/1" compact className="rounded-md border" />
        </div>
        <div className="w-16">
          <MediaSlot state="failed" alt="" ratio="1/1" compact className="rounded-md border" />
        </div>
      </Specimen>
      <Specimen title="Ends of lists" stack>
        <LoadMore hasMore loading auto={false} onLoadMore={ignore} />
        <LoadMore hasMore={false} auto={false} onLoadMore={ignore} endText="That is all of it." />
        <Pager summary="51–100 of 312" previousHref="/design?before=51" nextHref="/design?after=100" />
      </Specimen>
      <SelectionSpecimen />
      <DismissSpecimen />
    </>
  );
}

function SelectionSpecimen() {
  const selection = useSelection(chosen);
  return (
    <Specimen title="Selection bar" stack>
      <Button onClick={selection.selectAll}>Select three</Button>
      <SelectionBar selection={selection}>
        <Button variant="ghost" icon={<Archive aria-hidden />}>
          Archive
        </Button>
      </SelectionBar>
    </Specimen>
  );
}

function DismissSpecimen() {
  const [shown, setShown] = useState(true);
  return (
    <Specimen title="Banner, to be dismissed" stack>
      {shown ? (
        <Banner title="Two sessions are older than a year" onDismiss={() => setShown(false)}>
          End those that you do not know.
        </Banner>
      ) : (
        <Button onClick={() => setShown(true)}>Show it again</Button>
      )}
    </Specimen>
  );
}
