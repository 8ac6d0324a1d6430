import { Button, FileButton, Group, Progress, Stack, Text } from '@mantine/core';
import { IconFileZip, IconFolderOpen } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { droppedFiles, pickedFiles } from '../../api/upload.ts';
import { useDropped } from '../../dropped.ts';
import { useLanguage, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { PasswordField } from '../../parts/password-field.tsx';
import { bytesText } from '../../words/format.ts';
import { IMPORTS } from '../../words/imports.ts';
import classes from './import.module.css';
import type { Sending } from './use-sending.ts';

/** Takes files and folders that are dropped anywhere on the page, or picked, and sends them at once. */
export function DropZone({ sending }: { readonly sending: Sending }) {
  const text = useWords(IMPORTS);
  const may = useMay();
  const [password, setPassword] = useState('');
  const { state, send } = sending;
  const canImport = may('import_uploads');
  const drop = (dropped: DataTransfer): void =>
    void droppedFiles(dropped).then((files) => send(files, password));
  const isOver = useDropped(canImport ? drop : null);
  if (!canImport) return null;
  return (
    <section className={classes.zone} data-over={isOver || undefined} aria-label={text.drop}>
      {state.kind === 'sending' ? (
        <SendingBar {...state} onStop={sending.stop} />
      ) : (
        <Stack align="center" gap="sm">
          <IconFileZip size={36} stroke={1.3} color="var(--accent)" aria-hidden />
          <Text fw={600} size="lg">
            {isOver ? text.drop_now : text.drop}
          </Text>
          <Text size="sm" c="var(--soft)">
            {text.drop_note}
          </Text>
          <Pickers onPick={(list) => void send(pickedFiles(list), password)} />
          <PasswordField
            size="xs"
            w={260}
            label={text.password}
            placeholder={text.password_note}
            autoComplete="off"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {state.kind === 'nothing_found' && (
            <Text size="sm" role="status">
              {text.no_files}
            </Text>
          )}
          {state.kind === 'failed' && <ErrorState fault={state.fault} />}
        </Stack>
      )}
    </section>
  );
}

function Pickers({ onPick }: { readonly onPick: (files: FileList | null) => void }) {
  const text = useWords(IMPORTS);
  const folder = useRef<HTMLInputElement>(null);
  return (
    <Group gap="xs">
      <FileButton multiple onChange={(files) => onPick(listOf(files))}>
        {(props) => <Button {...props}>{text.pick_files}</Button>}
      </FileButton>
      <Button
        variant="default"
        leftSection={<IconFolderOpen size={16} aria-hidden />}
        onClick={() => folder.current?.click()}
      >
        {text.pick_folder}
      </Button>
      <input
        ref={folder}
        type="file"
        hidden
        webkitdirectory=""
        aria-label={text.pick_folder}
        onChange={(event) => onPick(event.currentTarget.files)}
      />
    </Group>
  );
}

function listOf(files: readonly File[]): FileList {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer.files;
}

interface BarProps {
  readonly count: number;
  readonly sent: number;
  readonly total: number;
  readonly onStop: () => void;
}

function SendingBar({ count, sent, total, onStop }: BarProps) {
  const text = useWords(IMPORTS);
  const { language } = useLanguage();
  return (
    <Stack gap="xs" maw={560} mx="auto">
      <Group justify="space-between">
        <Text fw={600}>{text.sending(count)}</Text>
        <Text size="sm" c="var(--soft)">
          {bytesText(sent, language)} / {bytesText(total, language)}
        </Text>
      </Group>
      <Progress value={total === 0 ? 100 : (sent * 100) / total} aria-label={text.sending(count)} />
      <Button variant="default" size="xs" onClick={onStop} style={{ alignSelf: 'flex-end' }}>
        {text.stop}
      </Button>
    </Stack>
  );
}
