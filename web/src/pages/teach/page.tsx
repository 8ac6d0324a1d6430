import { Button, Group, Paper, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Link, useParams } from 'wouter';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import type { TeachableKindCard, TemplateDraft } from '../../../../src/server/contract/templates.ts';
import { codeOf } from '../../api/problem.ts';
import { useApi } from '../../api/queries.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useWords } from '../../language.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { PasswordField } from '../../parts/password-field.tsx';
import { saveText } from '../../parts/save-text.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { COMMON } from '../../words/common.ts';
import { TEMPLATES } from '../../words/templates.ts';
import { About } from './about.tsx';
import { Columns } from './columns.tsx';
import { isName, type Template } from './edit.ts';
import { Verdict } from './proofs.tsx';
import classes from './teach.module.css';
import { Understanding } from './understanding.tsx';
import { type Drafting, useDraft } from './use-draft.ts';
import { useTeach } from './use-teach.ts';

/** Teaches the program a file that it did not recognise: what each column is, seen at once in the first rows. */
export default function TeachPage() {
  const { upload_id = '' } = useParams<{ upload_id: string }>();
  return <Lesson key={upload_id} uploadId={upload_id} />;
}

function Lesson({ uploadId }: { readonly uploadId: string }) {
  const text = useWords(TEMPLATES);
  const { back } = useWords(COMMON);
  const bookId = useBookId();
  const taught = useApi('templates', { params: { book_id: bookId } });
  const drafting = useDraft(uploadId);
  const { draft, template, fault, retry } = drafting;
  const isReady = draft !== null && template !== null && taught.data !== undefined;
  return (
    <>
      <PageHeader title={text.teach} note={draft?.file}>
        <Button component={Link} href={bookPath(bookId, 'import')} variant="default">
          {back}
        </Button>
      </PageHeader>
      {isReady ? (
        <Desk
          uploadId={uploadId}
          drafting={drafting}
          draft={draft}
          template={template}
          taught={taught.data}
        />
      ) : (
        <BeforeDraft drafting={drafting} />
      )}
      {taught.isError && <ErrorState fault={taught.error} onRetry={() => void taught.refetch()} />}
      {draft === null && fault !== null && <ErrorState fault={fault} onRetry={retry} />}
    </>
  );
}

/** Until the file has been looked at: a moment, or the password that it needs. */
function BeforeDraft({ drafting: { fault, password, isAsking, guess } }: { readonly drafting: Drafting }) {
  const text = useWords(TEMPLATES);
  const [typed, setTyped] = useState(password);
  const code = codeOf(fault);
  if (fault === null) return <Waiting />;
  if (code !== 'password_missing' && code !== 'password_wrong') return null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    guess({ password: typed });
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-end">
        <PasswordField
          label={text.password}
          w={260}
          autoComplete="off"
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button type="submit" loading={isAsking} disabled={typed === ''}>
          {text.open}
        </Button>
      </Group>
    </form>
  );
}

interface DeskProps {
  readonly uploadId: string;
  readonly drafting: Drafting;
  readonly draft: TemplateDraft;
  readonly template: Template;
  readonly taught: ReplyOf<'templates'>;
}

function Desk({ uploadId, drafting, draft, template, taught }: DeskProps) {
  const [name, setName] = useState(template.name);
  const card = taught.kinds.find(({ kind }) => kind === template.kind);
  if (card === undefined) return null;
  const named = { ...template, name: name.trim() };
  const isTaken = taught.templates.some((each) => each.template.name === named.name);
  return (
    <Stack gap="sm">
      <Paper withBorder bg="var(--sheet)" p="sm">
        <About
          drafting={drafting}
          draft={draft}
          template={template}
          kinds={taught.kinds}
          name={name}
          isTaken={isTaken}
          onName={setName}
        />
      </Paper>
      <Columns
        draft={draft}
        template={template}
        card={card}
        statuses={taught.statuses}
        onChange={drafting.change}
      />
      <Understanding drafting={drafting} draft={draft} card={card} />
      <SaveBar uploadId={uploadId} drafting={drafting} draft={draft} template={named} card={card} />
    </Stack>
  );
}

interface SaveBarProps extends Omit<DeskProps, 'taught'> {
  readonly card: TeachableKindCard;
}

function SaveBar({ uploadId, drafting, draft, template, card }: SaveBarProps) {
  const text = useWords(TEMPLATES);
  const { teach, isBusy, fault } = useTeach(uploadId, drafting.password);
  const isReadable = draft.missing.length === 0 && draft.rows_read > 0;
  const canExport = isReadable && isName(template.name);
  const canSave = canExport && !drafting.isAsking && drafting.fault === null;
  return (
    <>
      {fault !== null && <ErrorState fault={fault} />}
      <div className={classes.bar}>
        <Verdict draft={draft} card={card} />
        <Group gap="xs" wrap="nowrap">
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            disabled={!canExport}
            onClick={() => saveText(`${JSON.stringify(template, null, 2)}\n`, `${template.name}.json`)}
          >
            {text.export}
          </Button>
          <Button disabled={!canSave} loading={isBusy} onClick={() => teach(template)}>
            {text.save}
          </Button>
        </Group>
      </div>
    </>
  );
}
