/**
 * Copies the OpenMoji pictures that we use into public/symbols, lighter, and writes their attribution. Run it by
 * hand after changing a list below; what it makes is checked in. Pictures drawn by us live in that folder itself
 * and are never touched.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'public', 'symbols');
const openMoji = join(root, 'node_modules', 'openmoji');

/** File name in public/symbols: OpenMoji's code. */
const codeByFile = {
  // altijd, oefenen, fijn-lastig
  'dat-houd-ik-voor-mij': '1F512',
  'ik-zeg-het-zelf': '1F4AC',
  'ik-weet-het-niet': '1F937',
  koffie: '2615',
  thee: '1FAD6',
  fijn: '1F33B',
  lastig: '1F335',
  // gevoel
  blij: '1F60A',
  verdrietig: '1F622',
  rustig: '1F60C',
  stress: '1F630',
  veilig: '1F6E1',
  bang: '1F628',
  opgelucht: '1F62E-200D-1F4A8',
  boos: '1F620',
  trots: '1F3C5',
  'ik-schaam-me': '1FAE3',
  'niet-gezien': '1FAE5',
  sterk: '1F4AA',
  hoop: '1F305',
  'geen-hoop': 'E282',
  welkom: '1F917',
  alleen: '1F464',
  energie: '1F50B',
  moe: '1FAAB',
  verbaasd: '1F62E',
  // gebeurtenis
  vragen: '2753',
  uitleggen: '1F5E3',
  luisteren: '1F442',
  'stil-zijn': '1F636',
  'op-het-scherm-kijken': '1F5A5',
  lachen: '1F604',
  'iets-aardigs-zeggen': '1F31F',
  'ja-zeggen': '2714',
  'nee-zeggen': '1F645',
  haast: '1F3C3',
  'te-laat': '23F0',
  brief: '2709',
  bellen: '1F4DE',
  afspraak: '1F4C5',
  regels: '2696',
  werk: '1F4BC',
  geld: '1F4B6',
  thuis: '1F3E0',
  hulp: '1F6DF',
  // bedoeld
  'jou-begrijpen': '1F9E9',
  'samen-zoeken': '1F50D',
  'moed-geven': '1F44F',
  'zeggen-tot-hier': '270B',
  'hulp-vragen': '1F64B',
  'mezelf-beschermen': '2602',
  // aangekomen
  moeten: '1FAF8',
  controle: 'E1C4',
  duidelijk: '1F4A1',
  'niet-duidelijk': '1F32B',
  samen: '1F465',
  'jij-bent-de-baas': '1F451',
  kritiek: '1F5EF',
  // verder, wanneer
  'zo-doorgaan': '1F501',
  'eerst-vragen-hoe-gaat-het': '1F44B',
  'rustig-praten': '1F422',
  'makkelijke-woorden': '1F524',
  'plaatjes-erbij': '1F5BC',
  'laten-uitpraten': 'E248',
  opschrijven: '1F4DD',
  'iemand-meenemen': '1F9D1-200D-1F91D-200D-1F9D1',
  'eerder-laten-weten': '1F514',
  'meer-tijd': '23F3',
  'volgend-gesprek': '1FA91',
  // meenemen
  'iets-over-jou': '1F9D1',
  'iets-over-mij': '1FA9E',
  'iets-om-te-doen': '1F392',
  'ik-denk-er-nog-over': '1F4AD',
  // thema
  'thema-1': 'E24A',
  'thema-2': '1F3C1',
  'thema-3': '1F45F',
  'thema-4': '2795',
  'hoe-we-praten': 'E246',
  'hoe-we-samenwerken': 'E249',
  doelen: '1F3AF',
  resultaten: '2705',
  'bij-wat-je-nodig-hebt': '1F9F0',
  // promises
  'belofte-6': '1F5D1',
  // devices
  tablet: '1F4F1',
  // people
  zon: '2600',
  boom: '1F333',
  berg: '1F3D4',
  golf: '1F30A',
  ster: '2B50',
  vogel: '1F426',
  vis: '1F41F',
  blad: '1F343',
  boot: '26F5',
  fiets: '1F6B2',
  citroen: '1F34B',
  olijf: '1FAD2',
  // check pictures [INV4]
  appel: '1F34E',
  banaan: '1F34C',
  aardbei: '1F353',
  kersen: '1F352',
  druiven: '1F347',
  ananas: '1F34D',
  meloen: '1F349',
  wortel: '1F955',
  mais: '1F33D',
  paprika: '1FAD1',
  ui: '1F9C5',
  paddenstoel: '1F344',
  brood: '1F35E',
  kaas: '1F9C0',
  ei: '1F373',
  taart: '1F382',
  ijs: '1F366',
  pizza: '1F355',
  kat: '1F408',
  paard: '1F40E',
  koe: '1F404',
  schaap: '1F411',
  eend: '1F986',
  konijn: '1F407',
  olifant: '1F418',
  leeuw: '1F981',
  giraf: '1F992',
  slak: '1F40C',
  vlinder: '1F98B',
  bij: '1F41D',
  pinguin: '1F427',
  kikker: '1F438',
  muis: '1F401',
  beer: '1F43B',
  auto: '1F697',
  bus: '1F68D',
  trein: '1F686',
  vliegtuig: '2708',
  tractor: '1F69C',
  bed: '1F6CF',
  bank: '1F6CB',
  bad: '1F6C1',
  lepel: '1F944',
  bezem: '1F9F9',
  emmer: '1FAA3',
  ladder: '1FA9C',
  radio: '1F4FB',
  tas: '1F45C',
  jas: '1F9E5',
  broek: '1F456',
  jurk: '1F457',
  sok: '1F9E6',
  hoed: '1F452',
  bril: '1F453',
  handschoen: '1F9E4',
  gitaar: '1F3B8',
  trommel: '1F941',
  piano: '1F3B9',
  ballon: '1F388',
  cadeau: '1F381',
  boek: '1F4D5',
  potlood: '270F',
  wolk: '2601',
  roos: '1F339',
};

