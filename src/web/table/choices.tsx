import type { Table } from '#device/table.ts';
import type { Person } from '#domain/person.ts';
import type { ChoiceView } from '#domain/table-view.ts';
import { useAct } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { nameInText } from '../components/person.tsx';
import { textOf, useTexts } from '../components/texts.tsx';

type Props = {
  readonly choice: ChoiceView;
  readonly me: Person;
  readonly table: Table;
};

/** A decision the table shares: who tells, whether to look at this together. */
export function Choices({ choice: { choice, mine, people, value }, me, table }: Props) {
  const texts = useTexts();
  const act = useAct();
  if (!mine) return null;
  const choose = (chosen: string) => act(table.choose(choice.id, chosen));
  if (choice.options !== 'person') {
    return (
      <div class="choices">
        {choice.options.map((option) => (
          <Button key={option} pressed={value === option} onClick={() => choose(option)}>
            {textOf(texts, `choice.${choice.id}.${option}`)}
          </Button>
        ))}
      </div>
    );
  }
  return (
    <div class="choices">
      {people.map((person) => (
        <Button
          key={person.id}
          // The word is given, and given on: no button of it stays pressed.
          {...(!choice.passesTheWord && { pressed: value === person.id })}
          onClick={() => choose(person.id)}
        >
          {textOf(texts, `choice.${choice.id}.${person.id === me.id ? 'me' : 'other'}`, {
            name: nameInText(texts, person),
          })}
        </Button>
      ))}
    </div>
  );
}
