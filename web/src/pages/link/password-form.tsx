import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { saysOf } from '../../api/problem.ts';
import { useCall } from '../../api/queries.ts';
import { useSay, useWords } from '../../language.tsx';
import { PasswordField } from '../../parts/password-field.tsx';
import { SESSION } from '../../words/session.ts';

interface Props {
  readonly token: string;
  readonly link: ReplyOf<'one_time_link'>;
  readonly onDone: () => void;
}

const PASSWORD_LENGTH_MIN = 8;

/** Asks for a password twice, and at the first start for the administrator's names too. */
export function PasswordForm({ token, link, onDone }: Props) {
  const text = useWords(SESSION);
  const say = useSay();
  const [name, setName] = useState(link.name);
  const [shown, setShown] = useState(link.display_name);
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const use = useCall('use_link');
  const isShort = password.length < PASSWORD_LENGTH_MIN;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || isShort || password !== again) return;
    const names = { name: name.trim(), ...(shown.trim() !== '' && { display_name: shown.trim() }) };
    use.mutate({ params: { token }, body: { ...names, password } }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">
          {link.is_first ? text.first_note : text.link_note(link.display_name || link.name)}
        </Text>
        {use.isError && (
          <Alert color="red" variant="light" role="alert">
            {say(saysOf(use.error))}
          </Alert>
        )}
        <TextInput
          label={text.name}
          name="username"
          autoComplete="username"
          readOnly={!link.is_first}
          autoFocus={link.is_first}
          // A name is proposed: what is typed takes its place.
          onFocus={({ currentTarget }) => link.is_first && currentTarget.select()}
          value={name}
          error={tried && name.trim() === '' ? text.name_missing : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {link.is_first && (
          <TextInput
            label={text.display_name}
            description={text.display_name_note}
            autoComplete="nickname"
            value={shown}
            onChange={(event) => setShown(event.currentTarget.value)}
          />
        )}
        <NewPassword
          label={text.new_password}
          note={text.password_note}
          isFirst={!link.is_first}
          value={password}
          error={tried && isShort ? text.too_short : null}
          onChange={setPassword}
        />
        <NewPassword
          label={text.password_again}
          value={again}
          error={tried && !isShort && password !== again ? text.not_same : null}
          onChange={setAgain}
        />
        <Button type="submit" loading={use.isPending} fullWidth>
          {text.begin}
        </Button>
      </Stack>
    </form>
  );
}

interface NewPasswordProps {
  readonly label: string;
  readonly note?: string;
  /** The keyboard begins here. */
  readonly isFirst?: boolean;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

/** A field for a password that is being chosen. */
export function NewPassword({ label, note, isFirst = false, value, error, onChange }: NewPasswordProps) {
  return (
    <PasswordField
      label={label}
      description={note}
      autoComplete="new-password"
      autoFocus={isFirst}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
