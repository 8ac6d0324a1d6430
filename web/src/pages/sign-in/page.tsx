import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { useWords } from '../../language.tsx';
import { COMMON } from '../../words/common.ts';
import { SESSION } from '../../words/session.ts';
import { DoorSheet } from './door.tsx';
import { SignInForm } from './form.tsx';

/** Lets a user in by name and password. */
export function SignInPage({ version }: { readonly version: string }) {
  const text = useWords(SESSION);
  const { product } = useWords(COMMON);
  useEffect(() => {
    document.title = `${text.title} · ${product}`;
  }, [text, product]);
  return (
    <DoorSheet title={text.title}>
      <SignInForm />
      <Text size="xs" c="var(--soft)" mt="md" ta="right">
        {version}
      </Text>
    </DoorSheet>
  );
}
