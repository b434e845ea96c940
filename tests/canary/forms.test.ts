import { expect, it } from 'vitest';
import { formsOfText } from './forms.ts';
import { search } from './search.ts';

const word = 'zingt één "lied"?';
const around = (before: string) => Buffer.from(`${before}${word} en nog wat`);
const base64 = (before: string) => around(before).toString('base64');

it.each<[string, Buffer]>([
  ['a word', around('eerst ')],
  ['a word in base64', Buffer.from(base64('abc'))],
  ['a word in base64', Buffer.from(base64('abcd'))],
  ['a word in base64', Buffer.from(base64('abcde'))],
  ['a word in base64', Buffer.from(around('??').toString('base64url'))],
  ['a word in hex', Buffer.from(around('eerst ').toString('hex'))],
  ['a word in upper-case hex', Buffer.from(around('eerst ').toString('hex').toUpperCase())],
  ['a word in UTF-16LE', Buffer.from(around('x').toString(), 'utf16le')],
  ['a word in UTF-16BE', Buffer.from(around('x').toString(), 'utf16le').swap16()],
  ['a word in Latin-1', Buffer.from(around('x').toString(), 'latin1')],
  ['a word in a URL', Buffer.from(`/?q=${encodeURIComponent(word)}&r=1`)],
  ['a word in a form', Buffer.from(new URLSearchParams({ q: word, r: '1' }).toString())],
  ['a word in JSON', Buffer.from(`{"q":"zingt \\u00e9\\u00e9n \\"lied\\"?"}`)],
])('the search finds %s, in the middle of other bytes', (name, bytes) => {
  const found = search(new Map([['text', [bytes]]]), formsOfText('a word', word));
  expect(found).toContainEqual(
    expect.stringMatching(new RegExp(`^${name}(?:url)?(?: after \\d)? in the text$`, 'u')),
  );
});

it('what stands over the end, or is another word, is not found', () => {
  const places = new Map([['text', [around('').subarray(0, 12), Buffer.from('een ander lied')]]]);
  expect(search(places, formsOfText('a word', word))).toEqual([]);
});
