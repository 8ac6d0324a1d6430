import { MultiSelect, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RoleName } from '../../../../src/server/contract/common.ts';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { useApi, useCall } from '../../api/queries.ts';
import { useSay, useWords } from '../../language.tsx';
import { type Access, shopsOf, useSession } from '../../me.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { capitalText } from '../../words/format.ts';
import { USERS } from '../../words/users.ts';
import type { ShownLink } from './link-dialog.tsx';

type User = ReplyOf<'list_users'>['users'][number];

interface Props {
  /** Null makes a new user. */
  readonly user: User | null;
  readonly onClose: () => void;
  readonly onLink: (link: ShownLink) => void;
}

/** Makes a user or changes one: names, role, and which books and shops are seen, no more than one sees oneself. */
export function UserDialog({ user, onClose, onLink }: Props) {
  const text = useWords(USERS);
  const own = useSession().access;
  const [name, setName] = useState(user?.name ?? '');
  const [shown, setShown] = useState(user?.display_name ?? '');
  const [role, setRole] = useState<RoleName>(user?.role ?? 'clerk');
  const [access, setAccess] = useState<Access>(user?.access ?? own);
  const create = useCall('create_user', ['list_users']);
  const update = useCall('update_user', ['list_users']);
  const submit = (): void => {
    const body = { display_name: shown.trim() || name.trim(), role, access };
    if (user !== null) update.mutate({ params: { user_id: user.user_id }, body }, { onSuccess: onClose });
    else
      create.mutate(
        { body: { name: name.trim(), ...body } },
        {
          onSuccess: ({ link }) => {
            onClose();
            onLink({ ...link, name: body.display_name });
          },
        },
      );
  };
  return (
    <FormDialog
      title={user === null ? text.add : text.edit}
      isOpen
      onClose={onClose}
      onSubmit={submit}
      canSubmit={name.trim() !== ''}
      isBusy={create.isPending || update.isPending}
      fault={create.error ?? update.error}
    >
      <TextInput
        label={text.name}
        value={name}
        readOnly={user !== null}
        maxLength={64}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={text.display_name}
        value={shown}
        maxLength={64}
        onChange={(event) => setShown(event.currentTarget.value)}
      />
      <RoleField role={role} onChange={setRole} />
      <AccessField access={access} onChange={setAccess} />
    </FormDialog>
  );
}

function RoleField({
  role,
  onChange,
}: {
  readonly role: RoleName;
  readonly onChange: (role: RoleName) => void;
}) {
  const text = useWords(USERS);
  const say = useSay();
  const { roles } = useSession();
  const names = Object.keys(roles) as RoleName[];
  return (
    <Select
      label={text.role}
      description={text.role_note}
      value={role}
      data={names.map((value) => ({ value, label: capitalText(say(roles[value])) }))}
      onChange={(value) => onChange(names.find((one) => one === value) ?? role)}
    />
  );
}

function AccessField({
  access,
  onChange,
}: {
  readonly access: Access;
  readonly onChange: (access: Access) => void;
}) {
  const text = useWords(USERS);
  const own = useSession().access;
  const books = useApi('list_books', {}).data?.books ?? [];
  const chosen = access === 'all' ? [] : access;
  return (
    <Stack gap="xs">
      {own === 'all' && (
        <Switch
          size="sm"
          label={text.all_books}
          checked={access === 'all'}
          onChange={(event) => onChange(event.currentTarget.checked ? 'all' : [])}
        />
      )}
      {access !== 'all' && (
        <MultiSelect
          label={text.some_books}
          data={books.map(({ book_id, name }) => ({ value: book_id, label: name }))}
          value={chosen.map(({ book_id }) => book_id)}
          onChange={(ids) =>
            onChange(
              ids.map(
                (id) =>
                  chosen.find(({ book_id }) => book_id === id) ?? { book_id: id, shops: shopsOf(own, id) },
              ),
            )
          }
        />
      )}
      {chosen.map((one) => (
        <ShopsField
          key={one.book_id}
          bookId={one.book_id}
          name={books.find(({ book_id }) => book_id === one.book_id)?.name ?? one.book_id}
          shops={one.shops}
          onChange={(shops) => onChange(chosen.map((other) => (other === one ? { ...one, shops } : other)))}
        />
      ))}
    </Stack>
  );
}

interface ShopsProps {
  readonly bookId: string;
  readonly name: string;
  readonly shops: string[] | null;
  readonly onChange: (shops: string[] | null) => void;
}

function ShopsField({ bookId, name, shops, onChange }: ShopsProps) {
  const text = useWords(USERS);
  const own = shopsOf(useSession().access, bookId);
  const book = useApi('book', { params: { book_id: bookId } });
  const all = book.data?.book.shops ?? [];
  if (all.length === 0)
    return (
      <Text size="xs">
        {text.shops(name)}: {text.all_shops}
      </Text>
    );
  return (
    <MultiSelect
      label={text.shops(name)}
      placeholder={shops === null ? text.all_shops : ''}
      data={all}
      value={shops ?? []}
      onChange={(next) => onChange(next.length === 0 ? own : next)}
    />
  );
}
