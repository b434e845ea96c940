import type { Format } from '../format.ts';

/** The hand: a room of one, where cards wait that only their owner sees. The same engine runs it. */
export const mijnKaarten: Format = {
  id: 'mijn-kaarten',
  version: 1,
  seats: [{ role: 'self', atLeast: 1 }],
  steps: [
    {
      id: 'mijn-kaarten',
      chapter: 'begin',
      layout: 'lines',
      beats: [{ id: 'kiezen', spots: ['mijn-kaarten'], until: { is: 'together' } }],
      spots: [
        {
          id: 'mijn-kaarten',
          laid: 'open',
          asks: 'everyone',
          atLeast: 0,
          atMost: 200,
          decks: [
            { deck: 'gebeurtenis', atLeast: 0, atMost: 1 },
            { deck: 'gevoel', atLeast: 0, atMost: 2 },
          ],
          fields: ['day'],
          takesAny: true,
        },
      ],
    },
  ],
};
