import type { Format } from '../format.ts';
import { agreeing, arrive, lookBack, meaning, moment, somethingElse } from './steps.ts';

/** The default: about ten minutes, the last part of an ordinary talk, about that talk. */
export const samenleergesprekKort: Format = {
  id: 'samenleergesprek-kort',
  version: 1,
  seats: [
    { role: 'resident', atLeast: 1 },
    { role: 'professional', atLeast: 1 },
  ],
  steps: [...arrive, lookBack, moment(2, 'moment-kort'), meaning, agreeing(1, false), somethingElse],
  further: 'samenleergesprek',
};
