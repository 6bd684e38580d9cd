import { Badge } from './badge.tsx';
import type { TableColumn } from './lib/table.ts';

type Student = { id: string; name: string; level: string; language: string; score: number };

const first = [
  'Amina',
  'Bruno',
  'Chidi',
  'Dalia',
  'Emre',
  'Fatou',
  'Goran',
  'Hana',
  'Ines',
  'Jun',
  'Karim',
  'Lan',
];
const last = [
  'Abebe',
  'Costa',
  'Diallo',
  'Haddad',
  'Ivanova',
  'Kim',
  'Nguyen',
  'Okafor',
  'Papadopoulos-Karagiannidou',
  'Rossi',
];
const levels = ['Entering', 'Emerging', 'Developing', 'Expanding', 'Bridging'];
const languages = ['Amharic', 'Arabic', 'Greek', 'Korean', 'Portuguese', 'Vietnamese'];

/** Three thousand made-up students, always the same ones. */
export const students: Student[] = Array.from({ length: 3000 }, (_, index) => ({
  id: `s${index}`,
  name: `${first[index % first.length]} ${last[(index * 7) % last.length]}`,
  level: levels[(index * 3) % levels.length] ?? '',
  language: languages[(index * 5) % languages.length] ?? '',
  score: 180 + ((index * 53) % 220),
}));

export const studentColumns: TableColumn<Student>[] = [
  { id: 'name', header: 'Name', cell: ({ name }) => name, sortBy: ({ name }) => name },
  {
    id: 'level',
    header: 'Level',
    cell: ({ level }) => <Badge>{level}</Badge>,
    sortBy: ({ level }) => level,
    width: 'w-36',
  },
  {
    id: 'language',
    header: 'Home language',
    cell: ({ language }) => language,
    width: 'w-44',
    hideBelow: 'md',
  },
  {
    id: 'score',
    header: 'Scale score',
    cell: ({ score }) => score,
    sortBy: ({ score }) => score,
    firstDirection: 'desc',
    align: 'end',
    width: 'w-32',
    hideBelow: 'sm',
  },
];
