import { ActionIcon, Button, FileButton, Group, Paper, Table, Text, VisuallyHidden } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload, IconTableOptions, IconTrash, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { pathOf } from '../../api/client.ts';
import { useApi, useCall } from '../../api/queries.ts';
import { useSendFiles } from '../../api/send-files.ts';
import { useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { COMMON } from '../../words/common.ts';
import { capitalText, listText, momentText } from '../../words/format.ts';
import { TEMPLATES } from '../../words/templates.ts';
import classes from './templates.module.css';

type Taught = ReplyOf<'templates'>;

/** The layouts that the book was taught: handed on as files, added from files, taken out of use. */
export default function TemplatesPage() {
  const text = useWords(TEMPLATES);
  const bookId = useBookId();
  const may = useMay();
  const taught = useApi('templates', { params: { book_id: bookId } });
  const add = useSendFiles('add_templates', { params: { book_id: bookId } });
  return (
    <>
      <PageHeader title={text.title} note={text.note}>
        {may('add_templates') && <AddButton add={add} />}
      </PageHeader>
      {add.isError && <ErrorState fault={add.error} />}
      {taught.isPending && <Waiting />}
      {taught.isError && <ErrorState fault={taught.error} onRetry={() => void taught.refetch()} />}
      {taught.data?.templates.length === 0 && (
        <EmptyState icon={IconTableOptions} title={text.none} advice={text.none_advice} />
      )}
      {taught.data !== undefined && taught.data.templates.length > 0 && (
        <TemplateTable taught={taught.data} />
      )}
    </>
  );
}

type Adding = ReturnType<typeof useSendFiles<'add_templates'>>;

function AddButton({ add }: { readonly add: Adding }) {
  const text = useWords(TEMPLATES);
  const { language } = useLanguage();
  const send = (files: readonly File[]): void => {
    if (files.length === 0) return;
    add.mutate(files, {
      onSuccess: ({ names }) =>
        notifications.show({ color: 'green', message: text.added(listText(names, language)) }),
    });
  };
  return (
    <FileButton multiple accept=".json" onChange={send} inputProps={{ 'aria-label': text.add }}>
      {(props) => (
        <Button {...props} loading={add.isPending} leftSection={<IconUpload size={16} aria-hidden />}>
          {text.add}
        </Button>
      )}
    </FileButton>
  );
}

function TemplateTable({ taught }: { readonly taught: Taught }) {
  const text = useWords(TEMPLATES);
  const { more } = useWords(COMMON);
  return (
    <Paper withBorder bg="var(--sheet)">
      <Table className={classes.templates}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={200}>{text.name}</Table.Th>
            <Table.Th w={210}>{text.kind}</Table.Th>
            <Table.Th w={150}>{text.channel}</Table.Th>
            <Table.Th>{text.headers}</Table.Th>
            <Table.Th w={190}>{text.taught_by}</Table.Th>
            <Table.Th w={90}>
              <VisuallyHidden>{more}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {taught.templates.map((card) => (
            <TemplateRow key={card.template.name} card={card} kinds={taught.kinds} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

interface RowProps {
  readonly card: Taught['templates'][number];
  readonly kinds: Taught['kinds'];
}

function TemplateRow({ card: { template, made_by, made_at }, kinds }: RowProps) {
  const text = useWords(TEMPLATES);
  const say = useSay();
  const { language } = useLanguage();
  const { name, headers } = template;
  const kind = kinds.find((each) => each.kind === template.kind);
  const channel = kind?.channels.find((each) => each.channel === template.channel);
  return (
    <Table.Tr>
      <Table.Td fw={600} className={classes.name}>
        {name}
      </Table.Td>
      <Table.Td>{kind === undefined ? template.kind : capitalText(say(kind.name))}</Table.Td>
      <Table.Td>{channel === undefined ? template.channel : capitalText(say(channel.name))}</Table.Td>
      <Table.Td>
        <Text size="sm" lineClamp={2} title={listText(headers, language)}>
          {listText(headers, language)}
        </Text>
      </Table.Td>
      <Table.Td>
        {made_by ?? text.command_line}
        <Text size="xs" c="var(--soft)">
          {momentText(made_at)}
        </Text>
      </Table.Td>
      <Table.Td>
        <RowButtons name={name} />
      </Table.Td>
    </Table.Tr>
  );
}

function RowButtons({ name }: { readonly name: string }) {
  const text = useWords(TEMPLATES);
  const bookId = useBookId();
  const may = useMay();
  const params = { book_id: bookId, name };
  const [isAsking, setAsking] = useState(false);
  const remove = useCall('remove_template', ['templates']);
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      <ActionIcon
        component="a"
        href={pathOf('template_file', { params })}
        download
        aria-label={text.export_label(name)}
      >
        <IconDownload size={16} aria-hidden />
      </ActionIcon>
      {may('remove_template') && (
        <ActionIcon aria-label={text.remove_label(name)} onClick={() => setAsking(true)}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
      <FormDialog
        title={text.remove_title(name)}
        says={text.remove}
        isGrave
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onSubmit={() => remove.mutate({ params }, { onSuccess: () => setAsking(false) })}
        isBusy={remove.isPending}
        fault={remove.error}
      >
        <Text size="sm">{text.remove_warning}</Text>
      </FormDialog>
    </Group>
  );
}
