/** Every form in which something could stand somewhere: what a search looks for. */
export type Needle = { readonly name: string; readonly bytes: Buffer };

/** A text as it is, in URLs, in UTF-16, and in all that bytes can become. */
export function formsOfText(name: string, text: string): Needle[] {
  const utf16 = Buffer.from(text, 'utf16le');
  return [
    ...formsOfBytes(name, Buffer.from(text, 'utf8')),
    { name: `${name} in UTF-16LE`, bytes: utf16 },
    { name: `${name} in UTF-16BE`, bytes: Buffer.from(utf16).swap16() },
    { name: `${name} in Latin-1`, bytes: Buffer.from(text, 'latin1') },
    { name: `${name} in a URL`, bytes: Buffer.from(encodeURIComponent(text)) },
    { name: `${name} in a form`, bytes: Buffer.from(new URLSearchParams({ '': text }).toString().slice(1)) },
    { name: `${name} in JSON`, bytes: Buffer.from(toAsciiJson(text)) },
  ];
}

/** Bytes as they are, in hex, and in base64 and base64url wherever among other bytes they stand. */
export function formsOfBytes(name: string, bytes: Uint8Array): Needle[] {
  const raw = Buffer.from(bytes);
  const hex = raw.toString('hex');
  const forms = new Map([
    [hex, `${name} in hex`],
    [hex.toUpperCase(), `${name} in upper-case hex`],
  ]);
  for (const before of [0, 1, 2]) {
    const base64 = base64Within(raw, before);
    forms.set(base64, `${name} in base64 after ${before}`);
    forms.set(base64.replaceAll('+', '-').replaceAll('/', '_'), `${name} in base64url after ${before}`);
  }
  const texts = [...forms].map(([text, form]) => ({ name: form, bytes: Buffer.from(text) }));
  return [{ name, bytes: raw }, ...texts];
}

/** The characters that depend on these bytes alone, when so many others stand before them. */
function base64Within(bytes: Buffer, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}

function toAsciiJson(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
