import type { TableView } from '#domain/table-view.ts';
import { Content } from '../components/card-face.tsx';

/** What was agreed before, to look back on. */
export function EarlierAgreements({ view }: { readonly view: TableView }) {
  const people = [view.me, ...view.others];
  return (
    <ul class="earlier">
      {view.shown?.earlier.map(({ card, content }) => (
        <li key={card} class="card">
          <Content content={content} people={people} />
        </li>
      ))}
    </ul>
  );
}
