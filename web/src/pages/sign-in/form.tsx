import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { saysOf } from '../../api/problem.ts';
import { useCall } from '../../api/queries.ts';
import { useSay, useWords } from '../../language.tsx';
import { PasswordField } from '../../parts/password-field.tsx';
import { SESSION } from '../../words/session.ts';

/** Asks for name and password. `known` is the name of a user who was here a moment ago. */
export function SignInForm({ known = '' }: { readonly known?: string }) {
  const text = useWords(SESSION);
  const say = useSay();
  const [name, setName] = useState(known);
  const [password, setPassword] = useState('');
  const enter = useCall('sign_in', ['session']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate({ body: { name: name.trim(), password } });
  };
  return (
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
          autoFocus={known === ''}
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordField
          label={text.password}
          name="password"
          autoComplete="current-password"
          autoFocus={known !== ''}
          data-autofocus={known !== '' || undefined}
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
  );
}
