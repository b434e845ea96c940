/** `npm run bench`: prints tables; asserts nothing. Times are this machine's, so read the ratios. */
import { measureOneCard } from './one-card.mjs';
import { measurePageWeight } from './page-weight.mjs';

console.log('Downloaded by a phone, KiB over the line');
for (const { screen, newKiB, allKiB } of await measurePageWeight()) {
  console.log(
    `  ${screen.padEnd(22)} ${newKiB.toFixed(1).padStart(7)} new ${allKiB.toFixed(1).padStart(8)} in all`,
  );
}

const { cards, echoes } = await measureOneCard();
console.log(`\nFrom laying a card to seeing it on the other page, ms, ${cards.length} cards`);
for (const [name, times] of [
  ['one card', cards],
  ['bare echo', echoes],
]) {
  console.log(`  ${name.padEnd(22)} p50 ${at(times, 0.5)}   p99 ${at(times, 0.99)}`);
}
console.log(`  ratio at p50           ${(Number(at(cards, 0.5)) / Number(at(echoes, 0.5))).toFixed(1)}`);

function at(times, share) {
  const sorted = [...times].sort((one, other) => one - other);
  return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
}
