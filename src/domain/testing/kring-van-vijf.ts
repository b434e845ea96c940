import type { Format } from '../format.ts';

/**
 * A circle of one facilitator and four professionals, only for tests: it holds what the engine must carry
 * and the published formats do not ask of it yet. Two closed spots in one beat, one of them not for
 * everyone; somebody without a pile of their own; a person chosen by one role; a word that passes among five; a repeat.
 */
export const kringVanVijf: Format = {
  id: 'kring-van-vijf',
  version: 1,
  seats: [
    { role: 'facilitator', atLeast: 1 },
    { role: 'professional', atLeast: 4 },
  ],
  steps: [
    {
      id: 'openen',
      chapter: 'begin',
      layout: 'lines',
      beats: [{ id: 'praten', until: { is: 'together', by: { role: 'facilitator' } } }],
    },
    {
      id: 'inbrengen',
      chapter: 'a',
      layout: 'strip',
      beats: [
        { id: 'kiezen', choices: ['inbrenger'], until: { is: 'chosen', choice: 'inbrenger' } },
        {
          id: 'kiezen',
          spots: ['inbreng'],
          teller: { chosen: 'inbrenger', otherwise: 'facilitator' },
          until: { is: 'together' },
        },
      ],
      choices: [{ id: 'inbrenger', by: { role: 'facilitator' }, options: 'person' }],
      spots: [
        {
          id: 'inbreng',
          laid: 'open',
          asks: { chosen: 'inbrenger', otherwise: 'facilitator' },
          atLeast: 0,
          atMost: 3,
          decks: [{ deck: 'gebeurtenis', atLeast: 0, atMost: 1 }],
          fields: ['who', 'place'],
        },
      ],
    },
    {
      id: 'herkennen',
      chapter: 'b',
      layout: 'sides',
      beats: [
        { id: 'kiezen', spots: ['herkend', 'oordeel'], until: { is: 'laid' } },
        { id: 'omdraaien', spots: ['herkend', 'oordeel'], until: { is: 'turned' } },
        {
          id: 'praten',
          spots: ['herkend', 'oordeel'],
          choices: ['wie-praat'],
          teller: { chosen: 'wie-praat', otherwise: 'facilitator' },
          until: { is: 'together' },
          hints: [{ when: { lies: 'boos', at: 'herkend' }, hint: 'boos' }],
        },
      ],
      choices: [{ id: 'wie-praat', by: 'everyone', options: 'person', passesTheWord: true }],
      spots: [
        {
          id: 'herkend',
          laid: 'closed',
          asks: 'everyone',
          atLeast: 1,
          atMost: 1,
          decks: [{ deck: 'gevoel', atLeast: 1, atMost: 2, for: { role: 'professional' } }],
          always: true,
        },
        {
          id: 'oordeel',
          laid: 'closed',
          asks: { role: 'professional' },
          atLeast: 1,
          atMost: 1,
          decks: [{ deck: 'fijn-lastig', atLeast: 1, atMost: 1 }],
          always: true,
        },
      ],
    },
    {
      id: 'meenemen-samen',
      chapter: 'c',
      layout: 'piles',
      beats: [{ id: 'kiezen', spots: ['voorstel'], choices: ['nog-een'], until: { is: 'together' } }],
      choices: [{ id: 'nog-een', by: 'everyone', options: ['ja', 'nee'] }],
      spots: [
        {
          id: 'voorstel',
          laid: 'open',
          asks: { role: 'professional' },
          atLeast: 0,
          atMost: 2,
          decks: [{ deck: 'verder', atLeast: 0, atMost: 1 }],
          fields: ['pile', 'who', 'when'],
          proposals: true,
        },
      ],
    },
  ],
  repeat: { from: 'inbrengen', to: 'meenemen-samen', when: { chose: 'nog-een', option: 'ja' } },
};
