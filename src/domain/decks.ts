/** The piles of symbol cards, in the order in which they are shown and read aloud. */

/** `pairs`: neighbours are opposites and lie side by side. `first`: how many show before "Meer kaarten". */
export type Deck = {
  readonly symbols: readonly string[];
  readonly pairs?: true;
  readonly first?: number;
};

/** In every deck, in a row of its own. The first of them is the pass card. */
export const alwaysSymbols = ['dat-houd-ik-voor-mij', 'ik-zeg-het-zelf', 'ik-weet-het-niet'] as const;

/** Laying this symbol counts as laying: nobody waits, and until turning nobody sees who passed. */
export const passSymbol = 'dat-houd-ik-voor-mij';

export const decks = {
  altijd: { symbols: alwaysSymbols },
  oefenen: { symbols: ['koffie', 'thee', 'water'] },
  'fijn-lastig': { symbols: ['fijn', 'lastig', 'allebei'] },
  gevoel: {
    pairs: true,
    first: 12,
    symbols: [
      ...['blij', 'verdrietig', 'rustig', 'stress', 'gehoord', 'niet-gehoord', 'veilig', 'bang'],
      ...['opgelucht', 'boos', 'trots', 'ik-schaam-me'],
      ...[
        'gezien',
        'niet-gezien',
        'sterk',
        'klein',
        'hoop',
        'geen-hoop',
        'welkom',
        'alleen',
        'energie',
        'moe',
      ],
      'verbaasd',
    ],
  },
  gebeurtenis: {
    first: 11,
    symbols: [
      ...['vragen', 'uitleggen', 'luisteren', 'stil-zijn', 'op-het-scherm-kijken', 'lachen'],
      ...['iets-aardigs-zeggen', 'ja-zeggen', 'nee-zeggen', 'haast', 'te-laat'],
      ...['brief', 'bellen', 'afspraak', 'regels', 'werk', 'geld', 'thuis', 'hulp'],
    ],
  },
  bedoeld: {
    symbols: [
      ...['helpen', 'uitleggen', 'jou-begrijpen', 'samen-zoeken', 'eerlijk-zijn', 'moed-geven'],
      ...['de-regels-volgen', 'snel-klaar-zijn', 'zeggen-tot-hier', 'hulp-vragen', 'mezelf-beschermen'],
    ],
  },
  aangekomen: {
    pairs: true,
    symbols: [
      ...['hulp', 'moeten', 'aandacht', 'haast', 'vertrouwen', 'controle', 'duidelijk', 'niet-duidelijk'],
      ...['samen', 'jij-bent-de-baas', 'respect', 'kritiek'],
    ],
  },
  verder: {
    symbols: [
      ...['zo-doorgaan', 'eerst-vragen-hoe-gaat-het', 'eerst-luisteren', 'rustig-praten'],
      ...['makkelijke-woorden', 'plaatjes-erbij', 'laten-uitpraten', 'scherm-weg', 'opschrijven'],
      ...['iemand-meenemen', 'eerder-laten-weten', 'meer-tijd'],
    ],
  },
  wanneer: { symbols: ['vandaag', 'deze-week', 'volgend-gesprek', 'over-een-maand'] },
  gelukt: { symbols: ['gelukt', 'een-beetje', 'nog-niet'] },
  meenemen: { symbols: ['iets-over-jou', 'iets-over-mij', 'iets-om-te-doen', 'ik-denk-er-nog-over'] },
  thema: { symbols: ['thema-1', 'thema-2', 'thema-3', 'thema-4'] },
  'thema-klein': {
    symbols: [
      ...['hoe-we-praten', 'hoe-we-samenwerken', 'voel-ik-me-gezien', 'voel-ik-me-gehoord'],
      ...['doelen', 'afspraken', 'resultaten', 'bij-wie-je-bent', 'bij-wat-je-nodig-hebt'],
    ],
  },
  'nog-iets': { symbols: ['nu-praten', 'volgende-keer', 'alleen-zeggen'] },
  belofte: { symbols: ['ik-beloof-dit'] },
} as const satisfies Record<string, Deck>;

export type DeckId = keyof typeof decks;
/** A picture with a word: its drawing and its texts live in content, under the same id. */
export type SymbolId = (typeof decks)[DeckId]['symbols'][number];

export function isInDeck(deck: DeckId, symbol: string): boolean {
  // Widened on purpose: any string may be asked about.
  const symbols: readonly string[] = decks[deck].symbols;
  return symbols.includes(symbol);
}

export function isAlwaysSymbol(symbol: string): boolean {
  return isInDeck('altijd', symbol);
}

/** The small cards that belong to each theme card. */
export const smallCardsByTheme: Readonly<Record<string, readonly SymbolId[]>> = {
  'thema-1': ['hoe-we-praten', 'hoe-we-samenwerken', 'voel-ik-me-gezien', 'voel-ik-me-gehoord'],
  'thema-2': ['doelen', 'afspraken', 'resultaten'],
  'thema-3': ['bij-wie-je-bent', 'bij-wat-je-nodig-hebt'],
  'thema-4': [],
};

/** The pictures people choose from to be at the table; the word is the default name. */
export const peoplePictures = [
  ...([
    'zon',
    'boom',
    'berg',
    'golf',
    'ster',
    'vogel',
    'vis',
    'blad',
    'boot',
    'fiets',
    'citroen',
    'olijf',
  ] as const),
] as const;
export type PeoplePicture = (typeof peoplePictures)[number];
