'use client';
import { Archive, Heart, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Badge } from './badge.tsx';
import { Button, IconButton } from './button.tsx';
import { CardGrid, MediaCard } from './card-grid.tsx';
import { Chart } from './chart.tsx';
import { DataTable } from './data-table.tsx';
import { DateTime } from './date-time.tsx';
import { GallerySection, Specimen } from './gallery.parts.tsx';
import { studentColumns, students } from './gallery.sample.tsx';
import { ListStatesGallery } from './gallery.states.tsx';
import { SearchInput } from './input.tsx';
import { useSelection } from './lib/use-selection.ts';
import { List, ListItem } from './list.tsx';
import type { MediaSlotProps } from './media-slot.tsx';
import { LoadMore, Pager } from './pagination.tsx';

const picture = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100"><rect width="160" height="100" fill="#dfe7ee"/><path d="M0 78l42-34 30 22 34-38 54 44v28H0z" fill="#8fa8bd"/><circle cx="124" cy="26" r="10" fill="#f4c26b"/></svg>')}`;

const cards: { id: string; title: string; site: string; media: MediaSlotProps }[] = [
  {
    id: 'c1',
    title: 'How maps lie, and why that is fine',
    site: 'example.org',
    media: { state: 'ready', src: picture, alt: '' },
  },
  {
    id: 'c2',
    title: 'A page whose picture is still being taken',
    site: 'example.com',
    media: { state: 'pending', alt: '' },
  },
  {
    id: 'c3',
    title: 'Login wall',
    site: 'example.net',
    media: { state: 'failed', alt: '', failedText: 'The page asked to sign in', onRetry: () => undefined },
  },
  {
    id: 'c4',
    title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    site: 'a-very-long-name-of-a-site.example.org',
    media: { state: 'ready', src: '/does-not-exist.png', alt: '' },
  },
];

/** Lists, cards, tables and charts. */
export function DataGallery() {
  return (
    <GallerySection id="data" title="Data">
      <ListSpecimen />
      <CardsSpecimen />
      <ListStatesGallery />
      <TableSpecimen />
      <TableStates />
      <ChartSpecimens />
    </GallerySection>
  );
}

function ListSpecimen() {
  const ids = useMemo(() => cards.map(({ id }) => id), []);
  const selection = useSelection(ids);
  return (
    <Specimen title="List" note="Shift-click selects a range." stack>
      <List label="Saved pages" className="rounded-lg border border-line">
        {cards.map(({ id, title, site }) => (
          <ListItem
            key={id}
            id={id}
            name={title}
            href="/design"
            title={title}
            description={site}
            selection={selection}
            meta={<Badge>reading</Badge>}
            trailing={
              <>
                <DateTime value="2026-11-22T09:00:00Z" format="narrow" className="max-sm:hidden" />
                <IconButton label={`Favourite: ${title}`} size="sm">
                  <Heart aria-hidden />
                </IconButton>
              </>
            }
          />
        ))}
      </List>
      <LoadMore hasMore auto={false} onLoadMore={() => undefined} />
      <LoadMore hasMore error auto={false} onLoadMore={() => undefined} />
      <Pager summary="1–50 of 312" nextHref="/design?after=1" />
    </Specimen>
  );
}

function CardsSpecimen() {
  const ids = useMemo(() => cards.map(({ id }) => id), []);
  const selection = useSelection(ids);
  return (
    <Specimen title="Card grid" note="One height, whatever has arrived." stack>
      <CardGrid label="Saved pages as cards">
        {cards.map(({ id, title, site, media }) => (
          <MediaCard
            key={id}
            id={id}
            name={title}
            href="/design"
            media={media}
            title={title}
            description={site}
            selection={selection}
            meta={
              <>
                <Badge>maps</Badge>
                <Badge>design</Badge>
              </>
            }
            footer={<DateTime value="2026-11-22T09:00:00Z" />}
          />
        ))}
      </CardGrid>
    </Specimen>
  );
}

function TableSpecimen() {
  const [query, setQuery] = useState('');
  const rows = useMemo(
    () => students.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase())),
    [query],
  );
  const selection = useSelection(useMemo(() => rows.map(({ id }) => id), [rows]));
  return (
    <Specimen title="Data table" note="j k move, x selects, o opens. Only the rows in sight are drawn." stack>
      <DataTable
        label="Students"
        keys
        columns={studentColumns}
        rows={rows.slice(0, 12)}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        rowHref={({ id }) => `/design?student=${id}`}
        selection={selection}
        selectionActions={
          <>
            <Button variant="ghost" icon={<Archive aria-hidden />}>
              Archive
            </Button>
            <Button variant="danger-ghost" icon={<Trash2 aria-hidden />}>
              Delete
            </Button>
          </>
        }
        toolbar={
          <SearchInput
            label="Search students"
            value={query}
            onValueChange={setQuery}
            slash
            className="w-64"
          />
        }
      />
    </Specimen>
  );
}

function TableStates() {
  const shared = { columns: studentColumns, rows: [], rowId: () => '', rowName: () => '' };
  return (
    <Specimen title="Data table, states" stack>
      <DataTable label="Students, loading" {...shared} state="loading" />
      <DataTable label="Students, failed" {...shared} state="failed" onRetry={() => undefined} />
      <DataTable label="Students, none" {...shared} />
    </Specimen>
  );
}

const weeks = [
  '2026-10-05',
  '2026-10-12',
  '2026-10-19',
  '2026-10-26',
  '2026-11-02',
  '2026-11-09',
  '2026-11-16',
];
const points = weeks.map((x, index) => ({
  x,
  reviews: 120 + ((index * 37) % 90),
  learned: 12 + ((index * 11) % 17),
}));

function ChartSpecimens() {
  const formatX = (x: string) => x.slice(5);
  return (
    <Specimen title="Chart" note="Every chart has its table beside it." stack>
      <Chart
        title="Reviews a week"
        description="Steady since October, with one lighter week."
        xLabel="Week of"
        points={points}
        formatX={formatX}
        series={[
          { key: 'reviews', label: 'Reviews', kind: 'area' },
          { key: 'learned', label: 'New words', kind: 'line', color: 3 },
        ]}
      />
      <Chart
        title="New words a week"
        xLabel="Week of"
        points={points}
        formatX={formatX}
        series={[{ key: 'learned', label: 'New words', kind: 'bar' }]}
      />
      <Chart
        title="Nothing yet"
        xLabel="Week of"
        points={[]}
        series={[]}
        emptyText="The first figures show after a week."
      />
    </Specimen>
  );
}
