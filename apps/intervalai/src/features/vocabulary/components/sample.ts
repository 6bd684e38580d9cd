/** A small deck to try things with: everyday German, in our own choice of words. */
export const sampleDeck = { language: 'de', translationLanguage: 'en' } as const;

export const sampleWords = [
  { term: 'der Bahnhof', translations: ['railway station'], partOfSpeech: 'noun' },
  { term: 'die Brücke', translations: ['bridge'], partOfSpeech: 'noun' },
  { term: 'das Frühstück', translations: ['breakfast'], partOfSpeech: 'noun' },
  { term: 'der Schlüssel', translations: ['key'], partOfSpeech: 'noun' },
  { term: 'gemütlich', translations: ['cosy', 'comfortable'], partOfSpeech: 'adjective' },
  { term: 'neugierig', translations: ['curious'], partOfSpeech: 'adjective' },
  { term: 'vielleicht', translations: ['perhaps', 'maybe'], partOfSpeech: 'adverb' },
  { term: 'verlieren', translations: ['to lose'], partOfSpeech: 'verb' },
  { term: 'umsteigen', translations: ['to change (trains)'], partOfSpeech: 'verb' },
  { term: 'abholen', translations: ['to pick up', 'to collect'], partOfSpeech: 'verb' },
  { term: 'trotzdem', translations: ['nevertheless', 'all the same'], partOfSpeech: 'adverb' },
  { term: 'auf jeden Fall', translations: ['definitely', 'in any case'], partOfSpeech: 'phrase' },
] as const;
