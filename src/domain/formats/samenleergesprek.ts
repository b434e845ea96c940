import type { Format } from '../format.ts';
import {
  agreeing,
  arrive,
  listening,
  lookBack,
  meaning,
  meantAndHeard,
  moment,
  mood,
  somethingElse,
  takeAlong,
  theme,
} from './steps.ts';

/** The whole conversation: half an hour or more, about any earlier moment, as often as both want. */
export const samenleergesprek: Format = {
  id: 'samenleergesprek',
  version: 1,
  seats: [
    { role: 'resident', atLeast: 1 },
    { role: 'professional', atLeast: 1 },
  ],
  steps: [
    ...arrive,
    mood,
    lookBack,
    theme,
    moment(5),
    meaning,
    listening,
    ...meantAndHeard,
    agreeing(5, true),
    somethingElse,
    takeAlong,
  ],
  repeat: { from: 'moment', to: 'afspraak', when: { chose: 'nog-een-moment', option: 'ja' } },
};
