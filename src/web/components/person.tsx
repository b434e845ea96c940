import type { Texts } from '#content/texts.ts';
import type { Person } from '#domain/table-view.ts';
import { Picture } from './symbol.tsx';
import { textOf, useTexts } from './texts.tsx';

/** A first name, or the word of the picture somebody chose. */
export function nameOf(texts: Texts, person: Pick<Person, 'name' | 'picture'>): string {
  return person.name ?? textOf(texts, `picture.${person.picture}`);
}

/** Somebody at the table: picture, colour and shape of the chair, name. Never colour alone. */
export function PersonBadge({ person, isMe = false }: { readonly person: Person; readonly isMe?: boolean }) {
  const texts = useTexts();
  return (
    <span class={`person chair-${person.chair % 6}`}>
      <span class="person-picture">
        <Picture id={person.picture} size={36} />
      </span>
      <bdi>{isMe ? texts.t('who.me') : nameOf(texts, person)}</bdi>
    </span>
  );
}
