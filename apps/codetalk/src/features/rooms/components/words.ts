/** The languages of programming by their own names, which no translation changes. */
export const languageNames = {
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  python: 'Python',
  sql: 'SQL',
  html: 'HTML',
  css: 'CSS',
  json: 'JSON',
  markdown: 'Markdown',
  java: 'Java',
  cpp: 'C++',
  go: 'Go',
  rust: 'Rust',
  lua: 'Lua',
  plaintext: 'Plain text',
} as const;
export type RoomLanguage = keyof typeof languageNames;

/** The pairs of an object with their names as they are typed. */
export const languageOptions = (Object.keys(languageNames) as RoomLanguage[]).map((value) => ({
  value,
  label: languageNames[value],
}));
