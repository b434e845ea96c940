import type { Party, Step } from '../format.ts';

/**
 * The steps of a Samenleergesprek, after the conversation sheet of HAN and gemeente Zoetermeer (A, B, C,
 * themes, keep or change). Data only: what a step says is in content, under the same ids.
 */
const resident: Party = { role: 'resident' };
const professional: Party = { role: 'professional' };
const together = { is: 'together' } as const;

export const arrive: readonly Step[] = [
  {
    id: 'plaatjes',
    chapter: 'begin',
    layout: 'pictures',
    when: { firstRound: true },
    beats: [{ id: 'praten', until: together, goOnWord: 'ja-dezelfde' }],
  },
  {
    id: 'beloftes',
    wordsAgain: 'beloftes-weer',
    chapter: 'begin',
    layout: 'promises',
    beats: [{ id: 'praten', spots: ['belofte'], until: together }],
    spots: [
      {
        id: 'belofte',
        laid: 'open',
        asks: professional,
        atLeast: 0,
        atMost: 1,
        decks: [{ deck: 'belofte', atLeast: 1, atMost: 1 }],
        fixed: true,
      },
    ],
  },
  {
    id: 'oefenen',
    chapter: 'begin',
    layout: 'sides',
    practice: true,
    when: { firstRound: true },
    beats: [
      { id: 'kiezen', spots: ['drinken'], until: { is: 'laid' } },
      { id: 'omdraaien', spots: ['drinken'], until: { is: 'turned' } },
      { id: 'praten', until: together },
    ],
    spots: [
      {
        id: 'drinken',
        laid: 'closed',
        asks: 'everyone',
        atLeast: 1,
        atMost: 1,
        decks: [{ deck: 'oefenen', atLeast: 1, atMost: 1 }],
        always: true,
      },
    ],
  },
];

export const mood: Step = {
  id: 'hoe-gaat-het',
  chapter: 'begin',
  layout: 'sides',
  beats: [{ id: 'praten', spots: ['stemming'], until: together }],
  spots: [
    {
      id: 'stemming',
      laid: 'open',
      asks: 'everyone',
      atLeast: 0,
      atMost: 1,
      decks: [{ deck: 'gevoel', atLeast: 1, atMost: 2 }],
      always: true,
    },
  ],
};

export const lookBack: Step = {
  id: 'terugkijken',
  chapter: 'begin',
  layout: 'looking-back',
  when: { earlierAgreements: true },
  beats: [{ id: 'praten', spots: ['hoe-ging-het'], choices: ['hoe-verder'], until: together }],
  choices: [{ id: 'hoe-verder', by: 'everyone', options: ['zo-doorgaan', 'anders', 'klaar'] }],
  spots: [
    {
      id: 'hoe-ging-het',
      laid: 'open',
      asks: 'everyone',
      atLeast: 0,
      atMost: 5,
      decks: [{ deck: 'gelukt', atLeast: 1, atMost: 1 }],
      fields: ['about'],
      always: true,
    },
  ],
};

export const theme: Step = {
  id: 'thema',
  chapter: 'a',
  layout: 'sides',
  beats: [
    {
      id: 'kiezen',
      spots: ['thema'],
      choices: ['thema-hoe'],
      until: together,
      hints: [{ when: { chose: 'thema-hoe', option: 'kies-jij-maar' }, hint: 'gekozen-door-ander' }],
    },
  ],
  choices: [{ id: 'thema-hoe', by: resident, options: ['zelf', 'kies-jij-maar', 'al-een-moment'] }],
  spots: [
    {
      id: 'thema',
      laid: 'open',
      asks: {
        when: { chose: 'thema-hoe', option: 'kies-jij-maar' },
        party: professional,
        otherwise: resident,
      },
      atLeast: 0,
      atMost: 1,
      decks: [
        { deck: 'thema', atLeast: 1, atMost: 1 },
        { deck: 'thema-klein', atLeast: 0, atMost: 2 },
      ],
    },
  ],
};

export function moment(balloons: number, words?: string): Step {
  return {
    id: 'moment',
    ...(words && { words }),
    chapter: 'a',
    layout: 'strip',
    questions: true,
    beats: [
      {
        id: 'kiezen',
        spots: ['strook'],
        choices: ['verteller'],
        teller: { chosen: 'verteller', otherwise: 'resident' },
        until: together,
      },
    ],
    choices: [{ id: 'verteller', by: 'everyone', options: 'person' }],
    spots: [
      {
        id: 'strook',
        laid: 'open',
        asks: 'everyone',
        atLeast: 0,
        atMost: balloons,
        decks: [{ deck: 'gebeurtenis', atLeast: 0, atMost: 1 }],
        fields: ['who', 'place'],
        always: true,
      },
    ],
  };
}

export const meaning: Step = {
  id: 'betekenis',
  chapter: 'b',
  layout: 'sides',
  questions: true,
  beats: [
    { id: 'kiezen', spots: ['betekenis'], until: { is: 'laid' } },
    { id: 'omdraaien', spots: ['betekenis'], until: { is: 'turned' } },
    {
      id: 'praten',
      spots: ['betekenis'],
      choices: ['wie-begint'],
      teller: { chosen: 'wie-begint', otherwise: 'professional' },
      until: together,
      hints: [
        { when: { lies: 'lastig', at: 'betekenis' }, hint: 'lastig' },
        { when: { lies: 'allebei', at: 'betekenis' }, hint: 'lastig' },
      ],
    },
  ],
  choices: [{ id: 'wie-begint', by: 'everyone', options: 'person', passesTheWord: true }],
  spots: [
    {
      id: 'betekenis',
      laid: 'closed',
      asks: 'everyone',
      atLeast: 1,
      atMost: 1,
      decks: [
        { deck: 'fijn-lastig', atLeast: 1, atMost: 1 },
        { deck: 'gevoel', atLeast: 0, atMost: 2 },
      ],
      always: true,
    },
  ],
};

