/** `npm run bench`: prints tables; asserts nothing. Times are this machine's, so read the ratios. */
import { readFileSync } from 'node:fs';
import { measureFirstMinute } from './first-minute.mjs';
import { measureOneCard } from './one-card.mjs';
import { measurePageWeight } from './page-weight.mjs';
import { measureStart } from './start.mjs';

const budgets = JSON.parse(readFileSync(new URL('./budgets.json', import.meta.url), 'utf8'));

console.log('Downloaded by a phone, KiB over the line: all, and JavaScript with CSS alone');
for (const { screen, newKiB, allKiB, codeKiB } of await measurePageWeight()) {
  const [fresh, all, code] = [newKiB, allKiB, codeKiB].map((size) => size.toFixed(1).padStart(7));
  console.log(`  ${screen.padEnd(22)} ${fresh} new ${all} in all ${code} code`);
}
console.log(
  `  budgets, gzip, held by npm test: invitation ${budgets.invitationKiB} (code), table ${budgets.tableKiB} (code and symbols)`,
);

console.log(
  '\nFrom the link to "Ik doe mee" that can be tapped, slow 4G and a quarter of the processor, seconds',
);
for (const [name, times] of Object.entries(await measureFirstMinute())) {
  console.log(`  ${name.padEnd(22)} median ${at(times, 0.5, 2)}   slowest ${at(times, 1, 2)}`);
}
console.log(`  budget                 median ${budgets.usableSeconds.toFixed(2)}`);

const { cards, echoes } = await measureOneCard();
console.log(`\nFrom laying a card to seeing it on the other page, ms, ${cards.length} cards`);
printBeside({ 'one card': cards, 'bare echo': echoes }, [0.5, 0.99]);

const starts = await measureStart();
console.log(
  `\nFrom npm start to the first answer, installed and built, ms, ${starts['first start'].length} times`,
);
printBeside(starts, [0.5, 1]);

/** Each line's times, and how many times those of the last line they are. */
function printBeside(timesByName, shares) {
  const bare = Object.values(timesByName).at(-1);
  for (const [name, times] of Object.entries(timesByName)) {
    const parts = shares.map((share) => {
      const ratio = (Number(at(times, share)) / Number(at(bare, share))).toFixed(1);
      return `p${100 * share} ${at(times, share).padStart(7)} (${ratio} ×)`;
    });
    console.log(`  ${name.padEnd(22)} ${parts.join('   ')}`);
  }
}

function at(times, share, digits = 1) {
  const sorted = [...times].sort((one, other) => one - other);
  return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(digits);
}
