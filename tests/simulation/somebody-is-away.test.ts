import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMemoryStore } from '#device/memory-store.ts';
import { anouk, bilal, deviceFor, inviteTo, joinAs, openTableFor, until } from '../people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { isAt, walkTo } from './walk.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

it('[SRV7] [REV2] who was gone before I came back is away in two minutes, and I can go on without them', async () => {
  let now = Date.now();
  const laptop = createMemoryStore();
  const [before, phone] = [await deviceFor(server.origin, laptop), await deviceFor(server.origin)];
  const opened = await openTableFor(anouk, before, 'samenleergesprek-kort');
  const guest = await joinAs(bilal, phone, await inviteTo(opened));
  for (const table of [opened, guest]) table.beHere(true);
  const { view } = await until(opened, ({ here }) => here.length === 1);
  expect(view?.others.map(({ id }) => id)).toEqual(opened.see().here);
  await walkTo('oefenen', [opened, guest]);
  for (const table of [opened, guest]) await table.lay('drinken', { symbols: ['thee'] });
  for (const table of [opened, guest]) await until(table, isAt('oefenen', 'omdraaien'));
  for (const table of [opened, guest]) await table.save();
  phone.close();
  before.close();

  const after = await deviceFor(server.origin, laptop, () => now);
  const table = after.table(opened.roomId);
  if (!table) throw new Error('the table is not on this device');
  const look = () => table.beHere(true);
  await until(table, ({ isConnected }) => isConnected);
  now += 119_000;
  look();
  expect(table.see()).toMatchObject({ here: [], away: [] });
  now += 2_000;
  look();
  expect(table.see()).toMatchObject({ here: [], away: [guest.see().view?.me.id] });

  await table.turn('drinken');
  expect(table.see().view?.shown?.state).toMatchObject({ id: 'ready-they-not' });
  await table.setAside(table.see().away[0] ?? expect.fail('nobody is away'));
  await until(table, (sight) => sight.view?.shown?.state.id === 'turn-asks');
  await table.turnWithout();
  await until(table, isAt('oefenen', 'praten'));
  after.close();
});