const givenBack = { givesBack: true, goOnWord: 'ja-zo-is-het' } as const;

/** Spoken; nothing of it is stored. The professional gives back first, so the resident tells first here. */
export const listening: Step = {
  id: 'luisterbeurt',
  chapter: 'b',
  layout: 'sides',
  beats: [
    { id: 'praten', teller: resident, until: { is: 'together', by: resident }, ...givenBack },
    { id: 'praten', teller: professional, until: { is: 'together', by: professional }, ...givenBack },
  ],
};

const wantsPair = { chose: 'bedoeld-bekijken', option: 'samen-bekijken' } as const;
const byNobodyHere = { onlyOthersIn: 'strook' } as const;

function intentAndImpact(id: string, doer: Party, other: Party, choices: Step['choices']): Step {
  return {
    id,
    chapter: 'b',
    layout: 'sides',
    when:
      id === 'bedoeld'
        ? { all: [wantsPair, { not: byNobodyHere }] }
        : { all: [wantsPair, { not: byNobodyHere }, { chose: 'andersom', option: 'ook-andersom' }] },
    beats: [
      { id: 'kiezen', spots: [id], until: { is: 'laid' } },
      { id: 'omdraaien', spots: [id], until: { is: 'turned' } },
      {
        id: 'praten',
        spots: [id],
        until: together,
        ...(choices && { choices: choices.map((choice) => choice.id) }),
      },
    ],
    ...(choices && { choices }),
    spots: [
      {
        id,
        laid: 'closed',
        asks: 'everyone',
        atLeast: 1,
        atMost: 1,
        decks: [
          { deck: 'bedoeld', atLeast: 1, atMost: 1, for: doer },
          { deck: 'aangekomen', atLeast: 1, atMost: 1, for: other },
        ],
        always: true,
      },
    ],
  };
}

const doer: Party = { namedIn: 'strook', otherwise: 'professional' };
const receiver: Party = { notNamedIn: 'strook', otherwise: 'professional' };

/** Optional: what was meant beside how it landed. Nothing is computed; people look themselves. */
export const meantAndHeard: readonly Step[] = [
  {
    id: 'bedoeld-vraag',
    chapter: 'b',
    layout: 'lines',
    when: { not: byNobodyHere },
    beats: [
      {
        id: 'kiezen',
        choices: ['bedoeld-bekijken'],
        until: { is: 'chosen', choice: 'bedoeld-bekijken' },
      },
    ],
    choices: [
      {
        id: 'bedoeld-bekijken',
        by: 'everyone',
        options: ['samen-bekijken', 'niet-nu'],
        together: 'samen-bekijken',
      },
    ],
  },
  intentAndImpact('bedoeld', doer, receiver, [{ id: 'andersom', by: 'everyone', options: ['ook-andersom'] }]),
  intentAndImpact('andersom', receiver, doer, undefined),
];

export function agreeing(proposals: number, mayRepeat: boolean): Step {
  return {
    id: 'afspraak',
    chapter: 'c',
    layout: 'piles',
    beats: [
      {
        id: 'kiezen',
        spots: ['dit-doen-we'],
        until: together,
        hints: [
          {
            when: {
              all: [
                { lies: 'fijn', at: 'betekenis' },
                { not: { lies: 'lastig', at: 'betekenis' } },
                { not: { lies: 'allebei', at: 'betekenis' } },
              ],
            },
            hint: 'alleen-fijn',
          },
        ],
        ...(mayRepeat && { choices: ['nog-een-moment'] }),
      },
    ],
    ...(mayRepeat && {
      choices: [{ id: 'nog-een-moment', by: 'everyone' as const, options: ['ja', 'nee'] }],
    }),
    spots: [
      {
        id: 'dit-doen-we',
        laid: 'open',
        asks: 'everyone',
        atLeast: 0,
        atMost: proposals,
        decks: [{ deck: 'verder', atLeast: 0, atMost: 1 }],
        fields: ['pile', 'who', 'when'],
        proposals: true,
        always: true,
      },
    ],
  };
}

export const somethingElse: Step = {
  id: 'nog-iets',
  chapter: 'klaar',
  layout: 'sides',
  beats: [
    {
      id: 'praten',
      spots: ['nog-iets'],
      until: together,
      goOnWord: 'nee-klaar',
      openWord: 'ja-nog-iets',
    },
  ],
  spots: [
    {
      id: 'nog-iets',
      laid: 'open',
      asks: 'everyone',
      atLeast: 0,
      atMost: 3,
      decks: [
        { deck: 'nog-iets', atLeast: 1, atMost: 1 },
        { deck: 'gevoel', atLeast: 0, atMost: 1 },
      ],
      mayKeep: true,
    },
  ],
};

export const takeAlong: Step = {
  id: 'meenemen',
  chapter: 'klaar',
  layout: 'sides',
  leaving: true,
  beats: [{ id: 'praten', spots: ['meenemen'], until: together }],
  spots: [
    {
      id: 'meenemen',
      laid: 'open',
      asks: 'everyone',
      atLeast: 0,
      atMost: 1,
      decks: [{ deck: 'meenemen', atLeast: 0, atMost: 1 }],
      mayKeep: true,
      always: true,
    },
  ],
};
