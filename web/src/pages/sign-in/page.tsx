import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { saysOf } from '../../api/problem.ts';
import { useCall } from '../../api/queries.ts';
import { useSay, useWords } from '../../language.tsx';
import { COMMON } from '../../words/common.ts';
import { SESSION } from '../../words/session.ts';
import { DoorSheet } from './door.tsx';

/** Lets a user in by name and password. */
export function SignInPage({ version }: { readonly version: string }) {
  const text = useWords(SESSION);
  const { product } = useWords(COMMON);
  const say = useSay();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const enter = useCall('sign_in', ['session']);
  useEffect(() => {
    document.title = `${text.title} · ${product}`;
  }, [text, product]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate({ body: { name: name.trim(), password } });
  };
  return (
    <DoorSheet title={text.title}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {enter.isError && (
            <Alert color="red" variant="light" role="alert">
              {say(saysOf(enter.error))}
            </Alert>
          )}
          <TextInput
            label={text.name}
            name="username"
            autoComplete="username"
            autoFocus
            required
            withAsterisk={false}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <PasswordInput
            label={text.password}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={enter.isPending} fullWidth>
            {text.enter}
          </Button>
          <Text size="xs" c="var(--soft)">
            {text.forgot}
          </Text>
        </Stack>
      </form>
      <Text size="xs" c="var(--soft)" mt="md" ta="right">
        {version}
      </Text>
    </DoorSheet>
  );
}
