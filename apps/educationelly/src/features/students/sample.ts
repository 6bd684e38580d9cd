import { type episodeStatuses, gradeLevels, type raceCodes, type sexes } from '@portfolio/db/students-values';

type Made = {
  localId: string;
  givenName: string;
  middleName: string | null;
  familyName: string;
  suffix: null;
  districtId: null;
  stateId: string;
  gender: null;
  gradeLevel: (typeof gradeLevels)[number];
  dateOfBirth: string;
  sex: (typeof sexes)[number];
  races: (typeof raceCodes)[number][];
  hispanic: boolean;
  nativeLanguage: string;
  homeLanguage: string;
  correspondenceLanguage: string;
  cityOfBirth: string | null;
  countryOfBirth: string | null;
  firstEnrolledUsOn: string;
  episodes: { status: (typeof episodeStatuses)[number]; fromOn: string; decision: string }[];
};

type People = {
  language: string;
  weight: number;
  families: string[];
  girls: string[];
  boys: string[];
  races: (typeof raceCodes)[number][];
  hispanic?: boolean;
  born: [string, string][];
};

const words = (text: string): string[] => text.split('|');

/** Families as a district of some size has them: names, languages and birthplaces that go together. */
const peoples: People[] = [
  {
    language: 'spa',
    weight: 40,
    hispanic: true,
    races: ['WH7'],
    families: words(
      'García Márquez|Hernández López|Ramírez|Morales Castillo|Flores Peña|Ortiz|Cruz Mendoza|Núñez|Reyes Ávila',
    ),
    girls: words('Valentina|Ximena|Camila|Lucía|María José|Daniela|Sofía'),
    boys: words('Santiago|Mateo|Diego|José Ángel|Emiliano|Luis|Andrés'),
    born: [
      ['Puebla', 'Mexico'],
      ['San Salvador', 'El Salvador'],
      ['Santo Domingo', 'Dominican Republic'],
    ],
  },
  {
    language: 'ara',
    weight: 12,
    races: ['WH7'],
    families: words('Al-Hassan|Khalil|Mansour|Haddad|Al-Rashid'),
    girls: words('Layla|Maryam|Noor|Salma'),
    boys: words('Yusuf|Omar|Karim|Zayd'),
    born: [
      ['Aleppo', 'Syria'],
      ['Mosul', 'Iraq'],
      ['Amman', 'Jordan'],
    ],
  },
  {
    language: 'zho',
    weight: 10,
    races: ['AS7'],
    families: words('Chen|Wang|Lin|Zhang|Huang'),
    girls: words('Meilin|Xinyi|Yutong'),
    boys: words('Haoran|Zihan|Junjie'),
    born: [
      ['Fuzhou', 'China'],
      ['Guangzhou', 'China'],
    ],
  },
  {
    language: 'vie',
    weight: 8,
    races: ['AS7'],
    families: words('Nguyễn|Trần|Phạm|Lê'),
    girls: words('Linh|Thảo|Mai'),
    boys: words('Minh|Khôi|Bảo'),
    born: [
      ['Đà Nẵng', 'Vietnam'],
      ['Huế', 'Vietnam'],
    ],
  },
  {
    language: 'hat',
    weight: 7,
    races: ['BL7'],
    families: words('Jean-Baptiste|Pierre-Louis|Désir|Célestin'),
    girls: words('Widline|Roseline|Naïka'),
    boys: words('Jean-Marc|Wilson|Stevenson'),
    born: [
      ['Port-au-Prince', 'Haiti'],
      ['Cap-Haïtien', 'Haiti'],
    ],
  },
  {
    language: 'ukr',
    weight: 7,
    races: ['WH7'],
    families: words('Shevchenko|Kovalenko|Bondar|Melnyk'),
    girls: words('Sofiia|Daryna|Zlata'),
    boys: words('Maksym|Danylo|Artem'),
    born: [
      ['Kharkiv', 'Ukraine'],
      ['Mariupol', 'Ukraine'],
    ],
  },
  {
    language: 'som',
    weight: 6,
    races: ['BL7'],
    families: words('Warsame|Abdi Nur|Mohamud'),
    girls: words('Hodan|Ifrah|Sagal'),
    boys: words('Abdirahman|Liban|Guled'),
    born: [
      ['Mogadishu', 'Somalia'],
      ['Dadaab', 'Kenya'],
    ],
  },
  {
    language: 'mam',
    weight: 5,
    hispanic: true,
    races: ['AM7'],
    families: words('Pablo Domingo|Ramos Jerónimo|Matías'),
    girls: words('Juana|Eulalia'),
    boys: words('Pedro|Gaspar'),
    born: [['Todos Santos Cuchumatán', 'Guatemala']],
  },
  {
    language: 'pus',
    weight: 5,
    races: ['AS7'],
    families: words('Ahmadzai|Stanikzai|Safi'),
    girls: words('Zarmina|Palwasha'),
    boys: words('Hamid|Najib'),
    born: [
      ['Kabul', 'Afghanistan'],
      ['Jalalabad', 'Afghanistan'],
    ],
  },
  {
    language: 'por',
    weight: 5,
    hispanic: true,
    races: ['WH7', 'BL7'],
    families: words('Oliveira|Souza Lima|Ferreira'),
    girls: words('Beatriz|Larissa'),
    boys: words('Thiago|Gustavo'),
    born: [['Governador Valadares', 'Brazil']],
  },
  {
    language: 'hmn',
    weight: 4,
    races: ['AS7'],
    families: words('Xiong|Vang|Lor'),
    girls: words('Pa Nhia|Mai See'),
    boys: words('Tou|Kong Meng'),
    born: [],
  },
  {
    language: 'tgl',
    weight: 4,
    races: ['AS7', 'PI7'],
    families: words('Dela Cruz|Bautista|Santos'),
    girls: words('Althea|Bea'),
    boys: words('Joshua|Rafael'),
    born: [['Cebu', 'Philippines']],
  },
];

