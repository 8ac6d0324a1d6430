import { ActionIcon, Alert, Button, Checkbox, Group, Menu, Stack, TextInput } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { View } from '../../../../src/server/contract/lists.ts';
import { saysOf } from '../../api/problem.ts';
import { useApi, useCall } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useSay, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { COMMON } from '../../words/common.ts';
import { VIEWS } from '../../words/views.ts';
import { Dialog } from '../dialog.tsx';
import type { Table } from '../table/use-table.ts';
import { usePress } from '../use-press.ts';

/** Views of a list that were saved, own and shared ones, and saving what is shown now. */
export function SavedViews({ table }: { readonly table: Table }) {
  const text = useWords(VIEWS);
  const bookId = useBookId();
  const [isSaving, setSaving] = useState(false);
  const views = useApi('list_views', { params: { book_id: bookId } });
  const shown = (views.data?.views ?? []).filter(({ list }) => list === table.list);
  return (
    <>
      <Menu position="bottom-start" width={280}>
        <Menu.Target>
          <Button variant="default" size="xs" fz="sm" leftSection={<IconBookmark size={15} aria-hidden />}>
            {text.views}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {shown.length === 0 && <Menu.Label>{text.no_views}</Menu.Label>}
          {shown.map((view) => (
            <ViewItem key={view.view_id} view={view} onChoose={() => table.change(stateOf(view))} />
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setSaving(true)}>{text.save_view}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isSaving && <SaveDialog table={table} onClose={() => setSaving(false)} />}
    </>
  );
}

function stateOf({ filter, sort, group_by, columns }: View) {
  return {
    conditions: filter.conditions,
    text: filter.text ?? '',
    sort,
    group_by,
    columns: columns.length === 0 ? null : columns,
  };
}

function ViewItem({ view, onChoose }: { readonly view: View; readonly onChoose: () => void }) {
  const text = useWords(VIEWS);
  const bookId = useBookId();
  const remove = usePress('remove_view', ['list_views']);
  return (
    <Group gap={2} wrap="nowrap">
      <Menu.Item onClick={onChoose}>
        {view.name}
        {view.shared && ` · ${text.shared}`}
      </Menu.Item>
      {view.mine && (
        <ActionIcon
          aria-label={text.remove_view(view.name)}
          onClick={() => remove.mutate({ params: { book_id: bookId, view_id: view.view_id } })}
        >
          <IconTrash size={15} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}

interface SaveProps {
  readonly table: Table;
  readonly onClose: () => void;
}

function SaveDialog({ table, onClose }: SaveProps) {
  const text = useWords(VIEWS);
  const common = useWords(COMMON);
  const say = useSay();
  const may = useMay();
  const bookId = useBookId();
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const save = useCall('save_view', ['list_views']);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    const body = bodyOf(table, name.trim(), isShared);
    save.mutate({ params: { book_id: bookId }, body }, { onSuccess: onClose });
  };
  return (
    <Dialog title={text.save_view} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={text.name}
            value={name}
            maxLength={60}
            required
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          {may('share_view') && (
            <Checkbox label={text.share} checked={isShared} onChange={() => setShared(!isShared)} />
          )}
          {save.isError && (
            <Alert color="red" variant="light" role="alert">
              {say(saysOf(save.error))}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function bodyOf(
  { list, filter, state, layout }: Table,
  name: string,
  shared: boolean,
): Omit<View, 'view_id' | 'mine'> {
  return {
    list,
    name,
    filter,
    sort: [...state.sort],
    columns: layout.shown.map((column) => column.name),
    group_by: [...state.group_by],
    shared,
  };
}
