import { symbolFileById } from '#content/symbols.ts';
import { textOf, useTexts } from './texts.tsx';

const files: Readonly<Record<string, string>> = symbolFileById;

/** A picture. Its word stands beside it, so it says nothing to a screen reader. */
export function Picture({ id, size = 64 }: { readonly id: string; readonly size?: number }) {
  return (
    <img
      class="picture"
      src={`/symbols/${files[id] ?? id}.svg`}
      alt=""
      width={size}
      height={size}
      decoding="async"
    />
  );
}

/** A symbol with its word, as it stands on every card. */
export function SymbolCard({ id, size = 64 }: { readonly id: string; readonly size?: number }) {
  const texts = useTexts();
  // Theme cards quote the method; the plain line below is what is read aloud.
  const plain = textOf(texts, `symbol.${id}.sub`);
  return (
    <span class="symbol">
      <Picture id={id} size={size} />
      <span>
        {textOf(texts, `symbol.${id}`)} {plain && <small>{plain}</small>}
      </span>
    </span>
  );
}
