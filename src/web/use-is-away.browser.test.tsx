import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useIsAway } from './use-is-away.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('says that the table is away once it stayed so for three seconds, and anew each time', async () => {
  const box = document.createElement('div');
  const Sentence = (props: { readonly isConnected: boolean }) => (
    <>{useIsAway(props.isConnected) && 'away'}</>
  );
  const draw = (isConnected: boolean) => act(() => render(<Sentence isConnected={isConnected} />, box));
  const wait = (milliseconds: number) => act(() => void vi.advanceTimersByTime(milliseconds));
  await draw(false);
  await wait(2999);
  expect(box.textContent).toBe('');
  await wait(1);
  expect(box.textContent).toBe('away');
  await draw(true);
  expect(box.textContent).toBe('');
  await draw(false);
  await wait(2999);
  expect(box.textContent).toBe('');
});
