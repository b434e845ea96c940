import type { Texts } from '#content/texts.ts';
import type { Person } from '#domain/person.ts';
import { Picture } from './symbol.tsx';
import { textOf, useTexts } from './texts.tsx';

/** A first name, or the word of the picture somebody chose. */
export function nameOf(texts: Texts, person: Pick<Person, 'name' | 'picture'>): string {
  return person.name ?? textOf(texts, `picture.${person.picture}`);
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** The name as it goes into a sentence: one written the other way round keeps the words around it in place. */
export function nameInText(texts: Texts, person: Pick<Person, 'name' | 'picture'>): string {
  const name = nameOf(texts, person);
  // First strong isolate … pop directional isolate (Unicode UAX 9).
  return rightToLeft.test(name) ? `\u2068${name}\u2069` : name;
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
      {person.isGuest && (
        <span class="at-tablet">
          <Picture id="tablet" size={20} />
          <span class="only-heard">{texts.t('card.tablet')}</span>
        </span>
      )}
    </span>
  );
}