/** The same numbers each time (mulberry32), so that a second run makes the same students. */
const numbers = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

const day = (year: number, month: number, date: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

const episodesOf = (entered: number, thisYear: number, roll: number): Made['episodes'] => {
  const identified = {
    status: 'identified' as const,
    fromOn: day(entered, 9, 4),
    decision: 'Home language survey and WIDA Screener.',
  };
  if (roll < 0.08)
    return [{ status: 'not_el', fromOn: day(entered, 9, 4), decision: 'Screener: overall 5.2.' }];
  if (roll < 0.14) return [identified];
  if (roll < 0.2)
    return [
      identified,
      { status: 'refused', fromOn: day(entered, 9, 25), decision: 'Parents declined services in writing.' },
    ];
  const served = {
    status: 'served' as const,
    fromOn: day(entered, 9, 25),
    decision: 'Placed in the EL program.',
  };
  const exited = entered + 2 + Math.floor(roll * 3);
  if (roll < 0.75 || exited >= thisYear) return [identified, served];
  return [
    identified,
    served,
    { status: 'exited', fromOn: day(exited, 6, 14), decision: 'WIDA ACCESS overall 4.8; team agreed.' },
  ];
};

/** The people whose share of the whole a number falls into. */
const choose = (at: number): People => {
  let before = 0;
  for (const people of peoples) {
    before += people.weight;
    if (at < before) return people;
  }
  throw new Error('a number past all shares');
};

/** Students of many languages, plausible and made up; `year` is the one that the school year began in. */
export const sampleStudents = (count: number, year: number, prefix: string): Made[] => {
  const next = numbers(20_260_901);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)];
  const total = peoples.reduce((sum, { weight }) => sum + weight, 0);
  return Array.from({ length: count }, (_, index): Made => {
    const people = choose(next() * total);
    const girl = next() < 0.5;
    const names = girl ? people.girls : people.boys;
    const givenName = pick(names) ?? 'Alex';
    const rank = Math.floor(next() * gradeLevels.length);
    const entered = year - Math.floor(next() * Math.min(rank + 1, 8));
    const born = next() < 0.6 ? pick(people.born) : undefined;
    return {
      localId: `${prefix}${String(100_001 + index)}`,
      givenName,
      middleName: next() < 0.15 ? (pick(names.filter((name) => name !== givenName)) ?? null) : null,
      familyName: pick(people.families) ?? 'Doe',
      suffix: null,
      districtId: null,
      stateId: String(4_000_000_000 + index * 7_919),
      gender: null,
      gradeLevel: gradeLevels[rank] ?? 'K',
      dateOfBirth: day(year - 4 - rank, 1 + Math.floor(next() * 8), 1 + Math.floor(next() * 28)),
      sex: girl ? 'F' : 'M',
      races: people.races.length > 1 && next() < 0.5 ? people.races : people.races.slice(0, 1),
      hispanic: people.hispanic ?? false,
      nativeLanguage: people.language,
      homeLanguage: people.language,
      correspondenceLanguage: next() < 0.2 ? 'eng' : people.language,
      cityOfBirth: born?.[0] ?? null,
      countryOfBirth: born?.[1] ?? null,
      firstEnrolledUsOn: day(entered, 9, 1 + Math.floor(next() * 20)),
      episodes: episodesOf(entered, year, next()),
    };
  });
};

/** The year in which the present school year began: it turns on 1 August. */
export const schoolYearOf = (day: string): number =>
  Number(day.slice(0, 4)) - (day.slice(5) < '08-01' ? 1 : 0);
