import { createContext, type FocusEvent, use, useState } from 'react';

const WRONG_FIELD = 'main [aria-invalid="true"]';

/** Whether somebody asked to try or save: from then on each fault is told, until there is none. */
export const Asked = createContext(false);

/**
 * What a field tells of its fault: nothing before it was left or saving was asked for, so that nobody is blamed for what is
 * not typed yet.
 */
export function useFault(fault: string | undefined) {
  const isAsked = use(Asked);
  const [isLeft, setLeft] = useState(false);
  const onBlur = ({ relatedTarget }: FocusEvent): void => {
    // What is told moves what stands below: a button that is being pressed would slip away from under the pointer.
    const isPressing = relatedTarget?.matches(':active') === true;
    if (isPressing) document.addEventListener('click', () => setLeft(true), { once: true });
    else setLeft(true);
  };
  return { error: isLeft || isAsked ? fault : undefined, onBlur };
}

/**
 * Guards a press of save: while something is wrong, all faults are told and the first is led to instead. `lead` brings its
 * field onto the page.
 */
export function useAsking(isWrong: boolean, lead: () => void = () => undefined) {
  const [isAsked, setAsked] = useState(false);
  if (isAsked && !isWrong) setAsked(false);
  const ask = (run: () => void): void => {
    if (isWrong) {
      lead();
      setAsked(true);
      requestAnimationFrame(() => document.querySelector<HTMLElement>(WRONG_FIELD)?.focus());
    } else run();
  };
  return { isAsked: isAsked && isWrong, ask };
}
