import { useId, useState } from 'preact/hooks';
import { type PeoplePicture, peoplePictures } from '#domain/decks.ts';
import { Button } from '../components/button.tsx';
import { ListenButton } from '../components/listen-button.tsx';
import { Picture } from '../components/symbol.tsx';
import { textOf, useTexts } from '../components/texts.tsx';

export type Me = { readonly picture: PeoplePicture; readonly name?: string | undefined };

type Props = {
  /** Pictures others at the table have. */
  readonly taken?: readonly PeoplePicture[];
  /** How somebody is called already. */
  readonly first?: Me | undefined;
  readonly asksName: 'at-once' | 'when-wanted';
  readonly label: string;
  readonly onChosen: (me: Me) => void;
};

/** A picture to be at the table; a first name may come with it. */
export function ChooseMe({ taken = [], first, asksName, label, onChosen }: Props) {
  const texts = useTexts();
  const id = useId();
  const [picture, setPicture] = useState(first?.picture);
  const [name, setName] = useState(first?.name ?? '');
  const [writesName, setWritesName] = useState(asksName === 'at-once' || first?.name !== undefined);
  const trimmed = name.trim();
  return (
    <>
      <ListenButton />
      <div class="deck-cards people-pictures">
        {peoplePictures
          .filter((one) => !taken.includes(one))
          .map((one) => (
            <button
              type="button"
              key={one}
              class="deck-card"
              aria-pressed={picture === one}
              onClick={() => setPicture(one)}
            >
              <span class="symbol">
                <Picture id={one} />
                <span>{textOf(texts, `picture.${one}`)}</span>
              </span>
            </button>
          ))}
      </div>
      {writesName ? (
        <div class="own-words">
          <label for={id}>{texts.t('join.seat.name')}</label>
          <input
            id={id}
            dir="auto"
            maxLength={60}
            autocomplete="given-name"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
      ) : (
        <Button kind="small" onClick={() => setWritesName(true)}>
          {texts.t('button.naam-erbij')}
        </Button>
      )}
      <Button
        kind="main"
        disabled={!picture}
        onClick={() => picture && onChosen({ picture, ...(trimmed && { name: trimmed }) })}
      >
        {label}
      </Button>
    </>
  );
}