/** Drawn by us in OpenMoji's style; the codes are of the pictures of which parts were used. */
const drawn = {
  water: ['1F95B'],
  allebei: [],
  gehoord: ['1F5E3', '1F442'],
  'niet-gehoord': ['1F5E3'],
  gezien: [],
  klein: ['1F464', '1F9D1'],
  'eerlijk-zijn': ['1F5E3'],
  aandacht: ['1F5E3'],
  vertrouwen: ['1FAF4', '1F426'],
  respect: ['1F9D1'],
  'scherm-weg': ['1F5A5'],
  vandaag: [],
  'deze-week': [],
  'over-een-maand': [],
  gelukt: [],
  'een-beetje': [],
  'nog-niet': [],
  'belofte-1': ['1F9D1', '1F6AA'],
  'belofte-2': ['1F4C1'],
  'belofte-3': ['1F9D1'],
  'belofte-4': ['1F9D1'],
  'belofte-5': [],
  'belofte-7': ['1F9D1'],
  uitnodiging: [],
  sleutel: [],
  papier: [],
  praten: [],
  pauze: [],
  stoppen: [],
  luister: [],
  help: [],
};

for (const [file, code] of Object.entries(codeByFile)) {
  const svg = readFileSync(join(openMoji, 'color', 'svg', `${code}.svg`), 'utf8');
  writeFileSync(join(folder, `${file}.svg`), lighter(svg));
}
const missing = Object.keys(drawn).filter((file) => !existsSync(join(folder, `${file}.svg`)));
if (missing.length > 0) throw new Error(`Not drawn: ${missing.join(', ')}`);
writeFileSync(join(folder, 'ATTRIBUTION.md'), attribution());

/** The same picture in fewer bytes: no comments or names, no groups that only name, two decimals. */
function lighter(svg) {
  const bare = svg
    .replace(/<\?xml[^>]*>|<!--[\s\S]*?-->/g, '')
    .replace(/ (?:id|version|stroke-miterlimit|xmlns:\w+)="[^"]*"/g, '')
    .replace(/<g\s*\/>/g, '')
    .replace(/<g>((?:(?!<\/?g\b)[\s\S])*)<\/g>/g, '$1')
    .replaceAll('#000000', '#000')
    .replaceAll(' fill="#000"', '')
    .replace(/ (?!transform)[\w-]+="[^"]*"/g, (attribute) =>
      attribute.replace(/\.\d{3,}(?!\d*e)/g, twoDecimals),
    )
    .replace(/ d="([^"]*)"/g, (_, path) => ` d="${closer(path)}"`);
  return `${bare.replace(/\s+/g, ' ').replaceAll('> <', '><').trim()}\n`;
}

/** A path without the spaces that a reader of SVG does not need. */
function closer(path) {
  return path
    .replace(/[\s,]+/g, ' ')
    .replace(/ ?([a-zA-Z]) ?| (?=-)/g, '$1')
    .trim();
}

/** Never carries into the digits before the point: there may be an arc's flag glued to them. */
function twoDecimals(fraction) {
  const hundredths = Math.min(99, Math.round(Number(`0${fraction}`) * 100));
  return `.${String(hundredths).padStart(2, '0').replace(/0$/, '')}`;
}

function attribution() {
  const titleByCode = new Map(
    JSON.parse(readFileSync(join(openMoji, 'data', 'openmoji.json'), 'utf8')).map((emoji) => [
      emoji.hexcode,
      emoji.annotation,
    ]),
  );
  const named = (code) => `${code} (${titleByCode.get(code)})`;
  const copies = Object.entries(codeByFile).map(([file, code]) => `- ${file}.svg: ${named(code)}`);
  const own = Object.entries(drawn).map(
    ([file, codes]) =>
      `- ${file}.svg${codes.length > 0 ? `: with parts of ${codes.map(named).join(', ')}` : ''}`,
  );
  return `# Attribution of the symbols

All pictures in this folder are under the licence CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/

## From OpenMoji

Designed by OpenMoji, the open-source emoji and icon project, https://openmoji.org, version 17. We changed only the
file: names, groups and comments left out, numbers rounded.

${copies.join('\n')}

## Drawn by us

By the Samenleerwijzer contributors, in the style of OpenMoji and under the same licence.

${own.join('\n')}
`;
}
