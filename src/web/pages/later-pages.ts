import { later } from '../components/later.tsx';

/** A phone that scanned waits for the invitation only; every other page is a file of its own. */
export const HomePage = later(async () => (await import('./home-page.tsx')).HomePage);
export const OpenPage = later(async () => (await import('./open-page.tsx')).OpenPage);
export const TableHere = later(async () => (await import('../table/table-here.tsx')).TableHere);
export const CopyHere = later(async () => (await import('./copy-here.tsx')).CopyHere);
export const OwnCardsHere = later(async () => (await import('../table/own-cards.tsx')).OwnCardsHere);
export const PaperPage = later(async () => (await import('./paper-page.tsx')).PaperPage);
export const AboutPage = later(async () => (await import('./about-page.tsx')).AboutPage);
export const ReturnPage = later(async () => (await import('./return-page.tsx')).ReturnPage);
