import { type Browser, expect } from '@playwright/test';
import { bothAgree, bothGoOn, bothSee, layAndTurn, type Pair, sitTogether, tap } from './people.ts';
import { organisation, test } from './server.ts';

const meaning = 'B. Wat deed dit met mij? Waarom was dit goed of lastig?';

/** Both sit where the first cards about the moment are laid. */
async function sitAtMeaning(browser: Browser, origin: string): Promise<Pair> {
  const pair = await sitTogether(browser, origin, { arrives: true });
  await bothSee(pair, 'A. Wat gebeurde er? Wat werd er gezegd?');
  await bothGoOn(pair);
  await bothSee(pair, meaning);
  return pair;
}

test('[REV2] Bilal keeps it to himself, and until the cards turn nobody sees that', async ({
  browser,
  server,
}) => {
  const pair = await sitAtMeaning(browser, server.origin);
  const { anouk, bilal } = pair;
  await tap(anouk, 'fijn');
  await tap(anouk, 'Leg dicht neer');
  await tap(bilal, 'dat houd ik voor mij');
  await expect(bilal.getByText('Gevoel', { exact: true })).toBeHidden();
  await tap(bilal, 'Leg dicht neer');
  await expect(bilal.locator('.side-mine').getByText('Dicht. Anouk ziet dit nog niet.')).toBeVisible();
  await expect(bilal.getByText('Ik zet dit niet in je dossier. — Anouk')).toBeVisible();
  const his = anouk.locator('.side-theirs .card');
  await expect(his).toHaveText('ZonDichte kaart van Zon');
  await tap(bilal, 'Samen omdraaien');
  await expect(bilal.getByText('Jij bent klaar. Anouk nog niet.')).toBeVisible();
  await expect(bilal.locator('.tray')).toHaveCount(0);
  await tap(anouk, 'Samen omdraaien');
  await expect(his.getByText('Zon houdt dit voor zich.')).toBeVisible();
  for (const page of [anouk, bilal])
    await expect(page.getByText('Op tafel. Jullie zien dit allebei.')).toHaveCount(1);
  await bothGoOn(pair);
});

test('[REV2] what Bilal takes back after both have laid is never seen', async ({ browser, server }) => {
  const pair = await sitAtMeaning(browser, server.origin);
  const { anouk, bilal } = pair;
  for (const page of [anouk, bilal]) {
    await tap(page, 'lastig');
    await tap(page, 'Leg dicht neer');
  }
  await bilal.getByRole('button', { name: 'Neem terug: lastig' }).click();
  await expect(anouk.getByRole('button', { name: 'Samen omdraaien' })).toHaveCount(0);
  await tap(bilal, 'fijn');
  await tap(bilal, 'Leg dicht neer');
  for (const page of [bilal, anouk]) await tap(page, 'Samen omdraaien');
  await expect(anouk.locator('.side-theirs .card-content')).toHaveText('fijn');
});

test('only a good moment is a whole conversation', async ({ browser, server }) => {
  const pair = await sitAtMeaning(browser, server.origin);
  const { bilal } = pair;
  await layAndTurn(pair, ['fijn'], ['fijn', 'blij']);
  await bothGoOn(pair);
  await expect(bilal.getByText('Dit houden we. Meer hoeft niet.')).toBeVisible();
  for (const step of ['Dit houden we', 'zo doorgaan', 'Samen', 'Leg neer']) await tap(bilal, step);
  await bothAgree(pair);
  await bothGoOn(pair);
  await bothGoOn(pair, 'Nee, klaar');
  await bothSee(pair, 'Dit gesprek is klaar.');
});

test('a resident who lays nothing where nothing is asked reaches the end, and nothing is called incomplete', async ({
  browser,
  server,
}) => {
  const pair = await sitAtMeaning(browser, server.origin);
  const { bilal } = pair;
  await layAndTurn(pair, ['lastig'], ['dat houd ik voor mij']);
  await bothGoOn(pair);
  await bothSee(pair, 'C. Wat willen we behouden of veranderen? Wat gaan we anders doen?');
  await bothGoOn(pair);
  await bothGoOn(pair, 'Nee, klaar');
  await bothSee(pair, 'Dit gesprek is klaar.');
  await expect(bilal.locator('.ending .card')).toHaveCount(0);
});

test('Bilal pauses, goes on, and stops: his closed card stays closed, no reason is asked, and support is named', async ({
  browser,
  server,
}) => {
  const pair = await sitAtMeaning(browser, server.origin);
  const { anouk, bilal } = pair;
  await tap(bilal, 'lastig');
  await tap(bilal, 'Leg dicht neer');
  for (const name of ['Stop of pauze', 'Even pauze']) await tap(bilal, name);
  await expect(anouk.getByText('Zon wil even pauze.')).toBeInViewport();
  await expect(bilal.getByText('Even pauze. Je kaarten blijven liggen.')).toBeInViewport();
  await tap(bilal, 'Ga verder');
  await expect(anouk.getByText('Zon wil even pauze.')).toBeHidden();

  await tap(bilal, 'Stop of pauze');
  await expect(bilal.getByText('Je hoeft niets uit te leggen.')).toBeVisible();
  await expect(bilal.getByText(organisation.SUPPORT_TEXT)).toBeVisible();
  await tap(bilal, 'Stoppen. Bewaar mijn kaarten.');
  await expect(anouk.getByText('Zon stopt nu. Dat is goed.')).toBeVisible();
  await bothSee(pair, 'Dit gesprek is gestopt. Dat is goed.');
  await tap(anouk, 'Kijk terug');
  await expect(anouk.locator('.side-theirs .card')).toHaveText('ZonDichte kaart van Zon');
  await anouk.reload();
  await tap(anouk, 'Kijk terug');
  await expect(anouk.locator('.side-theirs .card')).toHaveText('ZonDichte kaart van Zon');
});

test('[SRV7] [REV2] Bilal is gone when Anouk comes back: she goes on without him, and is asked before her card turns', async ({
  browser,
  server,
}) => {
  const pair = await sitAtMeaning(browser, server.origin);
  const { anouk, bilal } = pair;
  await expect(anouk.getByText('Zon zit aan tafel.')).toBeVisible();
  for (const page of [anouk, bilal]) {
    await tap(page, 'lastig');
    await tap(page, 'Leg dicht neer');
  }
  await tap(anouk, 'Samen omdraaien');
  await expect(anouk.getByText('Veilig bewaard')).toBeVisible();
  await bilal.close();
  await anouk.clock.install();
  await anouk.reload();
  await expect(anouk.getByText('Veilig bewaard')).toBeVisible();
  await expect(anouk.getByText('Jij bent klaar. Zon nog niet.')).toBeVisible();
  await anouk.clock.fastForward('02:30');
  await expect(anouk.getByText('Zon is er even niet.')).toBeVisible();
  await tap(anouk, 'Zonder Zon verder');
  await expect(anouk.getByText('Zon draait niet mee om.')).toBeVisible();
  await expect(anouk.getByText('Wil je jouw kaart toch omdraaien?')).toBeVisible();
  await tap(anouk, 'Wacht op Zon');
  await expect(anouk.getByText('Wij wachten op Zon.')).toBeVisible();
  await tap(anouk, 'Ja, draai om');
  await expect(anouk.locator('.side-mine').getByText('lastig')).toBeVisible();
  await expect(anouk.locator('.state-line')).toHaveText('Praat samen. Je hoeft niets te tikken.');
});
