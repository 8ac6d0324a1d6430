import { ActionIcon, Button, Menu, Paper, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconDots, IconLink, IconPencil, IconPlus, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { useApi } from '../../api/queries.ts';
import { useSay, useWords } from '../../language.tsx';
import { useSession } from '../../me.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { usePress } from '../../parts/use-press.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { COMMON } from '../../words/common.ts';
import { capitalText, momentText } from '../../words/format.ts';
import { USERS } from '../../words/users.ts';
import { LinkDialog, type ShownLink } from './link-dialog.tsx';
import { UserDialog } from './user-dialog.tsx';
import classes from './users.module.css';

type User = ReplyOf<'list_users'>['users'][number];

/** The users of the program, for an administrator. */
export default function UsersPage() {
  const text = useWords(USERS);
  const users = useApi('list_users', {});
  const [edited, setEdited] = useState<User | 'new' | null>(null);
  const [link, setLink] = useState<ShownLink | null>(null);
  return (
    <>
      <PageHeader title={text.title} note={text.note}>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
          {text.add}
        </Button>
      </PageHeader>
      {users.isPending && <Waiting />}
      {users.isError && <ErrorState fault={users.error} onRetry={() => void users.refetch()} />}
      {users.data !== undefined && <UserTable users={users.data.users} onEdit={setEdited} onLink={setLink} />}
      {edited !== null && (
        <UserDialog
          user={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onLink={setLink}
        />
      )}
      <LinkDialog link={link} onClose={() => setLink(null)} />
    </>
  );
}

interface Doing {
  readonly onEdit: (user: User) => void;
  readonly onLink: (link: ShownLink) => void;
}

function UserTable({ users, ...doing }: Doing & { readonly users: readonly User[] }) {
  const text = useWords(USERS);
  const { more } = useWords(COMMON);
  return (
    <Paper withBorder bg="var(--sheet)">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.display_name}</Table.Th>
            <Table.Th>{text.name}</Table.Th>
            <Table.Th className={classes.whole}>{text.role}</Table.Th>
            <Table.Th className={classes.whole}>{text.access}</Table.Th>
            <Table.Th className={classes.whole}>{text.last_seen}</Table.Th>
            <Table.Th className={classes.whole}>{text.state}</Table.Th>
            <Table.Th w={60}>
              <VisuallyHidden>{more}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {users.map((user) => (
            <UserRow key={user.user_id} user={user} {...doing} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function UserRow({ user, ...doing }: Doing & { readonly user: User }) {
  const text = useWords(USERS);
  const say = useSay();
  const { roles } = useSession();
  return (
    <Table.Tr>
      <Table.Td fw={500} className={classes.name}>
        {user.display_name}
      </Table.Td>
      <Table.Td className={classes.name}>{user.name}</Table.Td>
      <Table.Td className={classes.whole}>{capitalText(say(roles[user.role]))}</Table.Td>
      <Table.Td className={classes.whole}>
        {user.access === 'all' ? text.all_books : text.books_count(user.access.length)}
      </Table.Td>
      <Table.Td className={classes.whole}>
        {user.last_seen_at === null ? (
          <Text size="sm" c="var(--soft)">
            {text.never}
          </Text>
        ) : (
          momentText(user.last_seen_at)
        )}
      </Table.Td>
      <Table.Td className={classes.whole}>
        <UserState user={user} />
      </Table.Td>
      <Table.Td>{user.can_change && <UserMenu user={user} {...doing} />}</Table.Td>
    </Table.Tr>
  );
}

function UserState({ user }: { readonly user: User }) {
  const text = useWords(USERS);
  if (user.disabled) return <StateBadge state="cancelled" name={text.disabled} />;
  if (!user.has_password) return <StateBadge state="waiting" name={text.waiting} />;
  return <StateBadge state="done" name={text.active} />;
}

function UserMenu({ user, onEdit, onLink }: Doing & { readonly user: User }) {
  const text = useWords(USERS);
  const update = usePress('update_user', ['list_users']);
  const link = usePress('link_user', ['list_users']);
  const params = { user_id: user.user_id };
  const name = user.display_name || user.name;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={text.actions(name)}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => onEdit(user)}>
          {text.edit}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLink size={15} aria-hidden />}
          onClick={() => link.mutate({ params }, { onSuccess: (made) => onLink({ ...made.link, name }) })}
        >
          {text.new_link}
        </Menu.Item>
        <Menu.Item
          leftSection={
            user.disabled ? <IconUserCheck size={15} aria-hidden /> : <IconUserOff size={15} aria-hidden />
          }
          onClick={() => update.mutate({ params, body: { disabled: !user.disabled } })}
        >
          {user.disabled ? text.enable : text.disable}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
