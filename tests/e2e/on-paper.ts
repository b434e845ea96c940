import type { Page } from '@playwright/test';

/** A page as it comes out of a printer. */
export type Paper = {
  /** What can be read on it; nothing that only a screen shows. */
  readonly words: string;
  readonly sheets: number;
  /** Whether its PDF says what is a heading, for whoever has it read aloud. */
  readonly isTagged: boolean;
};

export async function putOnPaper(page: Page): Promise<Paper> {
  await page.emulateMedia({ media: 'print' });
  const words = await page.locator('body').innerText();
  const pdf = (await page.pdf({ preferCSSPageSize: true, tagged: true })).toString('latin1');
  await page.emulateMedia({ media: null });
  const isTagged = [/\/MarkInfo/, /\/StructTreeRoot/, /\/S \/H\d/].every((tag) => tag.test(pdf));
  return { words, sheets: pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0, isTagged };
}
