import { Alert, Button, Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { saysOf } from '../../api/problem.ts';
import { useCall } from '../../api/queries.ts';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { useSession } from '../../me.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { PasswordField } from '../../parts/password-field.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { COMMON } from '../../words/common.ts';
import { LANGUAGE_NAMES, SESSION } from '../../words/session.ts';
import { USERS } from '../../words/users.ts';
import { LANGUAGES } from '../../words/words.ts';
import { NewPassword } from '../link/password-form.tsx';

/** A user's own settings. */
export default function MyPage() {
  const text = useWords(USERS);
  return (
    <>
      <PageHeader title={text.my_title} note={text.my_note} />
      <Stack maw={460} gap="sm">
        <NameForm />
        <PasswordChange />
      </Stack>
    </>
  );
}

function NameForm() {
  const text = useWords(USERS);
  const { save } = useWords(COMMON);
  const { language: label } = useWords(SESSION);
  const { me } = useSession();
  const { language, chooseLanguage } = useLanguage();
  const [shown, setShown] = useState(me.display_name);
  const [chosen, setChosen] = useState<string>(language);
  const update = useCall('update_me', ['session']);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const next = LANGUAGES.find((one) => one === chosen) ?? language;
    update.mutate(
      { body: { display_name: shown.trim(), language: next } },
      {
        onSuccess: () => {
          chooseLanguage(next);
          notifications.show({ message: text.saved });
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Sheet title={text.my_name}>
        <Stack gap="md">
          <Refusal fault={update.error} />
          <TextInput
            label={text.display_name}
            value={shown}
            maxLength={64}
            onChange={(event) => setShown(event.currentTarget.value)}
          />
          <Select
            label={label}
            value={chosen}
            onChange={(value) => setChosen(value ?? language)}
            data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          />
          <Button type="submit" loading={update.isPending} style={{ alignSelf: 'flex-start' }}>
            {save}
          </Button>
        </Stack>
      </Sheet>
    </form>
  );
}

const PASSWORD_LENGTH_MIN = 8;

function PasswordChange() {
  const text = useWords(USERS);
  const { save } = useWords(COMMON);
  const session = useWords(SESSION);
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState('');
  const [again, setAgain] = useState('');
  const change = useCall('change_password');
  const isShort = fresh !== '' && fresh.length < PASSWORD_LENGTH_MIN;
  const isOther = again !== '' && again !== fresh;
  const canSubmit = old !== '' && fresh !== '' && again === fresh && !isShort;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const done = (): void => {
      for (const clear of [setOld, setFresh, setAgain]) clear('');
      notifications.show({ message: text.password_saved });
    };
    change.mutate({ body: { old_password: old, new_password: fresh } }, { onSuccess: done });
  };
  return (
    <form onSubmit={submit}>
      <Sheet title={text.my_password}>
        <Stack gap="md">
          <Refusal fault={change.error} />
          <PasswordField
            label={text.old_password}
            autoComplete="current-password"
            value={old}
            onChange={(event) => setOld(event.currentTarget.value)}
          />
          <NewPassword
            label={session.new_password}
            note={session.password_note}
            value={fresh}
            error={isShort ? session.too_short : null}
            onChange={setFresh}
          />
          <NewPassword
            label={session.password_again}
            value={again}
            error={isOther ? session.not_same : null}
            onChange={setAgain}
          />
          <Button
            type="submit"
            loading={change.isPending}
            disabled={!canSubmit}
            style={{ alignSelf: 'flex-start' }}
          >
            {save}
          </Button>
        </Stack>
      </Sheet>
    </form>
  );
}

function Refusal({ fault }: { readonly fault: unknown }) {
  const say = useSay();
  if (fault === null) return null;
  return (
    <Alert color="red" variant="light" role="alert">
      {say(saysOf(fault))}
    </Alert>
  );
}
