import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useWords } from '../language.tsx';
import { COMMON } from '../words/common.ts';

/** A field for a password, with an eye to see what was typed. */
export function PasswordField(props: PasswordInputProps) {
  const text = useWords(COMMON);
  return <PasswordInput visibilityToggleButtonProps={{ 'aria-label': text.show_password }} {...props} />;
}
