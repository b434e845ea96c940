import type { ComponentChildren } from 'preact';

type Props = {
  readonly children: ComponentChildren;
  readonly onClick: () => void;
  /** main: the one thing to do now. plain: beside it, equal in size. small: beside a card or the bar. */
  readonly kind?: 'main' | 'plain' | 'small';
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly label?: string;
};

const looks = {
  main: 'utrecht-button--primary-action',
  plain: 'utrecht-button--secondary-action',
  small: 'utrecht-button--subtle',
};

export function Button({ children, onClick, kind = 'plain', disabled = false, pressed, label }: Props) {
  return (
    <button
      type="button"
      class={`utrecht-button ${looks[kind]}`}
      onClick={onClick}
      aria-disabled={disabled}
      disabled={disabled}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
      {...(label && { 'aria-label': label })}
    >
      {children}
    </button>
  );
}
