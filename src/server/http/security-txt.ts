const freshMs = 180 * 24 * 60 * 60 * 1000;

/** RFC 9116. It expires half a year after it was asked for: it is as fresh as the setting it comes from. */
export function securityTxt(contact: string, nowMs: number): string {
  const expires = new Date(nowMs + freshMs).toISOString().replace(/\.\d+Z$/u, 'Z');
  return `Contact: ${contact}\nExpires: ${expires}\nPreferred-Languages: nl, en\n`;
}
