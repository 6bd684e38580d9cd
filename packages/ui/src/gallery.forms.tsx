'use client';
import { AtSign, Search } from 'lucide-react';
import { useState } from 'react';
import { Checkbox } from './checkbox.tsx';
import { Combobox, type ComboboxOption } from './combobox.tsx';
import { Field, Fieldset } from './field.tsx';
import { GallerySection, Specimen } from './gallery.parts.tsx';
import { DateInput, Input, SearchInput, Textarea } from './input.tsx';
import { Link } from './link.tsx';
import { RadioGroup } from './radio.tsx';
import { Select } from './select.tsx';
import { Switch } from './switch.tsx';
import { TagsInput } from './tags-input.tsx';

/** Every control, empty, filled, wrong and disabled. */
export function FormsGallery() {
  return (
    <GallerySection id="forms" title="Forms">
      <InputSpecimens />
      <ChoiceSpecimens />
      <PickerSpecimens />
    </GallerySection>
  );
}

const grid = 'grid w-full gap-5 sm:grid-cols-2 xl:grid-cols-3';

function InputSpecimens() {
  return (
    <>
      <Specimen title="Field and input">
        <div className={grid}>
          <Field label="Name" hint="As others will see it.">
            <Input placeholder="Ada Lovelace" />
          </Field>
          <Field label="E-mail" required>
            <Input
              type="email"
              autoComplete="off"
              defaultValue="ada@example.org"
              leading={<AtSign aria-hidden />}
            />
          </Field>
          <Field
            label="Password"
            required
            error="Use at least 12 characters."
            aside={<Link href="/design">Forgot it?</Link>}
          >
            <Input type="password" autoComplete="off" defaultValue="hunter2" />
          </Field>
          <Field label="Plan" disabled>
            <Input defaultValue="Set by your district" disabled />
          </Field>
          <Field label="Points" hint="From 0 to 100.">
            <Input
              type="number"
              min={0}
              max={100}
              defaultValue={72}
              trailing={<span className="pe-2">%</span>}
            />
          </Field>
          <Field label="Date of birth">
            <DateInput defaultValue="2014-09-01" />
          </Field>
        </div>
      </Specimen>
      <TextSpecimens />
    </>
  );
}

function TextSpecimens() {
  const [query, setQuery] = useState('maps');
  return (
    <>
      <Specimen title="Textarea">
        <div className={grid}>
          <Field label="Notes" hint="Grows as you type.">
            <Textarea placeholder="What is worth remembering?" />
          </Field>
          <Field label="Reason" error="Say in a sentence why.">
            <Textarea defaultValue="Because" />
          </Field>
        </div>
      </Specimen>
      <Specimen title="Search">
        <SearchInput label="Search bookmarks" value={query} onValueChange={setQuery} className="w-72" />
        <Input
          aria-label="Search, plain"
          leading={<Search aria-hidden />}
          placeholder="Search"
          className="w-72"
        />
      </Specimen>
    </>
  );
}

function ChoiceSpecimens() {
  return (
    <>
      <Specimen title="Checkbox" stack>
        <Checkbox label="Not ticked" />
        <Checkbox label="Ticked" defaultChecked hint="With a hint that explains what follows." />
        <Checkbox label="Some of it" indeterminate />
        <Checkbox label="Disabled" defaultChecked disabled />
      </Specimen>
      <Specimen title="Switch" stack>
        <Switch label="Off" />
        <Switch label="Weekly summary" hint="Every Monday morning, in your time zone." defaultChecked />
        <Switch label="Disabled" disabled />
        <Switch
          label="At the end of the line"
          trailing
          defaultChecked
          className="max-w-110 rounded-lg border p-3"
        />
      </Specimen>
      <Specimen title="Radio" stack>
        <RadioGroup
          label="Order"
          defaultValue="newest"
          options={[
            { value: 'newest', label: 'Newest first' },
            { value: 'oldest', label: 'Oldest first' },
            { value: 'none', label: 'Not possible here', disabled: true },
          ]}
        />
        <Fieldset legend="Who can see the room" className="max-w-130">
          <RadioGroup
            looks="cards"
            label="Who can see the room"
            defaultValue="link"
            options={[
              { value: 'private', label: 'Only people who are invited', hint: 'By name or by mail.' },
              { value: 'link', label: 'Anyone with the link', hint: 'You can change the link at any time.' },
            ]}
          />
        </Fieldset>
      </Specimen>
    </>
  );
}

const places: ComboboxOption[] = [
  'Amsterdam',
  'Ankara',
  'Athens',
  'Berlin',
  'Bogotá',
  'Cairo',
  'Dakar',
  'Delhi',
].map((label) => ({ value: label.toLowerCase(), label }));
const levels = [
  { value: 'entering', label: 'Entering' },
  { value: 'emerging', label: 'Emerging' },
  { value: 'developing', label: 'Developing' },
  { value: 'bridging', label: 'Bridging', disabled: true },
] as const;

function PickerSpecimens() {
  const [place, setPlace] = useState<ComboboxOption | null>(places[3] ?? null);
  const [nowhere, setNowhere] = useState<ComboboxOption | null>(null);
  const [tags, setTags] = useState<string[]>(['maps', 'typography']);
  return (
    <Specimen title="Select, combobox, tags">
      <div className={grid}>
        <Field label="Proficiency level">
          <Select options={levels} defaultValue="developing" />
        </Field>
        <Field label="Empty" error="Choose a level.">
          <Select options={levels} />
        </Field>
        <Field label="Disabled">
          <Select options={levels} defaultValue="entering" disabled />
        </Field>
        <Field label="City">
          <Combobox options={places} value={place} onValueChange={setPlace} />
        </Field>
        <Field label="City, looking">
          <Combobox
            options={[]}
            value={nowhere}
            onValueChange={setNowhere}
            placeholder="Type a name"
            loading
          />
        </Field>
        <Field label="Tags" hint="Enter or a comma adds one.">
          <TagsInput
            value={tags}
            onValueChange={setTags}
            suggestions={['maps', 'design', 'recipes', 'reading']}
          />
        </Field>
      </div>
    </Specimen>
  );
}
